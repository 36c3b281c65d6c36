package groundswell.domain.activity;

import groundswell.domain.Quantity;
import groundswell.domain.Text;
import groundswell.domain.ids.MetricId;
import java.util.Set;

/// What is measured.
///
/// @param unit as displayed, for example `steps` or `km`
/// @param dailyMax the most that is physically possible in a day; more is an error of the source
/// @param decimals how many decimals a value may have, 0 to 3. Steps are counted, so `8.214` steps
///     are a number that somebody wrote with a thousands point
public record Metric(MetricId id, String unit, Quantity dailyMax, int decimals) {
  public static final int UNIT_LENGTH_MAX = 32;

  /// The highest limit that a tenant may set. It keeps every score inside a long.
  public static final Quantity DAILY_MAX_MAX = Quantity.of(10_000_000);

  public static final int DECIMALS_MAX = 3;

  private static final Set<String> COUNTED = Set.of("steps", "floors", "workouts");
  private static final Set<String> FINE = Set.of("distance_km", "cycling_km");

  public Metric {
    if (decimals < 0 || decimals > DECIMALS_MAX) {
      throw new IllegalArgumentException(
          "decimals %d is not in 0..%d".formatted(decimals, DECIMALS_MAX));
    }
    unit = Text.name("unit", unit, UNIT_LENGTH_MAX);
    if (dailyMax.compareTo(Quantity.ZERO) <= 0 || dailyMax.compareTo(DAILY_MAX_MAX) > 0) {
      throw new IllegalArgumentException(
          "daily_max %s is not above 0 and at most %s".formatted(dailyMax, DAILY_MAX_MAX));
    }
  }

  /// A metric with the decimals that are usual for its id.
  public Metric(MetricId id, String unit, Quantity dailyMax) {
    this(id, unit, dailyMax, usualDecimals(id));
  }

  /// None for what is counted, three for kilometres, two for all else.
  public static int usualDecimals(MetricId id) {
    if (COUNTED.contains(id.value())) return 0;
    return FINE.contains(id.value()) ? DECIMALS_MAX : 2;
  }

  /// Whether a value has no more decimals than the metric.
  public boolean hasDecimalsOf(Quantity value) {
    long thousandths = value.thousandths();
    return switch (decimals) {
      case 0 -> thousandths % 1_000 == 0;
      case 1 -> thousandths % 100 == 0;
      case 2 -> thousandths % 10 == 0;
      default -> true;
    };
  }
}
