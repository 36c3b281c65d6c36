package groundswell.domain.uploads;

import groundswell.domain.Text;
import groundswell.domain.ids.MetricId;
import java.util.Collections;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;

/// How to read a file of another layout: parts `ours=theirs`, separated by semicolons. Columns that
/// no part names are left out.
/// - `member_id=Id`: the column `Id` is the member id. Likewise `date`, `metric`, `value`,
///   `recorded_at` and `source` for activity; `member_id`, `display_name`, `team`, `time_zone` and
///   `challenges` for members. What is not named is looked for under its own name.
/// - `date=ActivityDate:M/d/yyyy`: the date is written so (the letters of
///   [java.time.format.DateTimeFormatter]); without it as `yyyy-MM-dd`.
/// - `metric:steps=TotalSteps`: a wide layout. The column `TotalSteps` has the day's steps; there
///   may be more such columns, and each value is an entry. An empty one is none.
/// - `metric:active_minutes='minutes'`: in a long layout, `minutes` in the metric column means
///   `active_minutes`.
/// - `source='fitbit'`: every row has this value. Possible for `metric`, `source`, `team`,
///   `time_zone` and `challenges`.
///
/// A column's name with a semicolon, colon, equals sign or quote in it stands in double quotes.
///
/// @param fields by our name for it
/// @param metricColumns a wide layout's columns
/// @param metricNames a long layout's other names of metrics
public record Mapping(
    SortedMap<String, Theirs> fields,
    SequencedMap<MetricId, Theirs.Column> metricColumns,
    SortedMap<String, MetricId> metricNames) {
  private static final Set<String> MAY_BE_CONSTANT =
      Set.of("metric", "source", "team", "time_zone", "challenges");

  public Mapping {
    fields = Collections.unmodifiableSortedMap(fields);
    metricColumns = Collections.unmodifiableSequencedMap(metricColumns);
    metricNames = Collections.unmodifiableSortedMap(metricNames);
  }

  /// Reads a mapping.
  ///
  /// @throws IllegalArgumentException naming the part that is wrong, and what would be right
  public static Mapping parse(UploadKind kind, String text) {
    return new MappingParser(kind).parse(Text.tidy(text));
  }

  public boolean isWide() {
    return !metricColumns.isEmpty();
  }

  /// Our names for what a row of a kind of file says.
  static List<String> names(UploadKind kind) {
    return switch (kind) {
      case ACTIVITY -> List.of("member_id", "date", "metric", "value", "recorded_at", "source");
      case MEMBERS -> List.of("member_id", "display_name", "team", "time_zone", "challenges");
    };
  }

  static boolean mayBeConstant(String name) {
    return MAY_BE_CONSTANT.contains(name);
  }

  /// Where a file has what we ask for.
  public sealed interface Theirs {
    /// @param dayFormat how a date is written there
    record Column(String name, DayFormat dayFormat) implements Theirs {}

    record Constant(String value) implements Theirs {}
  }
}
