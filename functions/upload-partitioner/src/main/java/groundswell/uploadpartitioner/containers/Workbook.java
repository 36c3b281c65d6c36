package groundswell.uploadpartitioner.containers;

import groundswell.domain.Text;
import groundswell.domain.files.Containers.Table;
import groundswell.domain.files.FileError;
import groundswell.domain.files.FileRefused;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// An .xlsx workbook (ISO/IEC 29500, Office Open XML): an archive of XML parts. Its sheets are read
/// row by row; its texts, which are shared by the sheets, are kept in memory.
final class Workbook implements Closeable {
  private static final String CONTENT_TYPES = "[Content_Types].xml";
  private static final String WORKBOOK = "/officeDocument";
  private static final String WORKSHEET = "/worksheet";
  private static final String STRINGS = "/sharedStrings";
  private static final String STYLES = "/styles";
  private static final int SHEETS_NAMED = 10;

  private final Path file;
  private final ZipFile zip;
  private final Limits limits;

  private Workbook(Path file, Limits limits) throws IOException {
    this.file = file;
    this.limits = limits;
    try {
      zip = new ZipFile(file.toFile());
    } catch (ZipException _) {
      throw Xml.damaged();
    }
  }

  /// @param file is deleted when the table is closed
  /// @param sheet its name or number; the first visible one if empty
  static Table open(Path file, Optional<String> sheet, Limits limits) throws IOException {
    var workbook = new Workbook(file, limits);
    try {
      return workbook.table(sheet);
    } catch (IOException | RuntimeException e) {
      workbook.close();
      throw e;
    }
  }

  Limits limits() {
    return limits;
  }

  @Override
  public void close() throws IOException {
    zip.close();
    Files.deleteIfExists(file);
  }

  private Table table(Optional<String> wanted) throws IOException {
    limits.checkEntries(zip.size());
    var names = zip.stream().map(ZipEntry::getName).collect(Collectors.toSet());
    var main = mainPart(names);
    var parts = relationships(main);
    var sheets = new ArrayList<SheetName>();
    boolean from1904 = false;
    try (var part = part(main)) {
      var xml = Xml.of(part);
      while (xml.next()) {
        if (xml.begins("workbookPr"))
          from1904 = xml.attribute("date1904").filter(Xml::isTrue).isPresent();
        if (xml.begins("sheet")) sheet(xml, parts).ifPresent(sheets::add);
      }
    }
    var sheet = choose(sheets, wanted);
    var strings = texts(parts);
    var styles = styles(parts);
    var rows = new Sheet(this, part(sheet.part), strings, styles, new CellNumbers(from1904));
    return new Table(rows, true, notes(sheet, sheets, wanted));
  }

  /// @throws FileRefused if the archive is no workbook
  private String mainPart(Set<String> names) throws IOException {
    if (!names.contains(CONTENT_TYPES) || names.contains("xl/workbook.bin"))
      throw Archive.refused(names);
    for (var relation : relationships("").values())
      if (relation.type.endsWith(WORKBOOK) && relation.part.startsWith("xl/")) return relation.part;
    throw Archive.refused(names);
  }

  private static Optional<SheetName> sheet(Xml xml, Map<String, Relation> parts) {
    var relation = xml.attribute("id").map(parts::get);
    return relation
        .filter(found -> found.type.endsWith(WORKSHEET))
        .map(
            found ->
                new SheetName(
                    xml.attribute("name").orElse(""),
                    found.part,
                    xml.attribute("state").filter(state -> !state.equals("visible")).isPresent()));
  }

  private static SheetName choose(List<SheetName> sheets, Optional<String> wanted) {
    if (sheets.isEmpty())
      throw new FileRefused(FileError.UNKNOWN_SHEET, "the workbook has no sheet with cells");
    if (wanted.isEmpty())
      return sheets.stream().filter(sheet -> !sheet.hidden).findFirst().orElse(sheets.getFirst());
    var name = wanted.get();
    return sheets.stream()
        .filter(sheet -> sheet.name.equalsIgnoreCase(name))
        .findFirst()
        .or(() -> numbered(sheets, name))
        .orElseThrow(
            () ->
                new FileRefused(
                    FileError.UNKNOWN_SHEET,
                    "the workbook has no sheet \"%s\"; it has %s. Name one of them, or leave sheet= out for the first"
                        .formatted(Text.shown(name), named(sheets))));
  }

  private static Optional<SheetName> numbered(List<SheetName> sheets, String text) {
    if (!text.matches("[1-9][0-9]{0,3}")) return Optional.empty();
    int number = Integer.parseInt(text);
    return number <= sheets.size() ? Optional.of(sheets.get(number - 1)) : Optional.empty();
  }

  private static List<String> notes(
      SheetName sheet, List<SheetName> sheets, Optional<String> wanted) {
    if (wanted.isPresent() || sheets.size() == 1) return List.of();
    return List.of(
        "the sheet \"%s\" was read; the workbook has %s. Name another with sheet="
            .formatted(Text.shown(sheet.name), named(sheets)));
  }

  private static String named(List<SheetName> sheets) {
    var names =
        sheets.stream()
            .limit(SHEETS_NAMED)
            .map(sheet -> "\"" + Text.shown(sheet.name) + "\"")
            .collect(Collectors.joining(", "));
    return sheets.size() > SHEETS_NAMED ? names + " and others" : names;
  }

  private List<String> texts(Map<String, Relation> parts) throws IOException {
    var relation = ofType(parts, STRINGS);
    if (relation.isEmpty()) return List.of();
    var texts = new ArrayList<String>();
    try (var part = part(relation.get().part)) {
      var xml = Xml.of(part);
      while (xml.next()) {
        if (!xml.begins("si")) continue;
        xml.beginPiece();
        texts.add(Sheet.richText(xml, "si"));
        limits.checkStrings(texts.size());
      }
    }
    return texts;
  }

  private CellStyles styles(Map<String, Relation> parts) throws IOException {
    var relation = ofType(parts, STYLES);
    if (relation.isEmpty()) return CellStyles.NONE;
    try (var part = part(relation.get().part)) {
      return CellStyles.read(Xml.of(part));
    }
  }

  private static Optional<Relation> ofType(Map<String, Relation> parts, String type) {
    return parts.values().stream().filter(part -> part.type.endsWith(type)).findFirst();
  }

  /// The parts that a part names, by their ids in it.
  private Map<String, Relation> relationships(String of) throws IOException {
    int slash = of.lastIndexOf('/') + 1;
    var folder = of.substring(0, slash);
    var found = new HashMap<String, Relation>();
    try (var part = part(folder + "_rels/" + of.substring(slash) + ".rels")) {
      var xml = Xml.of(part);
      while (xml.next()) {
        if (!xml.begins("Relationship")) continue;
        xml.beginPiece();
        var target = xml.attribute("Target").orElse("");
        var path = target.startsWith("/") ? target.substring(1) : folder + target;
        found.put(
            xml.attribute("Id").orElse(""), new Relation(xml.attribute("Type").orElse(""), path));
      }
    }
    return found;
  }

  private Part part(String name) throws IOException {
    var entry = zip.getEntry(name);
    if (entry == null) throw Xml.damaged();
    try {
      return new Part(zip.getInputStream(entry), entry.getCompressedSize(), limits);
    } catch (ZipException _) {
      throw Xml.damaged();
    }
  }

  private record Relation(String type, String part) {}

  private record SheetName(String name, String part, boolean hidden) {}
}
