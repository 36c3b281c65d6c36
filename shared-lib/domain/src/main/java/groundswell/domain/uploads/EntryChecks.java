package groundswell.domain.uploads;

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

/// Checks what an entry says against a tenant's rules at the time when it is accepted.
public final class EntryChecks {
  /// How far a recorded-at may lie after accepted-at: a wrong clock must not win for ever.
  public static final Duration CLOCK_SKEW_MAX = Duration.ofMinutes(5);

  /// The first time that is written with a year of four digits; much earlier ones have no number of
  /// milliseconds.
  static final Instant EARLIEST_RECORDED_AT = Instant.parse("0000-01-01T00:00:00Z");

  /// Where on Earth a day begins first.
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

  /// The recorded-at of an entry that has none.
  public Instant acceptedAt() {
    return acceptedAt;
  }

  /// @return what is wrong with the day, if anything
  public Optional<Fault> day(LocalDate day) {
    if (day.isAfter(lastDay)) {
      return fault(
          RowError.FUTURE_DATE,
          "%s has not begun anywhere yet; the latest day is %s".formatted(day, lastDay));
    }
    if (day.isBefore(firstDay)) {
      return fault(
          RowError.TOO_OLD,
          "%s is more than %d days back; the earliest day is %s"
              .formatted(day, rules.backEntryDaysMax(), firstDay));
    }
    return Optional.empty();
  }

  public Optional<Fault> recordedAt(Instant recordedAt) {
    if (recordedAt.isBefore(EARLIEST_RECORDED_AT)) {
      return fault(
          RowError.BAD_RECORDED_AT,
          "%s lies before %s; check the clock".formatted(recordedAt, EARLIEST_RECORDED_AT));
    }
    if (!recordedAt.isAfter(latestRecordedAt)) return Optional.empty();
    return fault(
        RowError.FUTURE_RECORDED_AT,
        "%s lies after %s, when the entry was accepted; check the clock or the offset"
            .formatted(recordedAt, acceptedAt));
  }

  public Optional<Metric> metric(MetricId id) {
    return Optional.ofNullable(rules.metrics().get(id));
  }

  /// The tenant's metrics, for a message.
  public String metricNames() {
    return rules.metrics().keySet().stream().map(MetricId::value).collect(Collectors.joining(", "));
  }

  public Optional<Fault> value(Metric metric, Quantity value) {
    if (value.isNegative()) return fault(RowError.NEGATIVE, "%s is below 0".formatted(value));
    if (value.compareTo(metric.dailyMax()) <= 0) return Optional.empty();
    return beyondLimit(metric, value.toString());
  }

  /// Says why a text is no [Quantity].
  static Fault notAQuantity(Metric metric, String text) {
    if (!DECIMAL.matcher(text).matches()) {
      return new Fault(
          RowError.NOT_A_NUMBER,
          "%s is not a number such as 8123 or 7.25 (a point before the decimals, nothing else)"
              .formatted(shown(text)));
    }
    if (decimalsOf(text) > DECIMALS_MAX) {
      return new Fault(
          RowError.TOO_MANY_DECIMALS,
          "%s has more than %d decimals; round it".formatted(shown(text), DECIMALS_MAX));
    }
    return text.startsWith("-")
        ? new Fault(RowError.NEGATIVE, "%s is below 0".formatted(shown(text)))
        : beyondLimit(metric, shown(text)).orElseThrow();
  }

  /// A text from a file, short enough for a message and with nothing in it that cannot be seen.
  static String shown(String text) {
    return text.length() <= SHOWN_LENGTH_MAX
        ? "'" + Text.shown(text) + "'"
        : "'" + Text.shown(text.substring(0, SHOWN_LENGTH_MAX)) + "...'";
  }

  /// How many decimals a number has without zeros at the end.
  private static int decimalsOf(String number) {
    int point = number.indexOf('.');
    int end = number.length();
    while (point >= 0 && number.charAt(end - 1) == '0') end--;
    return point < 0 ? 0 : end - point - 1;
  }

  private static Optional<Fault> beyondLimit(Metric metric, String value) {
    return fault(
        RowError.BEYOND_LIMIT,
        "%s is beyond %s %s a day, the limit of %s"
            .formatted(value, metric.dailyMax(), metric.unit(), metric.id()));
  }

  private static Optional<Fault> fault(RowError error, String message) {
    return Optional.of(new Fault(error, message));
  }
}
