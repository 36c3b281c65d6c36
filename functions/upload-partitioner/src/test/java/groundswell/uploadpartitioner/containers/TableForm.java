package groundswell.uploadpartitioner.containers;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/// A way to write a table of activity. Written independently of the reader.
record TableForm(
    Container container, Letters letters, String lineEnd, char delimiter, Quoting quoting) {
  static final List<String> COLUMNS = List.of("member_id", "date", "metric", "value", "comment");
  static final List<String> LINE_ENDS = List.of("\n", "\r\n", "\r");
  static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

  enum Container {
    PLAIN,
    GZIP,
    GZIP_IN_MEMBERS,
    WORKBOOK,
    JSON_LINES;

    boolean isText() {
      return this != WORKBOOK && this != JSON_LINES;
    }
  }

  enum Letters {
    UTF_8_PLAIN(UTF_8, ""),
    UTF_8_MARKED(UTF_8, "\ufeff"),
    UTF_16LE_MARKED(UTF_16LE, "\ufeff"),
    UTF_16BE_MARKED(UTF_16BE, "\ufeff"),
    UTF_16LE_PLAIN(UTF_16LE, ""),
    UTF_16BE_PLAIN(UTF_16BE, ""),
    WINDOWS_1252(Charset.forName("windows-1252"), "");

    private final Charset charset;
    private final String mark;

    Letters(Charset charset, String mark) {
      this.charset = charset;
      this.mark = mark;
    }
  }

  enum Quoting {
    WHERE_NEEDED,
    EVERYWHERE,
    AT_RANDOM
  }

  /// What becomes of a row.
  enum Fate {
    GOOD,
    BAD_DATE,
    UNKNOWN_METRIC,
    /// Its value is a number in a form that no table should have.
    NOT_A_NUMBER,
    /// Its comment begins with a quote that is never closed.
    STRAY_QUOTE,
    /// Its comment ends with a quote that was never opened, an inch sign.
    INCHES,
    EMPTY
  }

  record Row(Fate fate, List<String> fields) {
    /// What the reader says of it, without its line.
    String expected() {
      return switch (fate) {
        case GOOD, INCHES -> String.join(" ", fields.subList(0, 4));
        case BAD_DATE -> "bad-date";
        case UNKNOWN_METRIC -> "unknown-metric";
        case NOT_A_NUMBER -> "not-a-number";
        case STRAY_QUOTE -> "bad-quoting";
        case EMPTY -> "";
      };
    }
  }

  /// @param lines the first line of each row
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  record Written(byte[] file, List<Integer> lines) {}

  /// All forms that differ: workbooks and JSON have neither encodings nor delimiters.
  static List<TableForm> all() {
    var forms = new ArrayList<TableForm>();
    for (var container : Container.values())
      for (var letters : Letters.values())
        for (var lineEnd : LINE_ENDS)
          for (var delimiter : DELIMITERS)
            for (var quoting : Quoting.values()) {
              var form = new TableForm(container, letters, lineEnd, delimiter, quoting);
              if (container.isText() || form.isFirstOfContainer()) forms.add(form);
            }
    return forms;
  }

  private boolean isFirstOfContainer() {
    return letters == Letters.UTF_8_PLAIN
        && delimiter == ','
        && quoting == Quoting.WHERE_NEEDED
        && (container == Container.JSON_LINES || lineEnd.equals("\n"));
  }

  Written write(List<Row> rows, Random random) {
    return switch (container) {
      case PLAIN -> csv(rows, random);
      case GZIP, GZIP_IN_MEMBERS -> {
        var csv = csv(rows, random);
        yield new Written(gzip(csv.file, random), csv.lines);
      }
      case WORKBOOK -> workbook(rows, random);
      case JSON_LINES -> jsonLines(rows, random);
    };
  }

  private Written csv(List<Row> rows, Random random) {
    var text = new StringBuilder(letters.mark);
    var lines = new ArrayList<Integer>();
    text.append(line(new Row(Fate.GOOD, COLUMNS), random)).append(lineEnd);
    int line = 2;
    for (var row : rows) {
      lines.add(line);
      var written = line(row, random);
      text.append(written).append(lineEnd);
      line +=
          1 + (int) written.replace("\r\n", "\n").chars().filter(c -> c < ' ' && c != '\t').count();
    }
    if (!rows.isEmpty() && random.nextBoolean()) text.setLength(text.length() - lineEnd.length());
    return new Written(text.toString().getBytes(letters.charset), lines);
  }

  private String line(Row row, Random random) {
    var fields = new ArrayList<String>();
    for (int i = 0; i < row.fields.size(); i++) {
      boolean raw =
          i == row.fields.size() - 1 && (row.fate == Fate.STRAY_QUOTE || row.fate == Fate.INCHES);
      fields.add(raw ? row.fields.get(i) : field(row.fields.get(i), random));
    }
    return String.join(String.valueOf(delimiter), fields);
  }

  private String field(String text, Random random) {
    boolean needed =
        text.startsWith(" ")
            || text.chars().anyMatch(c -> c == delimiter || "\"\n\r".indexOf(c) >= 0);
    boolean quoted =
        switch (quoting) {
          case WHERE_NEEDED -> needed;
          case EVERYWHERE -> true;
          case AT_RANDOM -> needed || random.nextBoolean();
        };
    return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  private byte[] gzip(byte[] bytes, Random random) {
    var packed = new ByteArrayOutputStream();
    int from = 0;
    while (from < bytes.length || packed.size() == 0) {
      int count = bytes.length - from;
      if (container == Container.GZIP_IN_MEMBERS) count = Math.min(count, 1 + random.nextInt(60));
      try (var gzip = new GZIPOutputStream(packed)) {
        gzip.write(bytes, from, count);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      from += count;
    }
    return packed.toByteArray();
  }

  private static Written workbook(List<Row> rows, Random random) {
    var sheet = new StringBuilder();
    var lines = new ArrayList<Integer>();
    sheet.append(TestWorkbook.row(COLUMNS.stream().map(TestWorkbook::text).toArray(String[]::new)));
    for (int i = 0; i < rows.size(); i++) {
      lines.add(i + 2);
      var row = rows.get(i);
      if (row.fate == Fate.EMPTY && random.nextBoolean()) continue;
      var cells = new ArrayList<String>();
      for (int column = 0; column < row.fields.size(); column++)
        cells.add(cell(column, row, random));
      sheet
          .append("<row r=\"%d\">".formatted(i + 2))
          .append(String.join("", cells))
          .append("</row>");
    }
    return new Written(new TestWorkbook().sheet("Steps", sheet.toString()).bytes(), lines);
  }

  private static String cell(int column, Row row, Random random) {
    var text = row.fields.get(column);
    if (row.fate == Fate.EMPTY || random.nextBoolean()) return TestWorkbook.text(text);
    if (column == 1 && row.fate != Fate.BAD_DATE) {
      long serial = LocalDate.parse(text).toEpochDay() - LocalDate.of(1899, 12, 30).toEpochDay();
      return TestWorkbook.number(Long.toString(serial), TestWorkbook.DAY);
    }
    return column == 3 ? TestWorkbook.number(text) : TestWorkbook.text(text);
  }

  private Written jsonLines(List<Row> rows, Random random) {
    var lines = new ArrayList<String>();
    var numbers = new ArrayList<Integer>();
    for (var row : rows) {
      numbers.add(lines.size() + 1);
      var values = new ArrayList<String>();
      for (int i = 0; i < COLUMNS.size(); i++) {
        boolean bare = i == 3 && row.fate != Fate.EMPTY && random.nextBoolean();
        values.add(
            "\"%s\":%s"
                .formatted(COLUMNS.get(i), bare ? row.fields.get(i) : json(row.fields.get(i))));
      }
      lines.add(
          row.fate == Fate.EMPTY && !lines.isEmpty() ? "" : "{" + String.join(",", values) + "}");
    }
    return new Written(String.join(lineEnd, lines).getBytes(UTF_8), numbers);
  }

  private static String json(String text) {
    return '"'
        + text.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t")
        + '"';
  }

  /// A table of random rows.
  ///
  /// @param quotes whether rows may have quotes that CSV does not allow
  static List<Row> rows(Random random, boolean quotes) {
    var fates =
        Arrays.stream(Fate.values())
            .filter(fate -> quotes || (fate != Fate.STRAY_QUOTE && fate != Fate.INCHES))
            .toList();
    var rows = new ArrayList<Row>();
    rows.add(row(Fate.GOOD, random));
    for (int left = random.nextInt(12); left > 0; left--)
      rows.add(row(fates.get(random.nextInt(fates.size())), random));
    return rows;
  }

  static Row row(Fate fate, Random random) {
    if (fate == Fate.EMPTY) return new Row(fate, List.of("", " ", "", "", ""));
    var day =
        fate == Fate.BAD_DATE ? "2026-02-30" : "2026-03-%02d".formatted(1 + random.nextInt(19));
    var metric = fate == Fate.UNKNOWN_METRIC ? "strides" : "steps";
    var comment =
        switch (fate) {
          case STRAY_QUOTE -> "\"five foot";
          case INCHES -> "6\"";
          // With a line end it could not be told from text after a stray quote.
          case BAD_DATE -> comment(random).replaceAll("[\\r\\n]", "");
          case GOOD, UNKNOWN_METRIC, NOT_A_NUMBER, EMPTY -> comment(random);
        };
    var value = pick(fate == Fate.NOT_A_NUMBER ? HUGE_EXPONENTS : VALUES, random);
    return new Row(fate, List.of(pick(MEMBERS, random), day, metric, value, comment));
  }

  private static final List<String> MEMBERS = List.of("ann", "müller", "zoé", "m-17", "007");
  private static final List<String> VALUES = List.of("1", "0", "7.25", "8214", "200000");
  private static final List<String> HUGE_EXPONENTS =
      List.of("1e99999999999", "1E2147483647", "1E2147483648", "-1e-2147483647", "5E401");
  private static final List<String> PIECES =
      List.of(
          "a", "é", "ü", " ", ",", ";", "|", "\t", "\"", "\n", "\r\n", "\r", "2026-03-01", "x\"");

  private static String comment(Random random) {
    var text = new StringBuilder();
    for (int left = random.nextInt(6); left > 0; left--) text.append(pick(PIECES, random));
    return text.toString();
  }

  private static String pick(List<String> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }
}
