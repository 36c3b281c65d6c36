package groundswell.domain.files;

import groundswell.domain.files.Mapping.ColumnName;
import groundswell.domain.files.Mapping.Form;
import groundswell.domain.files.Mapping.Place;
import groundswell.domain.files.Mapping.Theirs;
import groundswell.domain.files.Mapping.Trait;
import groundswell.domain.ids.MetricId;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Where a file has our fields: a mapping applied to a header. A place is the index of a column.
final class Layout {
  /// The place of a column that the file does not have.
  static final int NONE = -1;

  private final FileKind kind;
  private final List<String> header;
  private final boolean isOurs;
  private final Mapping mapping;
  private final Decisions decisions;
  private final boolean hasTypedCells;
  private final Map<Field, Found> found = new EnumMap<>(Field.class);
  private final SequencedMap<MetricId, Values> metricColumns = new LinkedHashMap<>();

  /// @param decisions about what the mapping leaves open
  /// @param hasTypedCells see [OpenTable#hasTypedCells]
  /// @throws FileRefused if the header does not have the columns that it should have
  Layout(
      FileKind kind,
      List<String> header,
      Optional<Mapping> mapping,
      Decisions decisions,
      boolean hasTypedCells) {
    this.kind = kind;
    this.header = header;
    this.mapping = mapping.orElse(Mapping.NONE);
    this.decisions = decisions;
    this.hasTypedCells = hasTypedCells;
    isOurs = mapping.isEmpty();
    if (isOurs) checkKnown();
    for (var field : Field.of(kind)) {
      if (constant(field).isEmpty()) find(field).ifPresent(it -> found.put(field, it));
    }
    Field.required(kind, this.mapping.isWide()).forEach(this::checkPresent);
    this.mapping.fields().keySet().forEach(this::checkPresent);
    this.mapping.metricColumns().forEach(this::addMetric);
    if (this.mapping.isWide() && metricColumns.isEmpty()) {
      throw missing(firstName(this.mapping.metricColumns().firstEntry().getValue()), "");
    }
  }

  /// Whether a header has what a mapping needs.
  static boolean fits(FileKind kind, List<String> header, Mapping mapping) {
    if (mapping.has(Trait.EXACT) && header.size() != columnsOf(mapping)) return false;
    boolean ofPeople = mapping.fields().containsKey(Field.MEMBER_ID);
    if (!ofPeople && header.contains(Field.MEMBER_ID.column())) return false;
    try {
      var mark = mapping.options().header();
      if (mark.isPresent() && find(mark.get(), header).isEmpty()) return false;
      var whole = ofPeople ? mapping : mapping.with(Mapping.parse(kind, "member_id='-'"));
      return new Layout(kind, header, Optional.of(whole), Decisions.NONE, false).width() > 0;
    } catch (FileRefused _) {
      return false;
    }
  }

  private static long columnsOf(Mapping mapping) {
    return mapping.metricColumns().size()
        + mapping.fields().values().stream().filter(Theirs.Column.class::isInstance).count();
  }

  private static boolean hasAll(List<ColumnName> columns, List<String> header) {
    return columns.stream().allMatch(column -> find(column, header) != NONE);
  }

  /// How many columns the header has.
  int width() {
    return header.size();
  }

  boolean has(Trait trait) {
    return mapping.has(trait);
  }

  /// Whether the table has ended: the row is the title of another section.
  boolean endsBefore(CsvRow row) {
    return has(Trait.SECTION) && row.fields() - row.padded() == 1 && row.fault().isEmpty();
  }

  /// See [OpenTable#hasTypedCells].
  boolean hasTypedCells() {
    return hasTypedCells;
  }

  /// Whether a cell is a number as it stands, whatever the notation of texts.
  boolean isNumber(CsvRow row, int place) {
    return hasTypedCells
        && !row.isQuoted(place)
        && Decimals.isPlain(row.buffer(), row.from(place), row.to(place));
  }

  /// Whether a row is the header of the table once more.
  boolean isHeader(CsvRow row) {
    return row.fault().isEmpty()
        && row.fields() == header.size()
        && IntStream.range(0, header.size())
            .allMatch(place -> row.text(place).equals(header.get(place)));
  }

  /// The texts that stand for no value.
  Set<String> missing() {
    return mapping.options().missing();
  }

  /// The place of a field's column, or [#NONE].
  int place(Field field) {
    return found.containsKey(field) ? found.get(field).places().getFirst() : NONE;
  }

  /// The columns of values in a wide layout, by their metrics.
  SequencedMap<MetricId, Values> metricColumns() {
    return metricColumns;
  }

  /// The column of values in a long layout.
  Optional<Values> values() {
    return Optional.ofNullable(found.get(Field.VALUE))
        .filter(_ -> !mapping.isWide())
        .map(it -> values(Field.VALUE.column(), it));
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

  /// How days are written, if the mapping or a decision says it.
  Optional<DayFormat> statedDayFormat() {
    if (isOurs) return Optional.of(DayFormat.ISO);
    return Optional.ofNullable(found.get(Field.DATE))
        .flatMap(it -> it.form().day())
        .or(decisions::day);
  }

  DayFormat dayFormat() {
    return statedDayFormat().orElse(DayFormat.ISO);
  }

  /// A field's column as the file calls it, or should call it.
  String name(Field field) {
    if (found.containsKey(field)) return found.get(field).name();
    return mapping.fields().get(field) instanceof Theirs.Column column
        ? firstName(column)
        : field.column();
  }

  /// The column of days as a mapping writes it.
  String dateReference() {
    return found.containsKey(Field.DATE) ? found.get(Field.DATE).reference() : name(Field.DATE);
  }

  /// The column at a place as the file calls it.
  String name(int place) {
    return header.get(place);
  }

  /// The columns of our own layout that have no name, and therefore no values.
  int[] namelessPlaces() {
    return IntStream.range(0, isOurs ? header.size() : 0)
        .filter(place -> header.get(place).isEmpty())
        .toArray();
  }

  private void checkKnown() {
    var known = Field.of(kind).stream().map(Field::column).toList();
    if (header.stream().noneMatch(known::contains)) {
      throw new FileRefused(
          FileError.NO_HEADER,
          "the first line is %s, but it must be a header with the columns %s; add this header, or give a mapping that names the columns of the file"
              .formatted(EntryChecks.shown(String.join(",", header)), required()));
    }
    for (var name : header) {
      if (!name.isEmpty() && !known.contains(name)) {
        throw new FileRefused(
            FileError.UNKNOWN_COLUMN,
            "column %s is unknown; known columns are %s. Rename the column, or give a mapping, which leaves other columns out"
                .formatted(EntryChecks.shown(name), String.join(", ", known)));
      }
    }
  }

  private void checkPresent(Field field) {
    if (found.containsKey(field) || constant(field).isPresent()) return;
    if (field == Field.MEMBER_ID && !isOurs && !mapping.fields().containsKey(field)) {
      throw new FileRefused(
          FileError.MISSING_COLUMN,
          "the file has no column for members; say whose it is with --member ID, or member_id='ID'"
              + " in the mapping. A file of many people needs the column: member_id=COLUMN");
    }
    throw missing(name(field), advice(field));
  }

  private String advice(Field field) {
    if (!field.mayBeConstant(kind)) return "";
    var name = field.column();
    return ". Add the column, or let the mapping give all rows one value: %s='VALUE'%s"
        .formatted(name, field.mayBeEmpty() ? ", or none: %s=''".formatted(name) : "");
  }

  private void addMetric(MetricId metric, Theirs.Column column) {
    var place = find(column, header);
    if (place.isPresent()) metricColumns.put(metric, values("metric:" + metric, place.get()));
    else if (!mapping.has(Trait.ANY_METRIC)) throw missing(firstName(column), "");
  }

  private Values values(String ours, Found place) {
    var stated = isOurs ? Optional.of(Notation.PLAIN) : place.form().notation();
    return new Values(
        ours,
        place.places(),
        place.name(),
        place.reference(),
        stated.or(() -> Optional.ofNullable(decisions.notations().get(ours))),
        place.form().factor());
  }

  private Optional<Found> find(Field field) {
    return switch (mapping.fields().get(field)) {
      case Theirs.Column column -> find(column, header);
      case Theirs.Constant _ -> Optional.empty();
      case null ->
          find(new Theirs.Column(List.of(unstated(new ColumnName(field.column(), 0)))), header);
    };
  }

  private static Place unstated(ColumnName name) {
    return new Place(List.of(name), Form.UNSTATED);
  }

  private static Optional<Found> find(Theirs.Column column, List<String> header) {
    return column.places().stream()
        .filter(place -> hasAll(place.columns(), header))
        .map(place -> found(place, header))
        .findFirst();
  }

  private static Found found(Place place, List<String> header) {
    var places = place.columns().stream().map(column -> find(column, header)).toList();
    return new Found(places, header.get(places.getFirst()), reference(place), place.form());
  }

  /// The columns of a place as a mapping writes them.
  private static String reference(Place place) {
    return place.columns().stream()
        .map(column -> quoted(column.name()) + (column.nth() == 0 ? "" : "#" + column.nth()))
        .collect(Collectors.joining("+"));
  }

  private static String quoted(String name) {
    boolean isPlain = name.chars().noneMatch(c -> ";:=+|#\"'".indexOf(c) >= 0);
    return isPlain ? name : '"' + name + '"';
  }

  private static int find(ColumnName column, List<String> header) {
    var same = places(header, column.name()::equals);
    if (same.length == 0) same = places(header, column.name()::equalsIgnoreCase);
    if (column.nth() > 0) return column.nth() <= same.length ? same[column.nth() - 1] : NONE;
    if (same.length > 1) {
      throw new FileRefused(
          FileError.DUPLICATE_COLUMN,
          "the header has two columns %s; rename one, or write %s#1 or %s#2 in the mapping"
              .formatted(EntryChecks.shown(column.name()), column.name(), column.name()));
    }
    return same.length == 0 ? NONE : same[0];
  }

  private static int[] places(List<String> header, Predicate<String> isSame) {
    return IntStream.range(0, header.size())
        .filter(place -> isSame.test(header.get(place)))
        .toArray();
  }

  private static String firstName(Theirs.Column column) {
    return column.places().getFirst().columns().getFirst().toString();
  }

  private FileRefused missing(String name, String advice) {
    return new FileRefused(
        FileError.MISSING_COLUMN,
        "column %s is missing; the header is %s, and a file must have %s%s"
            .formatted(
                EntryChecks.shown(name),
                EntryChecks.shown(String.join(",", header)),
                required(),
                advice));
  }

  private String required() {
    return Field.columns(Field.required(kind, mapping.isWide()));
  }

  /// @param name of the first column, as the file calls it
  /// @param reference the columns as a mapping writes them
  private record Found(List<Integer> places, String name, String reference, Form form) {}

  /// Where a file has values.
  ///
  /// @param ours what the mapping calls them, for example `metric:steps`
  /// @param places several are added up
  /// @param name of the first column, as the file calls it
  /// @param reference the columns as a mapping writes them
  /// @param notation if the mapping or a decision says it
  record Values(
      String ours,
      List<Integer> places,
      String name,
      String reference,
      Optional<Notation> notation,
      Optional<BigDecimal> factor) {}
}
