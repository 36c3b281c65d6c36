package groundswell.domain.uploads;

import groundswell.domain.uploads.Mapping.Theirs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where a file has what we ask for: a mapping applied to a header.
final class Layout {
  /// The place of a column that the file does not have.
  static final int NONE = -1;

  private final List<String> header;
  private final Optional<Mapping> mapping;
  private final Map<String, Integer> columns = new HashMap<>();

  /// @throws FileRefused if the header has other columns than it should
  Layout(UploadKind kind, List<String> header, Optional<Mapping> mapping) {
    this.header = header;
    this.mapping = mapping;
    if (mapping.isEmpty()) checkKnown(kind);
    for (var ours : Mapping.names(kind)) columns.put(ours, find(ours));
    for (var ours : required(kind)) checkPresent(ours, kind);
    mapping.ifPresent(it -> it.fields().keySet().forEach(ours -> checkPresent(ours, kind)));
  }

  /// How many columns the header has.
  int width() {
    return header.size();
  }

  /// The place of a column by our name, or [#NONE].
  int column(String ours) {
    return columns.getOrDefault(ours, NONE);
  }

  /// The value that every row has.
  Optional<String> constant(String ours) {
    return mapping.map(it -> it.fields().get(ours)).flatMap(Layout::asConstant);
  }

  DayFormat dayFormat() {
    return mapping
        .map(it -> it.fields().get("date"))
        .flatMap(Layout::asColumn)
        .map(Theirs.Column::dayFormat)
        .orElse(DayFormat.ISO);
  }

  /// The place of a wide layout's column.
  int metricColumn(Theirs.Column column) {
    int place = place(column.name());
    if (place == NONE) throw missing(column.name(), List.of(column.name()));
    return place;
  }

  /// A column as the file calls it.
  String name(int column) {
    return header.get(column);
  }

  private void checkKnown(UploadKind kind) {
    var known = Mapping.names(kind);
    if (header.stream().noneMatch(known::contains)) {
      throw new FileRefused(
          FileError.NO_HEADER,
          "the first line must be a header with the columns %s, or a mapping must say how to read %s"
              .formatted(String.join(", ", required(kind)), EntryChecks.shown(header.getFirst())));
    }
    for (var name : header) {
      if (!known.contains(name)) {
        throw new FileRefused(
            FileError.UNKNOWN_COLUMN,
            "unknown column %s; known are %s. Rename it, or give a mapping, which leaves other columns out"
                .formatted(EntryChecks.shown(name), String.join(", ", known)));
      }
    }
  }

  private void checkPresent(String ours, UploadKind kind) {
    if (column(ours) == NONE && constant(ours).isEmpty()) {
      throw missing(theirName(ours), required(kind));
    }
  }

  private List<String> required(UploadKind kind) {
    boolean wide = mapping.filter(Mapping::isWide).isPresent();
    return switch (kind) {
      case ACTIVITY ->
          wide ? List.of("member_id", "date") : List.of("member_id", "date", "metric", "value");
      case MEMBERS -> Mapping.names(kind);
    };
  }

  private int find(String ours) {
    return constant(ours).isPresent() ? NONE : place(theirName(ours));
  }

  private String theirName(String ours) {
    return mapping
        .map(it -> it.fields().get(ours))
        .flatMap(Layout::asColumn)
        .map(Theirs.Column::name)
        .orElse(ours);
  }

  private int place(String name) {
    int place = header.indexOf(name);
    if (place != header.lastIndexOf(name)) {
      throw new FileRefused(
          FileError.DUPLICATE_COLUMN,
          "the header has two columns %s; rename one".formatted(EntryChecks.shown(name)));
    }
    return place;
  }

  private FileRefused missing(String name, List<String> required) {
    return new FileRefused(
        FileError.MISSING_COLUMN,
        "column %s is missing; the header is %s, needed are %s"
            .formatted(
                EntryChecks.shown(name),
                EntryChecks.shown(String.join(",", header)),
                String.join(", ", required)));
  }

  private static Optional<String> asConstant(Theirs theirs) {
    return theirs instanceof Theirs.Constant(var value) ? Optional.of(value) : Optional.empty();
  }

  private static Optional<Theirs.Column> asColumn(Theirs theirs) {
    return theirs instanceof Theirs.Column column ? Optional.of(column) : Optional.empty();
  }
}
