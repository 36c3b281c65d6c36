package groundswell.domain.files;

import groundswell.domain.files.FileRefused.Choice;
import groundswell.domain.files.NamedMappings.Named;
import groundswell.domain.files.NamedMappings.Wanted;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How to read a file, found out before its rows are checked: by which mapping, from which line on,
/// and in which notation. It looks at whole columns only if the mapping leaves something open.
public final class FileReading {
  /// Of a file in our own columns.
  static final FileReading OURS = new FileReading(Optional.empty(), 0, Decisions.NONE, List.of());

  private final Optional<Mapping> mapping;
  private final int linesBefore;
  private final Decisions decisions;
  private final List<String> notes;

  private FileReading(
      Optional<Mapping> mapping, int linesBefore, Decisions decisions, List<String> notes) {
    this.mapping = mapping;
    this.linesBefore = linesBefore;
    this.decisions = decisions;
    this.notes = List.copyOf(notes);
  }

  /// @param file is read as far as needed, and not closed
  /// @param mapping as the client wrote it: a name, parts, or both
  /// @throws FileRefused if the mapping is wrong, or the file can be read in more than one way
  public static FileReading ofActivity(
      InputStream file, Optional<String> mapping, NamedMappings named, EntryChecks checks)
      throws IOException {
    var content = Gunzip.ifPacked(file);
    var csv = new CsvReader(content);
    var found = find(FileKind.ACTIVITY, csv, mapping, named);
    if (found.mapping.isEmpty()) return found;
    csv.skip(found.bytesBefore(csv));
    var header = FileHeader.read(csv);
    var layout = found.layout(FileKind.ACTIVITY, header.columns());
    var survey = new Survey(layout, checks);
    if (!survey.isNeeded()) return found;
    for (var row = csv.next(header.delimiter(), header.longestRow());
        row != null && row.ordinal() <= UploadReader.ROWS_MAX && !layout.endsBefore(row);
        row = csv.next(header.delimiter(), header.longestRow())) {
      if (header.ofRejects()) row.keep(header.columns().size());
      survey.look(row);
    }
    var notes = new ArrayList<>(found.notes);
    return new FileReading(found.mapping, found.linesBefore, survey.decide(notes), notes);
  }

  /// @param file is read as far as needed, and not closed
  /// @param mapping as the client wrote it: a name, parts, or both
  /// @throws FileRefused if the mapping is wrong
  public static FileReading ofMembers(
      InputStream file, Optional<String> mapping, NamedMappings named) throws IOException {
    return find(FileKind.MEMBERS, new CsvReader(Gunzip.ifPacked(file)), mapping, named);
  }

  private static FileReading find(
      FileKind kind, CsvReader csv, Optional<String> text, NamedMappings named) throws IOException {
    var wanted = text.map(it -> wanted(kind, it, named));
    var candidates = wanted.map(Wanted::named).orElse(List.of());
    var over = wanted.map(Wanted::over).orElse(Mapping.NONE);
    if (over.hasColumns() && candidates.isEmpty()) return plain(Optional.of(over));
    var preamble = Preamble.of(kind, csv);
    if (candidates.isEmpty()) return recognised(preamble, kind, wanted.map(_ -> over), named);
    var fitting = preamble.find(candidates, over);
    if (fitting.isPresent()) {
      return reading(fitting.get().preferring(wanted.flatMap(Wanted::name)), over, "read as");
    }
    if (candidates.size() == 1) {
      return plain(Optional.of(candidates.getFirst().mapping().with(over)));
    }
    throw new FileRefused(
        FileError.MISSING_COLUMN,
        "the file has none of the layouts of %s: %s. Check the export, or give a mapping of your own"
            .formatted(
                wanted.flatMap(Wanted::name).orElse(""),
                String.join("; ", candidates.stream().map(Named::title).toList())));
  }

  /// A file whose mapping names no layout and no column: it has our own columns, or a layout that
  /// is known by its header. The tenant's own layouts hide built-in ones.
  private static FileReading recognised(
      Preamble preamble, FileKind kind, Optional<Mapping> parts, NamedMappings named) {
    if (preamble.isOurs(parts.orElse(Mapping.NONE))) return plain(parts);
    var over = parts.orElse(Mapping.NONE);
    return preamble
        .find(named.own(kind), over)
        .or(() -> preamble.find(NamedMappings.BUILT_IN.all(kind), over))
        .map(fitting -> reading(fitting, over, "recognised by its header as"))
        .orElseGet(() -> plain(parts));
  }

  private static Wanted wanted(FileKind kind, String text, NamedMappings named) {
    try {
      return named.wanted(kind, text);
    } catch (IllegalArgumentException e) {
      throw new FileRefused(FileError.BAD_MAPPING, String.valueOf(e.getMessage()));
    }
  }

  private static FileReading plain(Optional<Mapping> mapping) {
    return new FileReading(mapping, 0, Decisions.NONE, List.of());
  }

  private static FileReading reading(Preamble.Fitting fitting, Mapping over, String how) {
    var names = fitting.named().stream().map(Named::name).toList();
    if (names.size() > 1) {
      throw new FileRefused(
          FileError.UNDECIDED,
          "the header fits several mappings: %s. Say which one it is"
              .formatted(String.join(", ", names)),
          fitting.named().stream().map(it -> new Choice(it.name(), it.title())).toList());
    }
    var one = fitting.named().getFirst();
    var mapping = one.mapping().with(over);
    try {
      MappingParser.checkLayout(mapping);
    } catch (IllegalArgumentException e) {
      throw new FileRefused(FileError.BAD_MAPPING, String.valueOf(e.getMessage()));
    }
    var note = "%s %s (%s)".formatted(how, one.name(), one.title());
    return new FileReading(
        Optional.of(mapping), fitting.linesBefore(), Decisions.NONE, List.of(note));
  }

  /// What was found out, in sentences for the report.
  public List<String> notes() {
    return notes;
  }

  /// Whether several rows for one member, metric, day and source are meant by the layout.
  public boolean hasSeveralRowsADay() {
    return mapping
        .filter(it -> it.has(Mapping.Trait.SUM) || it.has(Mapping.Trait.GREATEST))
        .isPresent();
  }

  /// The bytes of the lines before the header.
  int bytesBefore(CsvReader csv) throws IOException {
    return linesBefore == 0 ? 0 : Preamble.length(csv, linesBefore);
  }

  Layout layout(FileKind kind, List<String> header) {
    return new Layout(kind, header, mapping, decisions);
  }
}
