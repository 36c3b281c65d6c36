package groundswell.domain.files;

import groundswell.domain.files.Mapping.Trait;
import groundswell.domain.files.NamedMappings.Named;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The beginning of a file, in which the header is looked for: exports have titles, notes or other
/// sections before it.
final class Preamble {
  /// How many lines may stand before a header.
  static final int LINES_MAX = 10;

  /// How many lines of other sections may stand before a header.
  private static final int SECTION_LINES_MAX = 1_000;

  private static final int FIELDS_MAX = CsvRow.COLUMNS_MAX + RejectsFile.COLUMNS.size();

  private final FileKind kind;
  private final List<Line> lines;
  private final List<Line> firsts;

  /// @param lines with each delimiter that a file may have
  /// @param firsts the first of them with each delimiter
  private Preamble(FileKind kind, List<Line> lines, List<Line> firsts) {
    this.kind = kind;
    this.lines = lines;
    this.firsts = firsts;
  }

  /// Looks at a file without moving on.
  ///
  /// @throws ReadAgain if a line is not UTF-8, and the file need not be: names of columns would not
  ///     be recognised
  static Preamble of(FileKind kind, FileContent content, ReadPlan plan) throws IOException {
    var start = content.csv().ahead();
    var bytes = start.bytes();
    int before = FileHeader.hasSeparator(start) ? 1 : 0;
    var lines = new ArrayList<Line>();
    var firsts = new ArrayList<Line>();
    for (byte delimiter : FileHeader.DELIMITERS) {
      var some = lines(bytes, delimiter, content.container().isPresent());
      lines.addAll(some);
      some.stream().filter(line -> line.number > before).findFirst().ifPresent(firsts::add);
    }
    boolean isUtf8 = lines.stream().allMatch(Line::isUtf8);
    if (!isUtf8 && content.encoding().isOpen()) throw new ReadAgain(plan.withoutEncoding());
    return new Preamble(kind, lines, firsts);
  }

  /// @param generated whether each record counts as one line, see [CsvReader]
  private static List<Line> lines(byte[] bytes, byte delimiter, boolean generated) {
    var lines = new ArrayList<Line>();
    var row = new CsvRow();
    int at = 0;
    for (int line = 1; at < bytes.length && line <= SECTION_LINES_MAX; line++) {
      row.begin(bytes, at, line);
      int next = row.split(bytes.length, true, delimiter);
      boolean isRow = next >= 0 && row.fields() <= FIELDS_MAX && !row.isBlank();
      boolean isCut = next == bytes.length && bytes.length == CsvReader.LINE_BYTES_MAX;
      if (isRow && !isCut) lines.add(new Line(line, names(row), row.isUtf8()));
      if (next >= 0 && !generated) line += row.breaks();
      at = next >= 0 ? next : afterLine(bytes, at);
    }
    return lines;
  }

  private static int afterLine(byte[] bytes, int from) {
    int end = CsvRow.lineEnd(bytes, from, bytes.length);
    return CsvRow.afterLineEnd(bytes, end, bytes.length, true);
  }

  /// Whether the first line that is not empty is a header in our own columns.
  ///
  /// @param constants gives every row what has no column
  boolean isOurs(Mapping constants) {
    var ours =
        Field.required(kind, false).stream()
            .filter(field -> !constants.fields().containsKey(field))
            .map(Field::column)
            .toList();
    return firsts.stream().anyMatch(line -> line.names.containsAll(ours));
  }

  /// The mappings that fit the first line that any of them fits.
  ///
  /// @param over parts that take the place of theirs
  Optional<Fitting> find(List<Named> candidates, Mapping over) {
    Optional<Fitting> best = Optional.empty();
    for (var line : lines) {
      if (best.isPresent() && best.get().linesBefore < line.number) continue;
      var fitting =
          candidates.stream().filter(named -> fits(line, named.mapping().with(over))).toList();
      if (!fitting.isEmpty()) best = Optional.of(new Fitting(fitting, line.number - 1));
    }
    return best;
  }

  private boolean fits(Line line, Mapping mapping) {
    return line.names.size() > 1
        && (line.number <= LINES_MAX || mapping.has(Trait.SECTION))
        && Layout.fits(kind, line.names, mapping);
  }

  private static List<String> names(CsvRow row) {
    var names = new ArrayList<String>();
    for (int place = 0; place < row.fields(); place++) names.add(row.text(place));
    int own = names.size() - RejectsFile.COLUMNS.size();
    boolean ofRejects = own > 0 && names.subList(own, names.size()).equals(RejectsFile.COLUMNS);
    return List.copyOf(ofRejects ? names.subList(0, own) : names);
  }

  /// @param number from 1
  private record Line(int number, List<String> names, boolean isUtf8) {}

  /// @param named the mappings that fit
  record Fitting(List<Named> named, int linesBefore) {
    /// Only the mapping of this very name, if it fits: others are of its family.
    Fitting preferring(Optional<String> name) {
      var exact = named.stream().filter(it -> name.filter(it.name()::equals).isPresent()).toList();
      return exact.isEmpty() ? this : new Fitting(exact, linesBefore);
    }
  }
}
