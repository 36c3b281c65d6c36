package groundswell.domain.files;

import groundswell.domain.Quantity;
import groundswell.domain.Text;
import groundswell.domain.activity.EntryRules;
import groundswell.domain.activity.Metric;
import groundswell.domain.ids.MetricId;
import groundswell.domain.members.TimeZone;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Collectors;

/// Checks an entry against its tenant's rules at the time when it is accepted. Files and requests
/// pass the same checks.
public final class EntryChecks {
  /// How far a recorded-at may lie after accepted-at. An entry from a clock far ahead would win
  /// over all later ones.
  public static final Duration CLOCK_SKEW_MAX = Duration.ofMinutes(5);

  /// The first time whose year has four digits. Much earlier times do not fit into milliseconds.
  static final Instant EARLIEST_RECORDED_AT = Instant.parse("0000-01-01T00:00:00Z");

  /// How many digits stand between two separators of thousands.
  static final int GROUP_DIGITS = 3;

  private static final int SHOWN_LENGTH_MAX = 60;

  private final EntryRules rules;
  private final ValueReading reading;
  private final Instant latestRecordedAt;
  private final Instant acceptedAt;

  public EntryChecks(EntryRules rules, Instant acceptedAt) {
    this(rules, acceptedAt, ValueReading.VALUES);
  }

  public EntryChecks(EntryRules rules, Instant acceptedAt, ValueReading reading) {
    this.rules = rules;
    this.reading = reading;
    this.acceptedAt = acceptedAt;
    latestRecordedAt = acceptedAt.plus(CLOCK_SKEW_MAX);
  }

  /// How the values of a file are read.
  ValueReading reading() {
    return reading;
  }

  /// Stands for the recorded-at of an entry that has none.
  public Instant acceptedAt() {
    return acceptedAt;
  }

  /// What can be said about a day without its member.
  ///
  /// @return why the day is accepted of no member, if it is not
  public Optional<Rejection> day(LocalDate day) {
    var lastDay = LocalDate.ofInstant(acceptedAt, TimeZone.FIRST);
    if (day.isAfter(lastDay)) {
      return rejection(
          RowError.FUTURE_DATE,
          "%s is in the future in every time zone; the latest day is %s".formatted(day, lastDay));
    }
    return notTooOld(day, LocalDate.ofInstant(acceptedAt, TimeZone.LAST));
  }

  /// @param zone where the member's days begin
  /// @return why the day is not accepted, if it is not
  public Optional<Rejection> day(LocalDate day, TimeZone zone) {
    var today = zone.dayAt(acceptedAt);
    if (day.isAfter(today)) {
      return rejection(
          RowError.FUTURE_DATE,
          "%s has not begun for the member, whose days begin in %s; the latest day is %s"
              .formatted(day, zone, today));
    }
    return notTooOld(day, today);
  }

  private Optional<Rejection> notTooOld(LocalDate day, LocalDate today) {
    var firstDay = today.minusDays(rules.backEntryDaysMax());
    if (!day.isBefore(firstDay)) return Optional.empty();
    return rejection(
        RowError.TOO_OLD,
        "%s is more than %d days ago; the earliest day is %s"
            .formatted(day, rules.backEntryDaysMax(), firstDay));
  }

  public Optional<Rejection> recordedAt(Instant recordedAt) {
    if (recordedAt.isBefore(EARLIEST_RECORDED_AT)) {
      return rejection(
          RowError.BAD_RECORDED_AT,
          "%s is before %s; check the clock".formatted(recordedAt, EARLIEST_RECORDED_AT));
    }
    if (!recordedAt.isAfter(latestRecordedAt)) return Optional.empty();
    return rejection(
        RowError.FUTURE_RECORDED_AT,
        "%s is after %s, the time at which the entry was accepted; check the clock and the offset"
            .formatted(recordedAt, acceptedAt));
  }

  /// One of the tenant's metrics.
  public Optional<Metric> metric(String name) {
    return rules.metrics().values().stream()
        .filter(metric -> metric.id().value().equals(name))
        .findFirst();
  }

  /// The tenant's metrics, for a message.
  public String metricNames() {
    return rules.metrics().keySet().stream().map(MetricId::value).collect(Collectors.joining(", "));
  }

  public Optional<Rejection> value(Metric metric, Quantity value) {
    if (value.isNegative()) return rejection(RowError.NEGATIVE, "%s is below 0".formatted(value));
    if (!metric.hasDecimalsOf(value)) {
      return Optional.of(tooManyDecimals(metric, value.toString()));
    }
    if (value.compareTo(metric.dailyMax()) <= 0) return Optional.empty();
    return Optional.of(beyondLimit(metric, value.toString()));
  }

  /// A value as a file writes it.
  ///
  /// @throws RowRejected if it is not one
  Quantity value(Metric metric, Notation notation, String text) {
    var plain = notation.plain(text).orElseThrow(() -> notANumber(notation, text));
    if ((metric.decimals() == 0 && decimals(plain).length() == GROUP_DIGITS)
        || significant(decimals(plain)) > metric.decimals()) {
      throw new RowRejected(tooManyDecimals(metric, text));
    }
    return accepted(metric, plain, text);
  }

  /// A value in another unit. What is converted is rounded to the decimals of the metric.
  ///
  /// @throws RowRejected if it is not one
  Quantity value(Metric metric, Notation notation, BigDecimal factor, String text) {
    var plain = notation.plain(text).orElseThrow(() -> notANumber(notation, text));
    var converted =
        new BigDecimal(plain).multiply(factor).setScale(metric.decimals(), RoundingMode.HALF_UP);
    return accepted(metric, converted.toPlainString(), text);
  }

  private Quantity accepted(Metric metric, String plain, String text) {
    var value = Quantity.parse(plain);
    if (value.isEmpty()) {
      throw new RowRejected(
          plain.startsWith("-")
              ? Rejection.of(RowError.NEGATIVE, "%s is below 0".formatted(shown(text)))
              : beyondLimit(metric, shown(text)));
    }
    RowRejected.throwIfPresent(value(metric, value.get()));
    return value.get();
  }

  private static RowRejected notANumber(Notation notation, String text) {
    return new RowRejected(
        Rejection.of(
            RowError.NOT_A_NUMBER,
            notation.equals(Notation.PLAIN)
                ? "%s is not a number such as 8123 or 7.25; write digits, and a point before the decimals"
                    .formatted(shown(text))
                : "%s is not a number written as %s".formatted(shown(text), notation.pattern())));
  }

  private static Rejection tooManyDecimals(Metric metric, String text) {
    if (metric.decimals() == 0) {
      return Rejection.of(
          RowError.TOO_MANY_DECIMALS,
          "%s has decimals, but %s are whole numbers; if the separator stands between thousands, leave it out, or say the notation in a mapping"
              .formatted(text, metric.id()));
    }
    return Rejection.of(
        RowError.TOO_MANY_DECIMALS,
        "%s has more than %d decimals, the most of %s; round it, or leave the separator between thousands out"
            .formatted(text, metric.decimals(), metric.id()));
  }

  /// The decimals of a plain number.
  static String decimals(String plain) {
    int point = plain.indexOf('.');
    return point < 0 ? "" : plain.substring(point + 1);
  }

  /// How many of some decimals count: trailing zeros do not.
  static int significant(String decimals) {
    int end = decimals.length();
    while (end > 0 && decimals.charAt(end - 1) == '0') end--;
    return end;
  }

  /// A text from a file, shortened for a message, with invisible characters written out.
  static String shown(String text) {
    return text.length() <= SHOWN_LENGTH_MAX
        ? "'" + Text.shown(text) + "'"
        : "'" + Text.shown(text.substring(0, SHOWN_LENGTH_MAX)) + "...'";
  }

  private static Rejection beyondLimit(Metric metric, String value) {
    return Rejection.of(
        RowError.BEYOND_LIMIT,
        "%s is more than %s %s a day, the limit of %s"
            .formatted(value, metric.dailyMax(), metric.unit(), metric.id()));
  }

  private static Optional<Rejection> rejection(RowError error, String message) {
    return Optional.of(Rejection.of(error, message));
  }
}
