package groundswell.domain.files;

import groundswell.domain.Text;
import groundswell.domain.ids.MetricId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.SortedMap;

/// How to read a file of another layout: parts `ours=theirs`, separated by semicolons. Columns that
/// no part names are left out.
/// - `member_id=Id`: the column `Id` is the member id. The name on the left is that of a [Field]; a
///   field that no part names is looked for under its own name.
/// - `date=ActivityDate:M/d/yyyy`: the pattern of the date, in the letters of
///   [java.time.format.DateTimeFormatter]; without one the date is written as `yyyy-MM-dd`.
/// - `metric:steps=TotalSteps`: a wide layout. The column `TotalSteps` has the day's steps; there
///   may be more such columns. Each value is an entry, and an empty field is not.
/// - `metric:active_minutes='minutes'`: in a long layout, `minutes` in the metric column means
///   `active_minutes`.
/// - `source='fitbit'`: every row has this value. Not every field may have one, see
///   [Field#mayBeConstant].
///
/// - `encoding=windows-1252`, `sheet=Steps`: see [ReadOptions].
///
/// A column's name with a semicolon, colon, equals sign or quote in it stands in double quotes.
///
/// @param metricColumns the columns of a wide layout
/// @param metricNames metrics by the other names that a long layout gives them
/// @param options what is said about the bytes of the file
public record Mapping(
    SortedMap<Field, Theirs> fields,
    SequencedMap<MetricId, Theirs.Column> metricColumns,
    SortedMap<String, MetricId> metricNames,
    ReadOptions options) {
  /// Of a file in our own layout.
  static final Mapping NONE =
      new Mapping(
          Collections.emptySortedMap(),
          new LinkedHashMap<>(),
          Collections.emptySortedMap(),
          ReadOptions.NONE);

  public Mapping {
    fields = Collections.unmodifiableSortedMap(fields);
    metricColumns = Collections.unmodifiableSequencedMap(metricColumns);
    metricNames = Collections.unmodifiableSortedMap(metricNames);
  }

  /// Reads a mapping.
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
  boolean namesColumns() {
    return !fields.isEmpty() || !metricColumns.isEmpty() || !metricNames.isEmpty();
  }

  /// Where a file has one of our fields.
  public sealed interface Theirs {
    /// @param dayFormat how a date is written there
    record Column(String name, DayFormat dayFormat) implements Theirs {}

    /// @param value of every row
    record Constant(String value) implements Theirs {}
  }
}
