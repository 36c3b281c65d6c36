package groundswell.domain.files;

import groundswell.domain.Quantity;
import groundswell.domain.activity.Correction.Ruling;
import groundswell.domain.activity.Metric;
import groundswell.domain.files.ActivityEntry.Saying;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/// Checks the rows of an activity file. In a long layout a row names a metric and has its value; in
/// a wide layout each metric has a column of its own.
final class ActivityCheck extends RowCheck<ActivityEntry> {
  private static final int MEMBERS_REMEMBERED = 1 << 15;
  private static final int REMEMBERED = 1 << 10;

  private final EntryChecks checks;
  private final DayFormat dayFormat;
  private final DayFormat.Reader dayReader;
  private final SortedMap<String, MetricId> metricNames;
  private final Column<MemberId> members;
  private final Column<LocalDate> days;
  private final Column<Instant> times;
  private final Column<SourceId> sources;
  private final Column<Metric> metrics;
  private final ValueColumn values;
  private final List<MetricColumn> wide;

  ActivityCheck(Layout layout, EntryChecks checks) {
    super(layout);
    this.checks = checks;
    dayFormat = layout.dayFormat();
    dayReader = dayFormat.reader();
    metricNames = layout.metricNames();
    members = Column.required(layout, Field.MEMBER_ID, MEMBERS_REMEMBERED, MemberId::new);
    days = Column.required(layout, Field.DATE, REMEMBERED, this::day);
    times =
        Column.optional(layout, Field.RECORDED_AT, Column.UNIQUE, this::time, checks.acceptedAt());
    sources = Column.optional(layout, Field.SOURCE, REMEMBERED, SourceId::new, SourceId.FILE);
    metrics = Column.required(layout, Field.METRIC, REMEMBERED, this::metric);
    values = new ValueColumn(layout.place(Field.VALUE), layout.name(Field.VALUE));
    wide =
        layout.metricPlaces().entrySet().stream()
            .map(
                entry ->
                    new MetricColumn(
                        Column.constant(Field.METRIC, entry.getKey().value(), this::metric),
                        new ValueColumn(entry.getValue(), layout.name(entry.getValue()))))
            .toList();
  }

  @Override
  List<ActivityEntry> entries(CsvRow row) {
    var member = members.in(row);
    var day = days.in(row);
    var time = times.in(row);
    var source = sources.in(row);
    if (wide.isEmpty()) {
      var metric = metrics.in(row);
      return List.of(
          new ActivityEntry(member, day, metric.id(), saying(row, metric, values, source), time));
    }
    var entries = new ArrayList<ActivityEntry>(wide.size());
    for (var column : wide) {
      if (isLeftOut(column, row)) continue;
      var saying = saying(row, column.metric, column.values, source);
      entries.add(new ActivityEntry(member, day, column.metric.id(), saying, time));
    }
    return entries;
  }

  @Override
  int valuesIn(CsvRow row) {
    int count = 0;
    for (var column : wide) if (!isLeftOut(column, row)) count++;
    return count;
  }

  /// Whether a wide layout's row says nothing about a metric.
  private boolean isLeftOut(MetricColumn column, CsvRow row) {
    return checks.reading() != Reading.WITHDRAWALS && column.values.isEmpty(row);
  }

  private Saying saying(CsvRow row, Metric metric, ValueColumn column, SourceId source) {
    return switch (checks.reading()) {
      case VALUES -> new Saying.OfSource(source, Optional.of(column.in(row, metric, checks)));
      case WITHDRAWALS ->
          new Saying.OfSource(
              source,
              column.isEmpty(row) ? Optional.empty() : Optional.of(column.in(row, metric, checks)));
      case CORRECTIONS -> new Saying.OfCorrection(column.rulingIn(row, metric, checks));
    };
  }

  private LocalDate day(String text) {
    var day = dayReader.read(text);
    if (day.isEmpty()) {
      throw new IllegalArgumentException(
          "%s is not a day written as %s".formatted(EntryChecks.shown(text), dayFormat.pattern()));
    }
    RowRejected.throwIfPresent(checks.day(day.get()));
    return day.get();
  }

  private Instant time(String text) {
    var time = Timestamps.parse(text);
    if (time.isEmpty()) {
      throw new IllegalArgumentException(
          "%s is not a time with an offset, such as 2026-03-01T08:15:00+01:00"
              .formatted(EntryChecks.shown(text)));
    }
    RowRejected.throwIfPresent(checks.recordedAt(time.get()));
    return time.get();
  }

  private Metric metric(String text) {
    var renamed = metricNames.get(text);
    return checks
        .metric(renamed == null ? text : renamed.value())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no metric %s; there are %s"
                        .formatted(EntryChecks.shown(text), checks.metricNames())));
  }

  /// A wide layout's column with the values of a metric.
  private record MetricColumn(Metric metric, ValueColumn values) {}

  /// A column of values. What a value may be depends on its metric.
  ///
  /// @param name as the file calls the column
  private record ValueColumn(int place, String name) {
    boolean isEmpty(CsvRow row) {
      return row.fieldLength(place) == 0;
    }

    /// @throws RowRejected if there is no correction, or a wrong one
    Ruling rulingIn(CsvRow row, Metric metric, EntryChecks checks) {
      if (isEmpty(row)) throw Column.missing(name);
      return switch (row.text(place).strip().toLowerCase(Locale.ROOT)) {
        case "blank" -> Ruling.BLANK;
        case "lift" -> Ruling.LIFTED;
        default -> new Ruling.Exactly(in(row, metric, checks));
      };
    }

    /// @throws RowRejected if there is no value, or a wrong one
    Quantity in(CsvRow row, Metric metric, EntryChecks checks) {
      if (isEmpty(row)) throw Column.missing(name);
      long thousandths = Decimals.thousandths(row.buffer(), row.from(place), row.to(place));
      if (thousandths >= 0 && thousandths <= metric.dailyMax().thousandths()) {
        return new Quantity(thousandths);
      }
      var text = row.text(place);
      var value = Quantity.parse(text);
      if (value.isEmpty()) throw new RowRejected(EntryChecks.notAQuantity(metric, text).in(name));
      RowRejected.throwIfPresent(checks.value(metric, value.get()).map(it -> it.in(name)));
      return value.get();
    }
  }
}
