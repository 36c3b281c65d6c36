package groundswell.api;

import groundswell.domain.Quantity;
import groundswell.domain.Text;
import groundswell.domain.activity.Correction;
import groundswell.domain.activity.Correction.Ruling;
import groundswell.domain.activity.DayEntry;
import groundswell.domain.activity.EntryKey;
import groundswell.domain.activity.Metric;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.files.EntryChecks;
import groundswell.domain.files.Rejection;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.SourceId;
import groundswell.domain.members.TimeZone;
import groundswell.http.HttpProblem;
import groundswell.http.Request;
import groundswell.http.Role;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Reads the entries or the corrections of a request, by the same rules as rows of files. All are
/// checked, and one that is wrong refuses them all.
final class EntryReader {
  static final int ENTRIES_MAX = 100;

  private static final String ENTRIES = "entries";
  private static final String CORRECTIONS = "corrections";
  private static final Set<String> ENTRY_FIELDS =
      Set.of("date", "metric", "value", "withdraw", "recorded_at", "source");
  private static final Set<String> CORRECTION_FIELDS =
      Set.of("date", "metric", "value", "blank", "lift");

  private final EntryChecks checks;
  private final MemberId member;
  private final TimeZone zone;

  /// @param zone where the member's days begin
  EntryReader(EntryChecks checks, MemberId member, TimeZone zone) {
    this.checks = checks;
    this.member = member;
    this.zone = zone;
  }

  /// What sources say. A member speaks only as [SourceId#MANUAL].
  ///
  /// @throws HttpProblem naming everything that is wrong
  List<CheckedStatement> entries(Request request) {
    boolean own = request.caller().role() == Role.MEMBER;
    return all(request, ENTRIES, ENTRY_FIELDS, fields -> entry(fields, own));
  }

  /// What an administrator rules.
  ///
  /// @throws HttpProblem naming everything that is wrong
  List<CheckedStatement> corrections(Request request) {
    return all(request, CORRECTIONS, CORRECTION_FIELDS, this::correction);
  }

  private static List<CheckedStatement> all(
      Request request,
      String name,
      Set<String> known,
      Function<Fields, Optional<CheckedStatement>> read) {
    var fields = Fields.of(request.json(), Set.of(name));
    var told = new ArrayList<CheckedStatement>();
    for (var each : fields.objects(name, ENTRIES_MAX, known)) read.apply(each).ifPresent(told::add);
    fields.check();
    return told;
  }

  private Optional<CheckedStatement> entry(Fields fields, boolean own) {
    var day = day(fields);
    var metric = metric(fields);
    boolean withdraws = fields.flag("withdraw");
    var value = withdraws ? Optional.<Quantity>empty() : metric.flatMap(it -> value(fields, it));
    var recordedAt = recordedAt(fields);
    var source = source(fields, own);
    if (withdraws && fields.has("value"))
      fields.fail("value", "cannot be given with withdraw; leave out one of the two");
    if (day.isEmpty() || metric.isEmpty() || recordedAt.isEmpty()) return Optional.empty();
    return Optional.of(
        new CheckedStatement.OfSource(
            month(day.get(), metric.get()),
            new EntryKey(day.get().getDayOfMonth(), source),
            new DayEntry(recordedAt.get(), value)));
  }

  private Optional<CheckedStatement> correction(Fields fields) {
    var day = day(fields);
    var metric = metric(fields);
    var ruling = ruling(fields, metric);
    if (day.isEmpty() || metric.isEmpty() || ruling.isEmpty()) return Optional.empty();
    return Optional.of(
        new CheckedStatement.OfCorrection(
            month(day.get(), metric.get()),
            day.get().getDayOfMonth(),
            new Correction(checks.acceptedAt(), ruling.get())));
  }

  private Optional<Ruling> ruling(Fields fields, Optional<Metric> metric) {
    boolean blank = fields.flag("blank");
    boolean lift = fields.flag("lift");
    if ((blank ? 1 : 0) + (lift ? 1 : 0) + (fields.has("value") ? 1 : 0) != 1) {
      fields.fail("value", "give exactly one of value, blank and lift");
      return Optional.empty();
    }
    if (blank) return Optional.of(Ruling.BLANK);
    if (lift) return Optional.of(Ruling.LIFTED);
    return metric.flatMap(it -> value(fields, it)).map(Ruling.Exactly::new);
  }

  private MonthKey month(LocalDate day, Metric metric) {
    return new MonthKey(member, metric.id(), YearMonth.from(day));
  }

  private static SourceId source(Fields fields, boolean own) {
    var source = fields.optional("source", SourceId::new).orElse(SourceId.MANUAL);
    if (own && !source.equals(SourceId.MANUAL)) {
      fields.fail(
          "source",
          "is manual for what members enter themselves, not %s; leave it out"
              .formatted(Text.shown(source.value())));
    }
    return source;
  }

  private Optional<LocalDate> day(Fields fields) {
    return fields
        .required("date", EntryReader::parsedDay)
        .filter(day -> holds(fields, "date", checks.day(day, zone)));
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

  static LocalDate parsedDay(String text) {
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
}
