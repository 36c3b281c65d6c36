package groundswell.uploadpartitioner.containers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The rows of a sheet as records: one for each row from the first on, without the empty cells at
/// its end.
final class Sheet extends CsvRecords {
  /// Characters that XML cannot have, such as `_x000D_` (ISO/IEC 29500-1, section 22.9.2.19).
  private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

  private static final Pattern MIDNIGHT = Pattern.compile("T00:00:00(\\.0+)?Z?$");

  private final Workbook workbook;
  private final Part part;
  private final Xml xml;
  private final List<String> strings;
  private final CellStyles styles;
  private final CellNumbers numbers;
  private final List<Cell> cells = new ArrayList<>();
  private long row;

  Sheet(
      Workbook workbook, Part part, List<String> strings, CellStyles styles, CellNumbers numbers) {
    this.workbook = workbook;
    this.part = part;
    xml = Xml.of(part);
    this.strings = strings;
    this.styles = styles;
    this.numbers = numbers;
  }

  /// The text of an element whose parts may each have a format of their own. Moves to its end.
  /// Readings of East Asian characters do not count.
  static String richText(Xml xml, String element) {
    var text = new StringBuilder();
    boolean phonetic = false;
    while (xml.next() && !xml.ends(element)) {
      if (xml.begins("rPh")) phonetic = true;
      else if (xml.ends("rPh")) phonetic = false;
      else if (!phonetic && xml.begins("t")) text.append(xml.text());
    }
    return unescaped(text.toString());
  }

  @Override
  boolean next() throws IOException {
    while (xml.next()) {
      if (xml.ends("sheetData")) return false;
      if (!xml.begins("row")) continue;
      xml.beginPiece();
      long number = number("r", row + 1);
      if (number <= row) throw Xml.damaged();
      workbook.limits().checkRow(number);
      while (++row < number) endRecord();
      readCells();
      cells.forEach(this::field);
      endRecord();
      return true;
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    part.close();
    workbook.close();
  }

  private void readCells() {
    cells.clear();
    int column = 0;
    while (xml.next() && !xml.ends("row")) {
      if (!xml.begins("c")) continue;
      var reference = xml.attribute("r");
      column = reference.isPresent() ? column(reference.get()) : column + 1;
      workbook.limits().checkColumn(column);
      var cell = cell();
      if (cell.text().isEmpty()) continue;
      while (cells.size() < column) cells.add(Cell.EMPTY);
      cells.set(column - 1, cell);
    }
  }

  private Cell cell() {
    var type = xml.attribute("t").orElse("n");
    int style = (int) number("s", 0);
    var text = "";
    while (xml.next() && !xml.ends("c")) {
      if (xml.begins("v")) text = xml.text();
      else if (xml.begins("is")) text = richText(xml, "is");
    }
    if (text.isEmpty()) return Cell.EMPTY;
    return switch (type) {
      case "n" -> Cell.plain(numbers.text(text, styles.meaning(style)));
      case "s" -> Cell.text(shared(text));
      case "str" -> Cell.text(unescaped(text));
      case "b" -> Cell.plain(Xml.isTrue(text) ? "TRUE" : "FALSE");
      case "d" -> Cell.plain(MIDNIGHT.matcher(text).replaceFirst(""));
      default -> Cell.text(text);
    };
  }

  private String shared(String index) {
    try {
      return strings.get(Integer.parseInt(index.strip()));
    } catch (NumberFormatException | IndexOutOfBoundsException _) {
      throw Xml.damaged();
    }
  }

  private long number(String attribute, long otherwise) {
    var text = xml.attribute(attribute);
    if (text.isEmpty()) return otherwise;
    try {
      return Long.parseLong(text.get());
    } catch (NumberFormatException _) {
      throw Xml.damaged();
    }
  }

  /// The number of a cell's column: 1 for `A7`, 28 for `AB7`.
  private static int column(String reference) {
    int column = 0;
    int at = 0;
    for (; at < reference.length() && at < 6; at++) {
      char letter = reference.charAt(at);
      if (letter < 'A' || letter > 'Z') break;
      column = column * 26 + letter - 'A' + 1;
    }
    if (column == 0) throw Xml.damaged();
    return column;
  }

  private static String unescaped(String text) {
    if (!text.contains("_x")) return text;
    return ESCAPED
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(match.group(1), 16))));
  }
}
