package groundswell.uploadpartitioner.containers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes the parts of a workbook.
final class TestWorkbook {
  /// The styles of cells, by their index: a number, a day, a time of a day, a duration, and days in
  /// a format of one's own.
  static final int NUMBER = 0;

  static final int DAY = 1;
  static final int TIME = 2;
  static final int DURATION = 3;
  static final int OWN_DAY = 4;

  private static final String STYLES =
      """
      <styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-407]d\\. mmmm yyyy;@"/></numFmts>
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
      <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="46"/><xf numFmtId="164"/></cellXfs>
      </styleSheet>""";

  private final Map<String, String> parts = new LinkedHashMap<>();
  private final List<String> sheets = new ArrayList<>();
  private final List<String> strings = new ArrayList<>();
  private boolean from1904;

  TestWorkbook() {
    parts.put(
        "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
    parts.put(
        "_rels/.rels",
        "<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
    parts.put("xl/styles.xml", STYLES);
  }

  TestWorkbook countingFrom1904() {
    from1904 = true;
    return this;
  }

  TestWorkbook string(String rich) {
    strings.add("<si>" + rich + "</si>");
    return this;
  }

  /// @param rows the content of `sheetData`
  TestWorkbook sheet(String name, String rows) {
    return sheet(name, "visible", rows);
  }

  TestWorkbook sheet(String name, String state, String rows) {
    int number = sheets.size() + 1;
    sheets.add(
        "<sheet name=\"%s\" sheetId=\"%d\" state=\"%s\" r:id=\"s%d\"/>"
            .formatted(escaped(name), number, state, number));
    parts.put(
        "xl/worksheets/sheet%d.xml".formatted(number),
        "<worksheet><dimension ref=\"A1\"/><sheetData>%s</sheetData></worksheet>".formatted(rows));
    return this;
  }

  TestWorkbook part(String name, String content) {
    parts.put(name, content);
    return this;
  }

  static String row(String... cells) {
    return "<row>" + String.join("", cells) + "</row>";
  }

  static String text(String text) {
    return "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">%s</t></is></c>"
        .formatted(escaped(text));
  }

  static String number(String number) {
    return number(number, NUMBER);
  }

  static String number(String number, int style) {
    return "<c s=\"%d\"><v>%s</v></c>".formatted(style, number);
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\r", "&#13;");
  }

  byte[] bytes() {
    var all = new LinkedHashMap<>(parts);
    all.put(
        "xl/workbook.xml",
        "<workbook xmlns:r=\"r\"><workbookPr date1904=\"%s\"/><sheets>%s</sheets></workbook>"
            .formatted(from1904 ? "1" : "0", String.join("", sheets)));
    all.put("xl/_rels/workbook.xml.rels", relationships());
    if (!strings.isEmpty())
      all.put("xl/sharedStrings.xml", "<sst>" + String.join("", strings) + "</sst>");
    return zip(all);
  }

  private String relationships() {
    var found = new StringBuilder();
    for (int i = 1; i <= sheets.size(); i++)
      found.append(relationship("s" + i, "worksheet", "worksheets/sheet%d.xml".formatted(i)));
    found.append(relationship("st", "styles", "/xl/styles.xml"));
    if (!strings.isEmpty()) found.append(relationship("ss", "sharedStrings", "sharedStrings.xml"));
    return "<Relationships>" + found + "</Relationships>";
  }

  private static String relationship(String id, String type, String target) {
    return "<Relationship Id=\"%s\" Type=\"x/%s\" Target=\"%s\"/>".formatted(id, type, target);
  }

  static byte[] zip(Map<String, String> files) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
