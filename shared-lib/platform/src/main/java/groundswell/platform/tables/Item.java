package groundswell.platform.tables;

import groundswell.domain.Lane;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A table's item, or a map in one: its attributes by name. Names are short, because every write is
/// billed for their length.
public final class Item {
  public static final String PARTITION_KEY = "PK";
  public static final String SORT_KEY = "SK";

  /// The attribute with the time from which DynamoDB may delete the item, in epoch seconds
  /// (<https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html>).
  public static final String EXPIRES_AT = "expiresAt";

  /// The version attribute that writes are conditional on.
  public static final String VERSION = "v";

  public static final String LANE = "l";
  static final String UPLOAD = "u";

  private static final String LIVE = "l";
  private static final String BULK = "b";

  private final Map<String, AttributeValue> attributes;

  private Item(Map<String, AttributeValue> attributes) {
    this.attributes = attributes;
  }

  /// As DynamoDB's client returns it.
  public static Item of(Map<String, AttributeValue> attributes) {
    return new Item(attributes);
  }

  /// An empty item; also the start of a map.
  public static Item empty() {
    return new Item(new LinkedHashMap<>());
  }

  /// A new item, to which attributes are added.
  public static Item at(Key key) {
    return empty().with(PARTITION_KEY, key.partition()).with(SORT_KEY, key.sort());
  }

  /// A new item, to which attributes are added.
  public static Item at(String partitionKey, String sortKey) {
    return at(new Key(partitionKey, sortKey));
  }

  /// As DynamoDB's client takes it.
  public Map<String, AttributeValue> attributes() {
    return attributes;
  }

  public Key key() {
    return new Key(partitionKey(), sortKey());
  }

  /// The names of its attributes.
  public Set<String> names() {
    return attributes.keySet();
  }

  private Item with(String name, AttributeValue value) {
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
    return with(name, bytes(bytes));
  }

  public Item with(String name, boolean flag) {
    return with(name, AttributeValue.fromBool(flag));
  }

  public Item with(String name, Item map) {
    return with(name, AttributeValue.fromM(map.attributes));
  }

  public Item withTexts(String name, Collection<String> texts) {
    return with(name, AttributeValue.fromL(texts.stream().map(AttributeValue::fromS).toList()));
  }

  public Item withNumbers(String name, Collection<Long> numbers) {
    return with(name, AttributeValue.fromL(numbers.stream().map(Item::number).toList()));
  }

  public Item withMaps(String name, Collection<Item> maps) {
    return with(
        name,
        AttributeValue.fromL(
            maps.stream().map(map -> AttributeValue.fromM(map.attributes)).toList()));
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

  public Item map(String name) {
    return of(require(name).m());
  }

  public Optional<Item> mapIfPresent(String name) {
    return has(name) ? Optional.of(map(name)) : Optional.empty();
  }

  public List<String> texts(String name) {
    return require(name).l().stream().map(AttributeValue::s).toList();
  }

  public List<Long> numbers(String name) {
    return require(name).l().stream().map(AttributeValue::n).map(Long::valueOf).toList();
  }

  public List<Item> maps(String name) {
    return require(name).l().stream().map(AttributeValue::m).map(Item::of).toList();
  }

  public Lane lane() {
    return switch (text(LANE)) {
      case LIVE -> Lane.LIVE;
      case BULK -> Lane.BULK;
      default -> throw new IllegalStateException("%s has an unknown lane".formatted(this));
    };
  }

  static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  static AttributeValue bytes(byte[] bytes) {
    return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes));
  }

  private static String text(Lane lane) {
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
