package groundswell.dynamodb.throughput;

import java.time.Duration;
import java.time.Instant;

/// A token bucket: units arrive at a steady rate, and are kept for a time. A request is admitted
/// while there are any. It may leave a debt, because its cost is only known afterwards.
final class Bucket {
  private static final double NANOS_PER_SECOND = 1e9;

  private final double keptSeconds;
  private double unitsPerSecond;
  private double units;
  private Instant filled;

  /// @param kept how long unused units are kept
  Bucket(double unitsPerSecond, Duration kept, Instant now) {
    this.unitsPerSecond = unitsPerSecond;
    this.keptSeconds = kept.toNanos() / NANOS_PER_SECOND;
    this.units = unitsPerSecond;
    this.filled = now;
  }

  double unitsPerSecond() {
    return unitsPerSecond;
  }

  void comeAt(double changedUnitsPerSecond, Instant now) {
    fill(now);
    unitsPerSecond = changedUnitsPerSecond;
  }

  boolean hasUnits(Instant now) {
    fill(now);
    return units > 0;
  }

  void take(double taken) {
    units -= taken;
  }

  private void fill(Instant now) {
    var seconds = Duration.between(filled, now).toNanos() / NANOS_PER_SECOND;
    if (seconds <= 0) return;
    units = Math.min(units + seconds * unitsPerSecond, keptSeconds * unitsPerSecond);
    filled = now;
  }
}
