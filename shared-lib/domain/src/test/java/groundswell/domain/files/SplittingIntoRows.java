package groundswell.domain.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.arbitrary;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import groundswell.domain.Text;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

class SplittingIntoRows {
  private static final String TEXTS =
      "ab 0\u00e9\u20ac\ud83c\udfc3,;\t\"\n\r\u00a0\u202f\u3000\u1680";

  private static final Pattern EMPTY_ROWS = Pattern.compile("[\\s\\p{Z},;|\"]*");
  private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

  @Test
  void givesTheSameRowsForEveryDelimiterQuotingAndLineEnd() {
    qt().forAll(tables(), writings())
        .checkAssert(
            (table, writing) -> {
              var file = writing.write(table);

              assertThat(split(new ByteArrayInputStream(file), writing.delimiter))
                  .isEqualTo(seen(table));
            });
  }

  @Test
  void givesTheSameRowsHoweverTheBytesArrive() {
    qt().forAll(tables(), writings(), integers().all())
        .checkAssert(
            (table, writing, seed) -> {
              var file = writing.write(table);

              assertThat(split(new Dribble(file, new Random(seed)), writing.delimiter))
                  .isEqualTo(seen(table));
            });
  }

  @Test
  void keepsTheBytesAndLineNumbersOfRows() {
    qt().forAll(tables(), writings())
        .checkAssert(
            (table, writing) -> {
              var file = writing.write(table);
              var text = new String(file, UTF_8);
              var csv = new CsvReader(new ByteArrayInputStream(file));

              int from = 0;
              for (var row = next(csv, writing.delimiter);
                  row != null;
                  row = next(csv, writing.delimiter)) {
                var bytes = new String(row.bytes(), UTF_8);
                int at = text.indexOf(bytes, from);
                assertThat(text.substring(from, at)).matches(EMPTY_ROWS);
                assertThat(row.line())
                    .isEqualTo(1 + LINE_END.matcher(text.substring(0, at)).results().count());
                from = at + bytes.length();
              }
              assertThat(text.substring(from)).matches(EMPTY_ROWS);
            });
  }

  /// The table as people see it, without spaces around fields.
  private static List<List<String>> seen(List<List<String>> table) {
    return table.stream()
        .map(row -> row.stream().map(Text::tidy).toList())
        .filter(row -> !row.stream().allMatch(String::isEmpty))
        .toList();
  }

  private static List<List<String>> split(InputStream in, byte delimiter) {
    var rows = new ArrayList<List<String>>();
    var csv = new CsvReader(in);
    for (var row = next(csv, delimiter); row != null; row = next(csv, delimiter)) {
      assertThat(row.fault()).isEmpty();
      var fields = new ArrayList<String>();
      for (int i = 0; i < row.fields(); i++) fields.add(row.text(i));
      rows.add(fields);
    }
    return rows;
  }

  private static @Nullable CsvRow next(CsvReader csv, byte delimiter) {
    try {
      return csv.next(delimiter, CsvReader.LINE_BYTES_MAX);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Tables without rows of a single empty field, which are not rows.
  private static Gen<List<List<String>>> tables() {
    var fields = lists().of(texts()).ofSizeBetween(2, 4);
    return lists().of(fields).ofSizeBetween(0, 6);
  }

  private static Gen<String> texts() {
    var characters = TEXTS.codePoints().mapToObj(Character::toString).toList();
    return lists()
        .of(arbitrary().pick(characters))
        .ofSizeBetween(0, 5)
        .map(parts -> String.join("", parts));
  }

  private static Gen<Writing> writings() {
    return arbitrary()
        .pick(List.of((byte) ',', (byte) ';', (byte) '\t', (byte) '|'))
        .zip(
            arbitrary().pick(List.of("\n", "\r\n", "\r")),
            integers().all(),
            (delimiter, lineEnd, seed) -> new Writing(delimiter, lineEnd, seed));
  }

  /// One way to write the same table.
  ///
  /// @param seed of the choices where several are valid
  private record Writing(byte delimiter, String lineEnd, int seed) {
    byte[] write(List<List<String>> table) {
      var random = new Random(seed);
      var out = new ByteArrayOutputStream();
      for (var row : table) {
        if (random.nextInt(4) == 0) out.writeBytes(lineEnd.getBytes(UTF_8));
        var line =
            row.stream()
                .map(field -> write(field, random))
                .collect(Collectors.joining(String.valueOf((char) delimiter)));
        out.writeBytes(line.getBytes(UTF_8));
        out.writeBytes(lineEnd.getBytes(UTF_8));
      }
      boolean lastLineEnds = table.isEmpty() || random.nextBoolean();
      return Arrays.copyOf(out.toByteArray(), out.size() - (lastLineEnds ? 0 : lineEnd.length()));
    }

    private String write(String field, Random random) {
      boolean mustQuote =
          field.startsWith(" ")
              || field.endsWith(" ")
              || field.chars().anyMatch(c -> c == delimiter || "\"\n\r".indexOf(c) >= 0);
      var spaces = " ".repeat(random.nextInt(3));
      return mustQuote || random.nextBoolean()
          ? spaces + '"' + field.replace("\"", "\"\"") + '"' + spaces
          : spaces + field + spaces;
    }
  }

  /// Returns its bytes in small, irregular portions.
  private static final class Dribble extends InputStream {
    private final byte[] bytes;
    private final Random random;
    private int position;

    Dribble(byte[] bytes, Random random) {
      this.bytes = bytes;
      this.random = random;
    }

    @Override
    public int read() {
      return position == bytes.length ? -1 : bytes[position++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (position == bytes.length) return -1;
      int count = Math.min(Math.min(length, 1 + random.nextInt(3)), bytes.length - position);
      System.arraycopy(bytes, position, target, offset, count);
      position += count;
      return count;
    }
  }
}
