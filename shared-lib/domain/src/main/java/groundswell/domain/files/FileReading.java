package groundswell.domain.files;

import groundswell.domain.files.Choice.Reading;
import groundswell.domain.files.NamedMappings.Named;
import groundswell.domain.files.NamedMappings.Wanted;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// How to read a file, found out before its rows are checked: by which mapping, from which line on,
/// and in which notation. It looks at whole columns only if the mapping leaves something open. What
/// a pass over the bytes finds out is in the [ReadPlan] instead.
public final class FileReading {
  /// Of a file in our own columns.
  public static final FileReading OURS = plain(Optional.empty(), ReadOptions.NONE);

  /// The most characters of a header whose columns a client is asked about. An upload keeps them,
  /// and a list of uploads has many.
  static final int COLUMNS_LENGTH_MAX = 8_192;

  private final Optional<Mapping> mapping;
  private final Optional<String> layout;
  private final ReadOptions options;
  private final int linesBefore;
  private final Decisions decisions;
  private final List<String> notes;

  /// @param mapping if the file has not our own columns
  /// @param layout the name of the mapping, if it has one
  /// @param options by which its bytes are read
  private FileReading(
      Optional<Mapping> mapping,
      Optional<String> layout,
      ReadOptions options,
      int linesBefore,
      Decisions decisions,
      List<String> notes) {
    this.mapping = mapping;
    this.layout = layout;
    this.options = options;
    this.linesBefore = linesBefore;
    this.decisions = decisions;
    this.notes = List.copyOf(notes);
  }

  /// Reads as much of the file as needed, in a pass of [ReadPlan#read].
  ///
  /// @param mapping as the client wrote it: a name, parts, or both
  /// @throws FileRefused if the mapping is wrong, or the file can be read in more than one way
  public static FileReading ofActivity(
      InputStream file,
      ReadPlan plan,
      Optional<String> mapping,
      NamedMappings named,
      EntryChecks checks)
      throws IOException {
    var wanted = wanted(FileKind.ACTIVITY, mapping, named);
    try (var content = FileContent.open(file, options(wanted, plan), plan)) {
      var found = find(FileKind.ACTIVITY, content, plan, wanted, named);
      return found.mapping.isEmpty() ? found : found.surveyed(content, plan, wanted, checks);
    }
  }

  /// Reads the beginning of the file, in a pass of [ReadPlan#read].
  ///
  /// @param mapping as the client wrote it: a name, parts, or both
  /// @throws FileRefused if the mapping is wrong
  public static FileReading ofMembers(
      InputStream file, ReadPlan plan, Optional<String> mapping, NamedMappings named)
      throws IOException {
    var wanted = wanted(FileKind.MEMBERS, mapping, named);
    try (var content = FileContent.open(file, options(wanted, plan), plan)) {
      return find(FileKind.MEMBERS, content, plan, wanted, named);
    }
  }

  private static Wanted wanted(FileKind kind, Optional<String> text, NamedMappings named) {
    try {
      return text.map(it -> named.wanted(kind, it)).orElse(Wanted.NOTHING);
    } catch (IllegalArgumentException e) {
      throw new FileRefused(FileError.BAD_MAPPING, String.valueOf(e.getMessage()));
    }
  }

  private static ReadOptions options(Wanted wanted, ReadPlan plan) {
    return plan.options().orElseGet(wanted::bytes);
  }

  private static FileReading find(
      FileKind kind, FileContent content, ReadPlan plan, Wanted wanted, NamedMappings named)
      throws IOException {
    var found = look(kind, content, plan, wanted, named);
    var bytes = found.mapping.map(it -> it.options().bytes()).orElse(content.options());
    boolean fits = bytes.equals(content.options()) || plan.options().isPresent();
    if (!fits) throw new ReadAgain(plan.with(bytes));
    return found;
  }

  /// Looks at the columns whose notation the mapping leaves open.
  private FileReading surveyed(
      FileContent content, ReadPlan plan, Wanted wanted, EntryChecks checks) throws IOException {
    var table = table(content, plan);
    var columns = layout(FileKind.ACTIVITY, table);
    var survey = new NotationSurvey(columns, checks);
    if (!survey.isNeeded()) return this;
    var rows = new SectionRows(table, columns);
    for (var row = rows.next();
        row != null && row.ordinal() <= UploadReader.ROWS_MAX;
        row = rows.next()) {
      survey.look(row);
    }
    var more = new ArrayList<>(notes);
    try {
      return new FileReading(mapping, layout, options, linesBefore, survey.decide(more), more);
    } catch (FileRefused refused) {
      throw refused.withMappings(part -> wanted.with(layout, Optional.of(part)));
    }
  }

  private static FileReading look(
      FileKind kind, FileContent content, ReadPlan plan, Wanted wanted, NamedMappings named)
      throws IOException {
    var candidates = wanted.named();
    var over = wanted.over();
    if (over.hasColumns() && candidates.isEmpty()) {
      return plain(Optional.of(over), content.options());
    }
    var preamble = Preamble.of(kind, content, plan);
    if (candidates.isEmpty()) return recognised(preamble, kind, content, wanted, named);
    var fitting = preamble.find(candidates, over);
    if (fitting.isPresent()) {
      var preferred = fitting.get().preferring(wanted.name());
      return reading(preferred, content, wanted, "read as");
    }
    if (candidates.size() == 1) {
      var only = candidates.getFirst().mapping().with(over);
      return plain(Optional.of(only), content.options());
    }
    var refused =
        new FileRefused(
            FileError.MISSING_COLUMN,
            "the file has none of the layouts of %s: %s. Check the export, or give a mapping of your own"
                .formatted(
                    wanted.name().orElse(""),
                    String.join("; ", candidates.stream().map(Named::title).toList())));
    throw asking(refused, FileHeader.read(content, plan).columns());
  }

  /// A refusal that asks which of the columns is what, if another mapping can help.
  private static FileRefused asking(FileRefused refused, List<String> columns) {
    int length = columns.stream().mapToInt(String::length).sum();
    boolean asks = refused.error().asksForMapping() && length <= COLUMNS_LENGTH_MAX;
    return asks ? refused.withColumns(columns) : refused;
  }

  /// A file whose mapping names no layout and no column: it has our own columns, or a layout that
  /// is known by its header. The tenant's own layouts hide built-in ones.
  private static FileReading recognised(
      Preamble preamble, FileKind kind, FileContent content, Wanted wanted, NamedMappings named) {
    var over = wanted.over();
    var plain = plain(Optional.of(over).filter(Mapping::isOfRows), content.options());
    if (preamble.isOurs(over)) return plain;
    return preamble
        .find(named.own(kind), over)
        .or(() -> preamble.find(NamedMappings.BUILT_IN.all(kind), over))
        .map(fitting -> reading(fitting, content, wanted, "recognised by its header as"))
        .orElse(plain);
  }

  private static FileReading plain(Optional<Mapping> mapping, ReadOptions options) {
    return new FileReading(mapping, Optional.empty(), options, 0, Decisions.NONE, List.of());
  }

  private static FileReading reading(
      Preamble.Fitting fitting, FileContent content, Wanted wanted, String how) {
    if (fitting.named().size() > 1) throw several(fitting.named(), wanted);
    var one = fitting.named().getFirst();
    var mapping = one.mapping().with(wanted.over());
    try {
      MappingParser.checkLayout(mapping);
    } catch (IllegalArgumentException e) {
      throw new FileRefused(FileError.BAD_MAPPING, String.valueOf(e.getMessage()));
    }
    var note = "%s %s (%s)".formatted(how, one.name(), one.title());
    return new FileReading(
        Optional.of(mapping),
        Optional.of(one.name()),
        content.options(),
        fitting.linesBefore(),
        Decisions.NONE,
        List.of(note));
  }

  private static FileRefused several(List<Named> fitting, Wanted wanted) {
    var readings =
        fitting.stream()
            .map(
                it ->
                    new Reading(
                        it.title(),
                        it.name(),
                        wanted.with(Optional.of(it.name()), Optional.empty())))
            .toList();
    return new FileRefused(
        FileError.UNDECIDED,
        "the header fits several mappings: %s. Say which one it is"
            .formatted(fitting.stream().map(Named::name).collect(Collectors.joining(", "))),
        List.of(new Choice("mapping", readings)));
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

  /// Opens the file at its first row.
  OpenTable open(InputStream file, ReadPlan plan) throws IOException {
    var content = FileContent.open(file, options, plan);
    try {
      return table(content, plan);
    } catch (IOException | RuntimeException e) {
      content.close();
      throw e;
    }
  }

  private OpenTable table(FileContent content, ReadPlan plan) throws IOException {
    content.csv().skip(linesBefore);
    return new OpenTable(content, FileHeader.read(content, plan), plan);
  }

  Layout layout(FileKind kind, OpenTable table) {
    if (hasSeveralRowsADay() && table.header().ofRejects()) {
      throw new FileRefused(
          FileError.BAD_MAPPING,
          "the file is a rejects file, and several rows of its layout make up one day; its rows"
              + " alone would take the place of whole days. Correct them in the original file, and"
              + " upload that as a whole");
    }
    var columns = table.header().columns();
    try {
      return new Layout(kind, columns, mapping, decisions, table.hasTypedCells());
    } catch (FileRefused refused) {
      throw asking(refused, columns);
    }
  }
}
