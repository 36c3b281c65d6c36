package groundswell.domain.files;

import groundswell.domain.Text;
import groundswell.domain.ids.MetricId;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// How to read a file of another layout: parts `ours=theirs`, separated by semicolons. Columns that
/// no part names are left out.
/// - `member_id=Id`: the column `Id` is the member id. The name on the left is that of a [Field]; a
///   field that no part names is looked for under its own name.
/// - `date=ActivityDate:M/d/yyyy`: the pattern of the date, see [DayFormat].
/// - `value=Wert:#.##0,00`: the notation of the numbers, see [Notation]. `#` stands for
///   whole numbers.
/// - `metric:steps=TotalSteps`: a wide layout. The column `TotalSteps` has the day's steps; there
///   may be more such columns. Each value is an entry, and an empty field is not.
/// - `metric:distance_km=Distance:0.00/1000`: a column in another unit. What is converted is
///   rounded to the decimals of the metric.
/// - `metric:active_minutes="Fairly"+"Very"`: the values of both columns are added up.
/// - `metric:active_minutes='minutes'`: in a long layout, `minutes` in the metric column means
///   `active_minutes`.
/// - `source='fitbit'`: every row has this value. Not every field may have one, see
///   [Field#mayBeConstant]. `team=''`: no row has one, see [Field#mayBeEmpty].
/// - `date=Date|Datum`: the first of these columns that the file has.
/// - `missing='--|-1'`: fields that stand for no value.
/// - `encoding=windows-1252`, `sheet=Steps`: see [ReadOptions].
///
/// `Distance#2` is the second column of this name, and `#1` the first one without a name. Upper and
/// lower case are the same in names of columns, unless two differ in nothing else. A name with a
/// semicolon, colon, equals sign, plus sign, bar, hash or quote in it stands in double quotes.
///
/// @param metricColumns the columns of a wide layout
/// @param metricNames metrics by the other names that a long layout gives them
/// @param options what is said about the file and its rows as a whole
public record Mapping(
    SortedMap<Field, Theirs> fields,
    SequencedMap<MetricId, Theirs.Column> metricColumns,
    SortedMap<String, MetricId> metricNames,
    Options options) {
  /// Of a file in our own layout.
  static final Mapping NONE =
      new Mapping(
          Collections.emptySortedMap(),
          new LinkedHashMap<>(),
          Collections.emptySortedMap(),
          Options.NONE);

  /// Columns that a file has not if its rows are added up: a sum is of all of a day's rows.
  static final List<Field> NOT_OF_SUMS = List.of(Field.RECORDED_AT, Field.SOURCE);

  public Mapping {
    fields = Collections.unmodifiableSortedMap(fields);
    metricColumns = Collections.unmodifiableSequencedMap(metricColumns);
    metricNames = Collections.unmodifiableSortedMap(metricNames);
  }

  /// Reads a mapping that names no other one.
  ///
  /// @throws IllegalArgumentException naming the part that is wrong, and what would be right
  public static Mapping parse(FileKind kind, String text) {
    return new MappingParser(kind).parse(Text.tidy(text));
  }

  public boolean isWide() {
    return !metricColumns.isEmpty();
  }

  /// Whether it says more than how the bytes are read: a file without such a mapping has our own
  /// columns.
  boolean isOfRows() {
    return !equals(NONE.with(options.bytes()));
  }

  /// Whether it says which columns a file has.
  boolean hasColumns() {
    return isWide()
        || !metricNames.isEmpty()
        || fields.values().stream().anyMatch(Theirs.Column.class::isInstance);
  }

  boolean has(Trait trait) {
    return options.traits().contains(trait);
  }

  private Mapping with(ReadOptions bytes) {
    return new Mapping(fields, metricColumns, metricNames, options.with(bytes));
  }

  /// This mapping, in which the parts of another one take the place of the same parts.
  Mapping with(Mapping other) {
    var allFields = new TreeMap<>(fields);
    allFields.putAll(other.fields);
    var allColumns = new LinkedHashMap<>(metricColumns);
    allColumns.putAll(other.metricColumns);
    var allNames = new TreeMap<>(metricNames);
    allNames.putAll(other.metricNames);
    return new Mapping(allFields, allColumns, allNames, options.with(other.options));
  }

  static String notOfSums(String column) {
    return "the rows of a day are added up, so column %s cannot have a value of its own in each; leave it out, and name one source for all rows: source='NAME'"
        .formatted(EntryChecks.shown(column));
  }

  /// Where a file has one of our fields.
  public sealed interface Theirs {
    /// The first of some places that the file has.
    record Column(List<Place> places) implements Theirs {
      public Column {
        places = List.copyOf(places);
      }
    }

    /// @param value of every row; empty if no row has one
    record Constant(String value) implements Theirs {}
  }

  /// @param columns the values of several are added up
  public record Place(List<ColumnName> columns, Form form) {
    public Place {
      columns = List.copyOf(columns);
    }
  }

  /// @param nth which of the columns of this name it is, from 1; 0 if there is only one
  public record ColumnName(String name, int nth) {
    @Override
    public String toString() {
      return nth == 0 ? name : name + "#" + nth;
    }
  }

  /// How a column writes its values, as far as the mapping says it.
  ///
  /// @param factor by which its numbers are multiplied
  public record Form(
      Optional<DayFormat> day, Optional<Notation> notation, Optional<BigDecimal> factor) {
    static final Form UNSTATED = new Form(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// @param title what the layout is, for people
  /// @param header columns by which a file of this layout is known, besides the mapped ones
  /// @param missing texts that stand for no value
  /// @param bytes how the bytes of the file are read
  public record Options(
      Optional<String> title,
      Optional<Theirs.Column> header,
      Set<String> missing,
      Set<Trait> traits,
      ReadOptions bytes) {
    static final Options NONE =
        new Options(Optional.empty(), Optional.empty(), Set.of(), Set.of(), ReadOptions.NONE);

    public Options {
      missing = Set.copyOf(missing);
      traits = Set.copyOf(traits);
    }

    private Options with(Options other) {
      return new Options(
          other.title.or(() -> title),
          other.header.or(() -> header),
          other.missing.isEmpty() ? missing : other.missing,
          other.traits.isEmpty() ? traits : other.traits,
          bytes.with(other.bytes));
    }

    private Options with(ReadOptions otherBytes) {
      return new Options(title, header, missing, traits, otherBytes);
    }
  }

  /// What is special about the rows of a layout.
  public enum Trait {
    /// A file has some of the metrics' columns, and at least one.
    ANY_METRIC,
    /// The header has the mapped columns and no others.
    EXACT,
    /// The table is a section of the file: a line with a single field ends it.
    SECTION,
    /// One row for each day. The vendor exports weekly totals under the same header.
    DAILY,
    /// The rows are single activities: those of a day are added up.
    SUM,
    /// The list of activities ends at some row, so that its oldest day may be incomplete.
    CUT,
    /// The rows are devices, and perhaps their total: the greatest of a day counts.
    GREATEST
  }
}
