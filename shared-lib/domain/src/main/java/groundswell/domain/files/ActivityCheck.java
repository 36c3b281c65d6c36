package groundswell.domain.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.domain.Quantity;
import groundswell.domain.activity.Correction.Ruling;
import groundswell.domain.activity.Metric;
import groundswell.domain.files.ActivityEntry.Saying;
import groundswell.domain.files.Mapping.Trait;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Checks the rows of an activity file. In a long layout a row names a metric and has its value; in
/// a wide layout each metric has a column of its own.
final class ActivityCheck extends RowCheck<ActivityEntry> {
  private static final int MEMBERS_REMEMBERED = 1 << 16;
  private static final int REMEMBERED = 1 << 10;

  private final EntryChecks checks;
  private final DayFormat dayFormat;
  private final DayFormat.Reader dayReader;
  private final SortedMap<String, MetricId> metricNames;
  private final List<byte[]> missing;
  private final Column<MemberId> members;
  private final Column<LocalDate> days;
  private final Column<Instant> times;
  private final Column<SourceId> sources;
  private final Column<Metric> metrics;
  private final Optional<ValueColumn> values;
  private final List<MetricColumn> wide;
  private final Optional<Map<DayOfMetric, Quantity>> sums;

  ActivityCheck(Layout layout, EntryChecks checks) {
    super(layout);
    this.checks = checks;
    dayFormat = layout.dayFormat();
    dayReader = dayFormat.reader();
    metricNames = layout.metricNames();
    missing = layout.missing().stream().map(text -> text.getBytes(UTF_8)).toList();
    members = Column.required(layout, Field.MEMBER_ID, MEMBERS_REMEMBERED, MemberId::new);
    days = Column.required(layout, Field.DATE, REMEMBERED, this::day);
    times =
        Column.unique(layout, Field.RECORDED_AT, this::usualTime, this::time, checks.acceptedAt());
    sources = Column.optional(layout, Field.SOURCE, REMEMBERED, SourceId::new, SourceId.FILE);
    metrics = Column.required(layout, Field.METRIC, REMEMBERED, this::metric);
    values = layout.values().map(ValueColumn::new);
    wide =
        layout.metricColumns().entrySet().stream()
            .map(
                entry ->
                    new MetricColumn(
                        Column.constant(Field.METRIC, entry.getKey().value(), this::metric),
                        new ValueColumn(entry.getValue())))
            .toList();
    sums = layout.has(Trait.SUM) ? Optional.of(new HashMap<>()) : Optional.empty();
    if (sums.isPresent()) checkSums();
  }

  private void checkSums() {
    if (layout.constant(Field.MEMBER_ID).isEmpty()) {
      throw new FileRefused(
          FileError.BAD_MAPPING,
          "mapping: only the activities of one member are added up; say whose they are with"
              + " member_id='ID'");
    }
    if (checks.reading() == ValueReading.CORRECTIONS) {
      throw new FileRefused(
          FileError.BAD_MAPPING,
          "mapping: its rows are activities, which are added up, but a correction is the value of a"
              + " whole day; correct the days with a file that has one row for each");
    }
    for (var field : Mapping.NOT_OF_SUMS) {
      if (layout.place(field) != Layout.NONE) {
        throw new FileRefused(
            FileError.BAD_MAPPING, "mapping: " + Mapping.notOfSums(layout.name(field)));
      }
    }
  }

  @Override
  List<String> notes() {
    if (sums.isEmpty() || !layout.has(Trait.CUT)) return List.of();
    return sums.get().keySet().stream()
        .map(DayOfMetric::day)
        .min(Comparator.naturalOrder())
        .map(
            oldest ->
                "the oldest day, %s, may be incomplete, because the list ends there; export a longer list if the day matters"
                    .formatted(oldest))
        .stream()
        .toList();
  }

  @Override
  List<ActivityEntry> entries(CsvRow row) {
    var member = members.in(row);
    var day = days.in(row);
    var time = times.in(row);
    var source = sources.in(row);
    if (values.isPresent()) {
      var metric = metrics.in(row);
      if (checks.reading() != ValueReading.WITHDRAWALS && values.get().isLeftOut(row))
        return List.of();
      var saying = total(said(row, metric, values.get(), source), metric, day);
      return taken(List.of(new ActivityEntry(member, day, metric.id(), saying, time)));
    }
    var entries = new ArrayList<ActivityEntry>(wide.size());
    for (var column : wide) {
      if (saysNothing(row, column)) continue;
      var said = said(row, column.metric, column.values, source);
      var saying = total(said, column.metric, day);
      entries.add(new ActivityEntry(member, day, column.metric.id(), saying, time));
    }
    return taken(entries);
  }

  @Override
  List<Rejection> faults(CsvRow row) {
    var faults = new ArrayList<Rejection>();
    faultOf(() -> members.in(row)).ifPresent(faults::add);
    faultOf(() -> days.in(row)).ifPresent(faults::add);
    faultOf(() -> times.in(row)).ifPresent(faults::add);
    faultOf(() -> sources.in(row)).ifPresent(faults::add);
    if (values.isPresent()) {
      var wrongMetric = faultOf(() -> metrics.in(row));
      wrongMetric
          .or(() -> faultOf(() -> said(row, metrics.in(row), values.get(), SourceId.FILE)))
          .ifPresent(faults::add);
    }
    for (var column : wide) {
      if (saysNothing(row, column)) continue;
      faultOf(() -> said(row, column.metric, column.values, SourceId.FILE)).ifPresent(faults::add);
    }
    return faults;
  }

  @Override
  MemberId member(CsvRow row) {
    return members.in(row);
  }

  @Override
  int valuesIn(CsvRow row) {
    int count = 0;
    for (var column : wide) if (!saysNothing(row, column)) count++;
    return count;
  }

  /// Whether a wide layout's row says nothing about a metric.
  private boolean saysNothing(CsvRow row, MetricColumn column) {
    return checks.reading() != ValueReading.WITHDRAWALS && column.values.isEmpty(row);
  }

  private Saying said(CsvRow row, Metric metric, ValueColumn column, SourceId source) {
    return switch (checks.reading()) {
      case VALUES -> new Saying.OfSource(source, Optional.of(column.in(row, metric)));
      case WITHDRAWALS ->
          new Saying.OfSource(
              source, column.isEmpty(row) ? Optional.empty() : Optional.of(column.in(row, metric)));
      case CORRECTIONS -> new Saying.OfCorrection(column.rulingIn(row, metric));
    };
  }

  /// What a row says; where rows are single activities, with the sum of those of the day so far.
  /// The sums only grow, and of one day's values the greatest wins, so the last sum is what counts.
  private Saying total(Saying said, Metric metric, LocalDate day) {
    if (sums.isPresent()
        && said instanceof Saying.OfSource(var source, var value)
        && value.isPresent()) {
      var before = sums.get().getOrDefault(new DayOfMetric(metric.id(), day), Quantity.ZERO);
      var total = new Quantity(before.thousandths() + value.get().thousandths());
      RowRejected.throwIfPresent(checks.value(metric, total));
      return new Saying.OfSource(source, Optional.of(total));
    }
    return said;
  }

  private List<ActivityEntry> taken(List<ActivityEntry> entries) {
    if (sums.isEmpty()) return entries;
    for (var entry : entries) {
      if (entry.saying() instanceof Saying.OfSource(_, var value)) {
        value.ifPresent(it -> sums.get().put(new DayOfMetric(entry.metric(), entry.day()), it));
      }
    }
    return entries;
  }

  private LocalDate day(String text) {
    var day = dayReader.read(text);
    if (day.isEmpty() && layout.hasTypedCells()) day = DayFormat.ofCell(text);
    if (day.isEmpty()) {
      throw new IllegalArgumentException(
          dayFormat.isNoDayInCalendar(text)
              ? "%s is not in the calendar; correct the day".formatted(EntryChecks.shown(text))
              : "%s is not a day written as %s"
                  .formatted(EntryChecks.shown(text), dayFormat.pattern()));
    }
    RowRejected.throwIfPresent(checks.day(day.get()));
    return day.get();
  }

  private @Nullable Instant usualTime(byte[] bytes, int from, int to) {
    var time = Timestamps.usual(bytes, from, to);
    return time != null && checks.recordedAt(time).isEmpty() ? time : null;
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

  private boolean isMissing(CsvRow row, int place) {
    if (row.fieldLength(place) == 0) return true;
    for (var marker : missing) if (row.fieldEquals(place, marker)) return true;
    return false;
  }

  private record DayOfMetric(MetricId metric, LocalDate day) {}

  /// A wide layout's column with the values of a metric.
  private record MetricColumn(Metric metric, ValueColumn values) {}

  /// A column of values. What a value may be depends on its metric.
  private final class ValueColumn {
    private final int[] places;
    private final String name;
    private final Notation notation;
    private final Optional<BigDecimal> factor;

    ValueColumn(Layout.Values values) {
      places = values.places().stream().mapToInt(Integer::intValue).toArray();
      name = values.name();
      notation = values.notation().orElse(Notation.PLAIN);
      factor = values.factor();
    }

    boolean isEmpty(CsvRow row) {
      for (int place : places) if (!isMissing(row, place)) return false;
      return true;
    }

    /// Whether the row says that it has no value.
    boolean isLeftOut(CsvRow row) {
      return row.fieldLength(places[0]) > 0 && isEmpty(row);
    }

    /// @throws RowRejected if there is no correction, or a wrong one
    Ruling rulingIn(CsvRow row, Metric metric) {
      if (isEmpty(row)) throw Column.missing(name);
      return switch (row.text(places[0]).toLowerCase(Locale.ROOT)) {
        case "blank" -> Ruling.BLANK;
        case "lift" -> Ruling.LIFTED;
        default -> new Ruling.Exactly(in(row, metric));
      };
    }

    /// @throws RowRejected if there is no value, or a wrong one
    Quantity in(CsvRow row, Metric metric) {
      if (isEmpty(row)) throw Column.missing(name);
      try {
        return places.length == 1 ? read(row, places[0], metric) : sum(row, metric);
      } catch (RowRejected rejected) {
        throw new RowRejected(rejected.rejection().in(name));
      }
    }

    private Quantity sum(CsvRow row, Metric metric) {
      long thousandths = 0;
      for (int place : places) {
        if (!isMissing(row, place)) thousandths += read(row, place, metric).thousandths();
      }
      var sum = new Quantity(thousandths);
      RowRejected.throwIfPresent(checks.value(metric, sum));
      return sum;
    }

    private Quantity read(CsvRow row, int place, Metric metric) {
      return read(row, place, metric, layout.isNumber(row, place) ? Notation.PLAIN : notation);
    }

    private Quantity read(CsvRow row, int place, Metric metric, Notation written) {
      if (factor.isPresent()) {
        return checks.value(metric, written, factor.get(), row.text(place));
      }
      var value =
          new Quantity(Decimals.thousandths(row.buffer(), row.from(place), row.to(place), written));
      boolean isUsual =
          value.thousandths() >= 0
              && value.compareTo(metric.dailyMax()) <= 0
              && metric.hasDecimalsOf(value)
              && (metric.decimals() > 0 || !mayBeGrouped(row, place, written));
      return isUsual ? value : checks.value(metric, written, row.text(place));
    }

    /// Whether three digits follow the separator of decimals.
    private static boolean mayBeGrouped(CsvRow row, int place, Notation written) {
      int separator = row.to(place) - EntryChecks.GROUP_DIGITS - 1;
      return separator >= row.from(place) && row.buffer()[separator] == written.decimal();
    }
  }
}
