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
  private static final byte[] DELIMITERS = {',', ';', '\t'};

  private final FileKind kind;
  private final List<Line> lines;

  private Preamble(FileKind kind, List<Line> lines) {
    this.kind = kind;
    this.lines = lines;
  }

  /// Looks at a file without moving on.
  static Preamble of(FileKind kind, CsvReader csv) throws IOException {
    var start = csv.ahead();
    int mark = start.startsWith(FileHeader.BYTE_ORDER_MARK) ? FileHeader.BYTE_ORDER_MARK.length : 0;
    var bytes = start.bytes();
    var lines = new ArrayList<Line>();
    for (byte delimiter : DELIMITERS) addLines(bytes, mark, delimiter, lines);
    return new Preamble(kind, lines);
  }

  private static void addLines(byte[] bytes, int from, byte delimiter, List<Line> lines) {
    var row = new CsvRow();
    int at = from;
    for (int line = 1; at < bytes.length && line <= SECTION_LINES_MAX; ) {
      row.begin(bytes, at, line);
      int next = row.split(bytes.length, true, delimiter);
      boolean isRow = next >= 0 && row.fields() > 1 && row.fields() <= FIELDS_MAX;
      if (isRow) lines.add(new Line(line, names(row)));
      int end = next < 0 ? lineEnd(bytes, at) : next;
      for (; at < end; at++) if (bytes[at] == '\n') line++;
    }
  }

  /// The index after the end of a line.
  private static int lineEnd(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != '\n') at++;
    return Math.min(at + 1, bytes.length);
  }

  /// The length of so many lines at the beginning of a file, in bytes.
  static int length(CsvReader csv, int count) throws IOException {
    var bytes = csv.ahead().bytes();
    int at = 0;
    for (int line = 0; line < count; line++) at = lineEnd(bytes, at);
    return at;
  }

  /// Whether the first line is a header in our own columns.
  ///
  /// @param constants gives every row what has no column
  boolean isOurs(Mapping constants) {
    var ours =
        Field.required(kind, false).stream()
            .filter(field -> !constants.fields().containsKey(field))
            .map(Field::column)
            .toList();
    return lines.stream().anyMatch(line -> line.number == 1 && line.names.containsAll(ours));
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
    return (line.number <= LINES_MAX || mapping.has(Trait.SECTION))
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
  private record Line(int number, List<String> names) {}

  /// @param named the mappings that fit
  record Fitting(List<Named> named, int linesBefore) {
    /// Only the mapping of this very name, if it fits: others are of its family.
    Fitting preferring(Optional<String> name) {
      var exact = named.stream().filter(it -> name.filter(it.name()::equals).isPresent()).toList();
      return exact.isEmpty() ? this : new Fitting(exact, linesBefore);
    }
  }
}
