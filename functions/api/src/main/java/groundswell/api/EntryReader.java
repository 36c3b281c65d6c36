package groundswell.api;

import groundswell.domain.Quantity;
import groundswell.domain.Text;
import groundswell.domain.activity.DayEntry;
import groundswell.domain.activity.EntryKey;
import groundswell.domain.activity.Metric;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.files.EntryChecks;
import groundswell.domain.files.Rejection;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.SourceId;
import groundswell.http.HttpProblem;
import groundswell.http.Request;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the entries of a request, by the same rules as rows of files. All are checked, and one bad
/// entry refuses them all.
final class EntryReader {
  static final int ENTRIES_MAX = 100;

  /// The source of entries without one.
  static final SourceId DEFAULT_SOURCE = new SourceId("member");

  private static final Set<String> FIELDS = Set.of("entries");
  private static final Set<String> ENTRY_FIELDS =
      Set.of("date", "metric", "value", "recorded_at", "source", "correction");

  private final EntryChecks checks;
  private final MemberId member;

  EntryReader(EntryChecks checks, MemberId member) {
    this.checks = checks;
    this.member = member;
  }

  /// @throws HttpProblem naming everything that is wrong
  List<Entry> read(Request request) {
    var fields = Fields.of(request.json(), FIELDS);
    var entries = new ArrayList<Entry>();
    for (var entry : fields.objects("entries", ENTRIES_MAX, ENTRY_FIELDS)) {
      entry(entry).ifPresent(entries::add);
    }
    fields.check();
    return entries;
  }

  private Optional<Entry> entry(Fields fields) {
    var day = day(fields);
    var metric = metric(fields);
    var value = metric.flatMap(measured -> value(fields, measured));
    var recordedAt = recordedAt(fields);
    var source = fields.optional("source", SourceId::new).orElse(DEFAULT_SOURCE);
    var kind = fields.flag("correction") ? DayEntry.Kind.CORRECTION : DayEntry.Kind.MEASUREMENT;
    if (day.isEmpty() || metric.isEmpty() || value.isEmpty() || recordedAt.isEmpty())
      return Optional.empty();
    return Optional.of(
        new Entry(
            new MonthKey(member, metric.get().id(), YearMonth.from(day.get())),
            new EntryKey(day.get().getDayOfMonth(), source),
            new DayEntry(kind, recordedAt.get(), value.get())));
  }

  private Optional<LocalDate> day(Fields fields) {
    return fields
        .required("date", EntryReader::parsedDay)
        .filter(day -> holds(fields, "date", checks.day(day)));
  }

  private Optional<Metric> metric(Fields fields) {
    return fields.required(
        "metric",
        text ->
            checks
                .metric(text)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "there is no metric %s; there are %s"
                                .formatted(Text.shown(text), checks.metricNames()))));
  }

  private Optional<Quantity> value(Fields fields, Metric metric) {
    return fields
        .required("value", EntryReader::parsedValue)
        .filter(value -> holds(fields, "value", checks.value(metric, value)));
  }

  /// The time of acceptance, unless the entry says when it was recorded.
  private Optional<Instant> recordedAt(Fields fields) {
    if (!fields.has("recorded_at")) return Optional.of(checks.acceptedAt());
    return fields
        .optional("recorded_at", EntryReader::parsedTime)
        .filter(time -> holds(fields, "recorded_at", checks.recordedAt(time)));
  }

  private static boolean holds(Fields fields, String name, Optional<Rejection> rejection) {
    rejection.ifPresent(wrong -> fields.fail(name, wrong.message()));
    return rejection.isEmpty();
  }

  private static LocalDate parsedDay(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "\"%s\" is not a valid day such as 2026-03-01".formatted(text), e);
    }
  }

  private static Quantity parsedValue(String text) {
    return Quantity.parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s is not a valid decimal with up to 12 digits and three places"
                        .formatted(text)));
  }

  private static Instant parsedTime(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "\"%s\" is not a valid time with an offset such as 2026-03-01T08:15:00+01:00"
              .formatted(text),
          e);
    }
  }

  /// A checked entry and where it belongs.
  record Entry(MonthKey month, EntryKey key, DayEntry entry) {}
}
