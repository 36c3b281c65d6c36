package groundswell.domain.activity;

import groundswell.domain.Quantity;
import groundswell.domain.Text;
import groundswell.domain.ids.MetricId;

/// What is measured.
///
/// @param unit as displayed, for example `steps` or `km`
/// @param dailyMax the most that is physically possible in a day; more is an error of the source
public record Metric(MetricId id, String unit, Quantity dailyMax) {
  public static final int UNIT_LENGTH_MAX = 32;

  /// The highest limit that a tenant may set. It keeps every score inside a long.
  public static final Quantity DAILY_MAX_MAX = Quantity.of(10_000_000);

  public Metric {
    unit = Text.name("unit", unit, UNIT_LENGTH_MAX);
    if (dailyMax.compareTo(Quantity.ZERO) <= 0 || dailyMax.compareTo(DAILY_MAX_MAX) > 0) {
      throw new IllegalArgumentException(
          "daily_max %s is not above 0 and at most %s".formatted(dailyMax, DAILY_MAX_MAX));
    }
  }
}
