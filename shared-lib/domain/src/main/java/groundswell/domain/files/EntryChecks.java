package groundswell.domain.files;

import groundswell.domain.Quantity;
import groundswell.domain.Text;
import groundswell.domain.activity.EntryRules;
import groundswell.domain.activity.Metric;
import groundswell.domain.ids.MetricId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Checks an entry against its tenant's rules at the time when it is accepted. Files and requests
/// pass the same checks.
public final class EntryChecks {
  /// How far a recorded-at may lie after accepted-at. An entry from a clock far ahead would win
  /// over all later ones.
  public static final Duration CLOCK_SKEW_MAX = Duration.ofMinutes(5);

  /// The first time whose year has four digits. Much earlier times do not fit into milliseconds.
  static final Instant EARLIEST_RECORDED_AT = Instant.parse("0000-01-01T00:00:00Z");

  /// The time zone in which a day begins first.
  private static final ZoneOffset FIRST_ZONE = ZoneOffset.ofHours(14);

  private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?");
  private static final int DECIMALS_MAX = 3;
  private static final int SHOWN_LENGTH_MAX = 60;

  private final EntryRules rules;
  private final Instant latestRecordedAt;
  private final Instant acceptedAt;
  private final LocalDate firstDay;
  private final LocalDate lastDay;

  public EntryChecks(EntryRules rules, Instant acceptedAt) {
    this.rules = rules;
    this.acceptedAt = acceptedAt;
    latestRecordedAt = acceptedAt.plus(CLOCK_SKEW_MAX);
    lastDay = LocalDate.ofInstant(acceptedAt, FIRST_ZONE);
    firstDay = LocalDate.ofInstant(acceptedAt, ZoneOffset.UTC).minusDays(rules.backEntryDaysMax());
  }

  /// Stands for the recorded-at of an entry that has none.
  public Instant acceptedAt() {
    return acceptedAt;
  }

  /// @return why the day is not accepted, if it is not
  public Optional<Rejection> day(LocalDate day) {
    if (day.isAfter(lastDay)) {
      return rejection(
          RowError.FUTURE_DATE,
          "%s is in the future in every time zone; the latest day is %s".formatted(day, lastDay));
    }
    if (day.isBefore(firstDay)) {
      return rejection(
          RowError.TOO_OLD,
          "%s is more than %d days ago; the earliest day is %s"
              .formatted(day, rules.backEntryDaysMax(), firstDay));
    }
    return Optional.empty();
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
    if (value.compareTo(metric.dailyMax()) <= 0) return Optional.empty();
    return Optional.of(beyondLimit(metric, value.toString()));
  }

  /// Why a text is not a [Quantity].
  static Rejection notAQuantity(Metric metric, String text) {
    if (!DECIMAL.matcher(text).matches()) {
      return Rejection.of(
          RowError.NOT_A_NUMBER,
          "%s is not a number such as 8123 or 7.25; write digits, and a point before the decimals"
              .formatted(shown(text)));
    }
    if (decimalsOf(text) > DECIMALS_MAX) {
      return Rejection.of(
          RowError.TOO_MANY_DECIMALS,
          "%s has more than %d decimals; round it".formatted(shown(text), DECIMALS_MAX));
    }
    return text.startsWith("-")
        ? Rejection.of(RowError.NEGATIVE, "%s is below 0".formatted(shown(text)))
        : beyondLimit(metric, shown(text));
  }

  /// A text from a file, shortened for a message, with invisible characters written out.
  static String shown(String text) {
    return text.length() <= SHOWN_LENGTH_MAX
        ? "'" + Text.shown(text) + "'"
        : "'" + Text.shown(text.substring(0, SHOWN_LENGTH_MAX)) + "...'";
  }

  /// How many decimals a number has, trailing zeros left out.
  private static int decimalsOf(String number) {
    int point = number.indexOf('.');
    int end = number.length();
    while (point >= 0 && number.charAt(end - 1) == '0') end--;
    return point < 0 ? 0 : end - point - 1;
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
