package groundswell.domain.files;

import groundswell.domain.files.Mapping.Trait;
import groundswell.domain.files.NamedMappings.Named;
import java.io.ByteArrayInputStream;
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
    for (byte delimiter : DELIMITERS) {
      var rows = new CsvReader(new ByteArrayInputStream(bytes, mark, bytes.length - mark));
      for (var row = rows.next(delimiter, CsvReader.LINE_BYTES_MAX);
          row != null && row.line() <= SECTION_LINES_MAX;
          row = rows.next(delimiter, CsvReader.LINE_BYTES_MAX)) {
        if (row.fields() > 1 && row.fields() <= CsvRow.COLUMNS_MAX + RejectsFile.COLUMNS.size()) {
          lines.add(new Line(Math.toIntExact(row.line()), names(row)));
        }
      }
    }
    return new Preamble(kind, lines);
  }

  /// The length of so many lines at the beginning of a file, in bytes.
  static int length(CsvReader csv, int count) throws IOException {
    var bytes = csv.ahead().bytes();
    int at = 0;
    for (int line = 0; line < count; line++) {
      while (at < bytes.length && bytes[at] != '\n') at++;
      at++;
    }
    return Math.min(at, bytes.length);
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
