package groundswell.dynamodb.tables;

import groundswell.dynamodb.storage.KeyRange;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.KeyCodec;
import groundswell.dynamodb.values.Value;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When a table's items expire: at the second that one of their attributes names.
///
/// An item never expires if that attribute is not a number, or names a time more than five years
/// ago:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html>.
final class Expiries implements DerivedRows {
  private static final Duration AGE_MAX = Duration.ofDays(5 * 365);
  private static final byte[] NOTHING = {};
  private static final BigDecimal SECONDS_MAX = BigDecimal.valueOf(Instant.MAX.getEpochSecond());

  private final String attribute;
  private final Rows rows;

  private volatile boolean isBuilt;

  Expiries(String attribute, Rows rows, boolean isBuilt) {
    this.attribute = attribute;
    this.rows = rows;
    this.isBuilt = isBuilt;
  }

  @Override
  public boolean isBuilt() {
    return isBuilt;
  }

  void built() {
    isBuilt = true;
  }

  String attribute() {
    return attribute;
  }

  @Override
  public boolean sharesRows() {
    return true;
  }

  @Override
  public Rows rows() {
    return rows;
  }

  Optional<Instant> expiry(Item item) {
    if (!(item.get(attribute) instanceof Value.Numeric(var seconds))) return Optional.empty();
    if (seconds.signum() <= 0 || seconds.compareTo(SECONDS_MAX) > 0) return Optional.empty();
    return Optional.of(Instant.ofEpochSecond(seconds.longValue()));
  }

  boolean isExpired(Item item, Instant now) {
    return expiry(item)
        .filter(
            expiry ->
                expiry.getEpochSecond() >= oldestSecond(now)
                    && expiry.getEpochSecond() < now.getEpochSecond())
        .isPresent();
  }

  /// The range of the items that have expired.
  static KeyRange expiredBy(Instant now) {
    return new KeyRange(seconds(oldestSecond(now)), seconds(now.getEpochSecond()));
  }

  private static long oldestSecond(Instant now) {
    return now.minus(AGE_MAX).getEpochSecond();
  }

  @Override
  public @Nullable Entry entry(byte[] key, Item item, byte[] stored) {
    var expiry = expiry(item).orElse(null);
    if (expiry == null) return null;
    return new Entry(
        ByteBuffer.allocate(Long.BYTES + key.length)
            .put(seconds(expiry.getEpochSecond()))
            .put(key)
            .array(),
        NOTHING,
        0);
  }

  static Instant expiry(byte[] entryKey) {
    return Instant.ofEpochSecond(ByteBuffer.wrap(entryKey).getLong());
  }

  static Key itemKey(byte[] entryKey) {
    var values =
        KeyCodec.decode(Arrays.copyOfRange(entryKey, Long.BYTES + Integer.BYTES, entryKey.length));
    return new Key(
        values.getFirst(), values.size() > 1 ? Optional.of(values.get(1)) : Optional.empty());
  }

  private static byte[] seconds(long second) {
    return ByteBuffer.allocate(Long.BYTES).putLong(Math.max(0, second)).array();
  }
}
