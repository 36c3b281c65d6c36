package groundswell.dynamodb.throughput;

import java.time.Duration;
import java.time.Instant;

/// A part of a table's keys, on one server. It takes 1,000 write units and 3,000 read units a
/// second, and splits under sustained demand for more.
///
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html>
final class Partition {
  static final double READ_UNITS_PER_SECOND = 3_000;
  static final double WRITE_UNITS_PER_SECOND = 1_000;

  /// How long the demand has to last. The service only says "sustained".
  private static final Duration HEAT_TO_SPLIT = Duration.ofMinutes(1);

  /// After a pause of this length, the demand counts as new.
  private static final Duration HEAT_PAUSE = Duration.ofSeconds(10);

  /// Partitions save no unused units.
  private static final Duration KEPT = Duration.ofSeconds(1);

  private final long hashesFrom;
  private final long hashesUntil;
  private final Bucket reads;
  private final Bucket writes;
  private Instant heatBegan;
  private Instant heatSeen;

  /// @param hashesUntil exclusive; hashes go from 0 to 2³² - 1
  Partition(long hashesFrom, long hashesUntil, Instant now) {
    this.hashesFrom = hashesFrom;
    this.hashesUntil = hashesUntil;
    this.reads = new Bucket(READ_UNITS_PER_SECOND, KEPT, now);
    this.writes = new Bucket(WRITE_UNITS_PER_SECOND, KEPT, now);
    this.heatBegan = Instant.MIN;
    this.heatSeen = Instant.MIN;
  }

  boolean holds(int hash) {
    var unsigned = Integer.toUnsignedLong(hash);
    return unsigned >= hashesFrom && unsigned < hashesUntil;
  }

  Bucket reads() {
    return reads;
  }

  Bucket writes() {
    return writes;
  }

  /// Notes that a request was throttled.
  void heat(Instant now) {
    if (heatSeen.isBefore(now.minus(HEAT_PAUSE))) heatBegan = now;
    heatSeen = now;
  }

  boolean isToSplit() {
    return !heatBegan.plus(HEAT_TO_SPLIT).isAfter(heatSeen) && hashesUntil - hashesFrom > 1;
  }

  Partition lowerHalf(Instant now) {
    return new Partition(hashesFrom, middle(), now);
  }

  Partition upperHalf(Instant now) {
    return new Partition(middle(), hashesUntil, now);
  }

  private long middle() {
    return (hashesFrom + hashesUntil) / 2;
  }
}
