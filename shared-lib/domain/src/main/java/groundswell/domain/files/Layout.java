package groundswell.domain.files;

import groundswell.domain.files.Mapping.Theirs;
import groundswell.domain.ids.MetricId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;

/// Where a file has our fields: a mapping applied to a header. A place is the index of a column.
final class Layout {
  /// The place of a column that the file does not have.
  static final int NONE = -1;

  private final FileKind kind;
  private final List<String> header;
  private final Mapping mapping;
  private final Map<Field, Integer> places = new EnumMap<>(Field.class);
  private final SequencedMap<MetricId, Integer> metricPlaces = new LinkedHashMap<>();

  /// @throws FileRefused if the header does not have the columns that it should have
  Layout(FileKind kind, List<String> header, Optional<Mapping> mapping) {
    this.kind = kind;
    this.header = header;
    this.mapping = mapping.orElse(Mapping.NONE);
    if (mapping.isEmpty()) checkKnown();
    for (var field : Field.of(kind)) places.put(field, find(field));
    Field.required(kind, isWide()).forEach(this::checkPresent);
    this.mapping.fields().keySet().forEach(this::checkPresent);
    this.mapping
        .metricColumns()
        .forEach((metric, column) -> metricPlaces.put(metric, present(column.name())));
  }

  /// How many columns the header has.
  int width() {
    return header.size();
  }

  /// Whether each metric has a column of its own.
  private boolean isWide() {
    return mapping.isWide();
  }

  /// The place of a field's column, or [#NONE].
  int place(Field field) {
    return places.getOrDefault(field, NONE);
  }

  /// The places of the metrics in a wide layout.
  SequencedMap<MetricId, Integer> metricPlaces() {
    return metricPlaces;
  }

  /// The metrics by the other names that a long layout gives them.
  SortedMap<String, MetricId> metricNames() {
    return mapping.metricNames();
  }

  /// The value that the mapping gives to every row.
  Optional<String> constant(Field field) {
    return mapping.fields().get(field) instanceof Theirs.Constant(var value)
        ? Optional.of(value)
        : Optional.empty();
  }

  DayFormat dayFormat() {
    return mapping.fields().get(Field.DATE) instanceof Theirs.Column(_, var format)
        ? format
        : DayFormat.ISO;
  }

  /// A field's column as the file calls it, or should call it.
  String name(Field field) {
    return mapping.fields().get(field) instanceof Theirs.Column(var name, _)
        ? name
        : field.column();
  }

  /// The column at a place as the file calls it.
  String name(int place) {
    return header.get(place);
  }

  private void checkKnown() {
    var known = Field.of(kind).stream().map(Field::column).toList();
    if (header.stream().noneMatch(known::contains)) {
      throw new FileRefused(
          FileError.NO_HEADER,
          "the first line is %s, but it must be a header with the columns %s; add this header, or give a mapping that names the columns of the file"
              .formatted(EntryChecks.shown(header.getFirst()), required()));
    }
    for (var name : header) {
      if (!known.contains(name)) {
        throw new FileRefused(
            FileError.UNKNOWN_COLUMN,
            "column %s is unknown; known columns are %s. Rename the column, or give a mapping, which leaves other columns out"
                .formatted(EntryChecks.shown(name), String.join(", ", known)));
      }
    }
  }

  private void checkPresent(Field field) {
    if (place(field) == NONE && constant(field).isEmpty()) throw missing(name(field));
  }

  private int present(String name) {
    int place = find(name);
    if (place == NONE) throw missing(name);
    return place;
  }

  private int find(Field field) {
    return constant(field).isPresent() ? NONE : find(name(field));
  }

  private int find(String name) {
    int place = header.indexOf(name);
    if (place != header.lastIndexOf(name)) {
      throw new FileRefused(
          FileError.DUPLICATE_COLUMN,
          "the header has two columns %s; rename one".formatted(EntryChecks.shown(name)));
    }
    return place;
  }

  private FileRefused missing(String name) {
    return new FileRefused(
        FileError.MISSING_COLUMN,
        "column %s is missing; the header is %s, and a file must have %s"
            .formatted(
                EntryChecks.shown(name), EntryChecks.shown(String.join(",", header)), required()));
  }

  private String required() {
    return Field.columns(Field.required(kind, isWide()));
  }
}
