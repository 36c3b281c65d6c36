package groundswell.domain.uploads;

import groundswell.domain.Quantity;
import groundswell.domain.activity.Metric;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Checks the rows of an activity file, in a long or a wide layout.
final class ActivityCheck extends RowCheck<ActivityEntry> {
  private static final int MEMBERS_CACHED = 1 << 15;
  private static final int CACHED = 1 << 10;

  private final EntryChecks checks;
  private final int member;
  private final int date;
  private final int metric;
  private final int value;
  private final int recordedAt;
  private final int source;
  private final FieldCache<MemberId> members = new FieldCache<>(MEMBERS_CACHED, Texts::memberId);
  private final FieldCache<LocalDate> days;
  private final FieldCache<Metric> metrics;
  private final FieldCache<SourceId> sources = new FieldCache<>(CACHED, Texts::source);
  private final Map<String, MetricId> metricNames;
  private final Optional<Metric> onlyMetric;
  private final SourceId onlySource;
  private final List<ValueColumn> wide;

  ActivityCheck(Layout layout, Optional<Mapping> mapping, EntryChecks checks) {
    super(layout);
    this.checks = checks;
    member = layout.column("member_id");
    date = layout.column("date");
    metric = layout.column("metric");
    value = layout.column("value");
    recordedAt = layout.column("recorded_at");
    source = layout.column("source");
    metricNames = mapping.map(Mapping::metricNames).orElse(Collections.emptySortedMap());
    var dayReader = layout.dayFormat().reader();
    days = new FieldCache<>(CACHED, text -> day(text, dayReader, layout.dayFormat()));
    metrics = new FieldCache<>(CACHED, this::metricOf);
    onlyMetric = layout.constant("metric").map(name -> Read.mapped(metricOf(name)));
    onlySource =
        layout
            .constant("source")
            .map(name -> Read.mapped(Texts.source(name)))
            .orElse(ActivityEntry.DEFAULT_SOURCE);
    wide = mapping.map(it -> valueColumns(layout, it)).orElse(List.of());
  }

  @Override
  Checked<ActivityEntry> fields(CsvRow row) {
    var owner = take(row, member, members);
    if (owner == null) return bad(entriesIn(row));
    var day = take(row, date, days);
    if (day == null) return bad(entriesIn(row));
    var at = recordedAt(row);
    if (at == null) return bad(entriesIn(row));
    var from = source < 0 || row.fieldLength(source) == 0 ? onlySource : take(row, source, sources);
    if (from == null) return bad(entriesIn(row));
    return wide.isEmpty() ? inLong(row, owner, day, at, from) : inWide(row, owner, day, at, from);
  }

  private Checked<ActivityEntry> inLong(
      CsvRow row, MemberId owner, LocalDate day, Instant at, SourceId from) {
    var measured = metric < 0 ? onlyMetric.orElseThrow() : take(row, metric, metrics);
    if (measured == null) return bad(1);
    var quantity = quantity(row, value, measured);
    if (quantity == null) return bad(1);
    return new Checked.Good<>(
        List.of(new ActivityEntry(owner, day, measured.id(), quantity, at, from)));
  }

  private Checked<ActivityEntry> inWide(
      CsvRow row, MemberId owner, LocalDate day, Instant at, SourceId from) {
    var entries = new ArrayList<ActivityEntry>(wide.size());
    for (var column : wide) {
      if (row.fieldLength(column.place) == 0) continue;
      var quantity = quantity(row, column.place, column.metric);
      if (quantity == null) return bad(entriesIn(row));
      entries.add(new ActivityEntry(owner, day, column.metric.id(), quantity, at, from));
    }
    return new Checked.Good<>(entries);
  }

  private int entriesIn(CsvRow row) {
    int count = 0;
    for (var column : wide) if (row.fieldLength(column.place) > 0) count++;
    return count;
  }

  private @Nullable Instant recordedAt(CsvRow row) {
    if (recordedAt < 0 || row.fieldLength(recordedAt) == 0) return checks.acceptedAt();
    var text = row.text(recordedAt);
    var instant = Timestamps.parse(text);
    var fault =
        instant.isEmpty()
            ? Optional.of(
                new Fault(
                    RowError.BAD_RECORDED_AT,
                    "%s is not a time with an offset, such as 2026-03-01T08:15:00+01:00"
                        .formatted(EntryChecks.shown(text))))
            : checks.recordedAt(instant.get());
    fault.ifPresent(it -> note(recordedAt, it));
    return fault.isPresent() ? null : instant.orElseThrow();
  }

  private @Nullable Quantity quantity(CsvRow row, int column, Metric measured) {
    if (row.fieldLength(column) == 0) {
      note(column, new Fault(RowError.MISSING_VALUE, "the field is empty"));
      return null;
    }
    long thousandths = Decimals.thousandths(row.buffer(), row.from(column), row.to(column));
    if (thousandths >= 0 && thousandths <= measured.dailyMax().thousandths()) {
      return new Quantity(thousandths);
    }
    var text = row.text(column);
    var quantity = Quantity.parse(text);
    var fault =
        quantity.isEmpty()
            ? Optional.of(EntryChecks.notAQuantity(measured, text))
            : checks.value(measured, quantity.get());
    fault.ifPresent(it -> note(column, it));
    return fault.isPresent() ? null : quantity.orElseThrow();
  }

  private Read<LocalDate> day(String text, DayFormat.Reader reader, DayFormat format) {
    var day = reader.read(text);
    if (day.isEmpty()) {
      return Read.wrong(
          RowError.BAD_DATE,
          "%s is not a day written as %s".formatted(EntryChecks.shown(text), format.pattern()));
    }
    return checks
        .day(day.get())
        .<Read<LocalDate>>map(Read.Wrong::new)
        .orElse(Read.value(day.get()));
  }

  private Read<Metric> metricOf(String text) {
    var renamed = metricNames.get(text);
    var id = renamed == null ? Texts.metric(text) : Optional.of(renamed);
    return id.flatMap(checks::metric)
        .map(Read::value)
        .orElseGet(
            () ->
                Read.wrong(
                    RowError.UNKNOWN_METRIC,
                    "there is no metric %s; there are %s"
                        .formatted(EntryChecks.shown(text), checks.metricNames())));
  }

  private List<ValueColumn> valueColumns(Layout layout, Mapping mapping) {
    return mapping.metricColumns().entrySet().stream()
        .map(
            entry ->
                new ValueColumn(
                    layout.metricColumn(entry.getValue()),
                    Read.mapped(metricOf(entry.getKey().value()))))
        .toList();
  }

  /// A wide layout's column with the values of a metric.
  private record ValueColumn(int place, Metric metric) {}
}
