package groundswell.platform.tables;

import groundswell.domain.Lane;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A table's item: its attributes by name. Names are short, because every write is billed for their
/// length.
public final class Item {
  public static final String PARTITION_KEY = "PK";
  public static final String SORT_KEY = "SK";

  /// The attribute with the time from which DynamoDB may delete the item, in epoch seconds
  /// (<https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html>).
  public static final String EXPIRES_AT = "expiresAt";

  /// The version attribute that writes are conditional on.
  static final String VERSION = "v";

  public static final String LANE = "l";
  static final String UPLOAD = "u";

  private static final String LIVE = "l";
  private static final String BULK = "b";

  private final Map<String, AttributeValue> attributes;

  private Item(Map<String, AttributeValue> attributes) {
    this.attributes = attributes;
  }

  public static Item of(Map<String, AttributeValue> attributes) {
    return new Item(attributes);
  }

  /// A new item, to which attributes are added.
  public static Item at(String partitionKey, String sortKey) {
    return new Item(new HashMap<>(key(partitionKey, sortKey)));
  }

  public static Map<String, AttributeValue> key(String partitionKey, String sortKey) {
    return Map.of(
        PARTITION_KEY, AttributeValue.fromS(partitionKey), SORT_KEY, AttributeValue.fromS(sortKey));
  }

  public Map<String, AttributeValue> attributes() {
    return attributes;
  }

  public Item with(String name, AttributeValue value) {
    attributes.put(name, value);
    return this;
  }

  public Item with(String name, String text) {
    return with(name, AttributeValue.fromS(text));
  }

  public Item with(String name, long number) {
    return with(name, number(number));
  }

  public Item with(String name, byte[] bytes) {
    return with(name, AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes)));
  }

  /// A time, to the millisecond.
  public Item with(String name, Instant time) {
    return with(name, time.toEpochMilli());
  }

  public Item expiringAt(Instant time) {
    return with(EXPIRES_AT, time.getEpochSecond());
  }

  public Item with(String name, Lane lane) {
    return with(name, text(lane));
  }

  public String partitionKey() {
    return text(PARTITION_KEY);
  }

  public String sortKey() {
    return text(SORT_KEY);
  }

  public boolean has(String name) {
    return attributes.containsKey(name);
  }

  public String text(String name) {
    return present(name, require(name).s());
  }

  public Optional<String> textIfPresent(String name) {
    return has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  public long number(String name) {
    return Long.parseLong(present(name, require(name).n()));
  }

  public int smallNumber(String name) {
    return Math.toIntExact(number(name));
  }

  public Instant time(String name) {
    return Instant.ofEpochMilli(number(name));
  }

  public boolean flag(String name) {
    return present(name, require(name).bool());
  }

  public ByteBuffer bytes(String name) {
    return present(name, require(name).b()).asByteBuffer();
  }

  public Map<String, AttributeValue> map(String name) {
    return require(name).m();
  }

  public List<AttributeValue> list(String name) {
    return require(name).l();
  }

  public Lane lane() {
    return switch (text(LANE)) {
      case LIVE -> Lane.LIVE;
      case BULK -> Lane.BULK;
      default -> throw new IllegalStateException("%s has an unknown lane".formatted(this));
    };
  }

  public static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  static String text(Lane lane) {
    return switch (lane) {
      case LIVE -> LIVE;
      case BULK -> BULK;
    };
  }

  private AttributeValue require(String name) {
    return present(name, attributes.get(name));
  }

  private <T> T present(String name, @org.jspecify.annotations.Nullable T value) {
    if (value == null) {
      throw new IllegalStateException(
          "%s lacks attribute %s, or it has another type".formatted(this, name));
    }
    return value;
  }

  /// Its key, for log and error messages.
  @Override
  public String toString() {
    return "item %s / %s".formatted(attributes.get(PARTITION_KEY), attributes.get(SORT_KEY));
  }
}
