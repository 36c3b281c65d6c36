package groundswell.dynamodb.expressions;

import groundswell.dynamodb.values.ArbitraryValues;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/// Items with few names and few values, so that paths often exist and values often match. Also the
/// same items as plain maps and lists, for evaluators that know none of our types.
public final class PlainItems extends ArbitraryValues {
  public static final List<String> NAMES = List.of("a", "b", "c1", "d_d");

  private static final List<String> TEXTS = List.of("", "a", "ab", "abc", "b", "😀", "\uffff");

  /// DynamoDB's null.
  enum Null {
    NULL
  }

  private static final List<String> NUMBERS = List.of("0", "1", "2", "-1", "1.5", "10");
  private static final List<String> EXTREMES = List.of("1E125", "-9.9E125", "1E-130");

  private final RandomGenerator random;
  private final boolean hasExtremes;

  public PlainItems(RandomGenerator random) {
    this(random, true);
  }

  /// @param hasExtremes whether numbers also come from the ends of the range
  public PlainItems(RandomGenerator random, boolean hasExtremes) {
    super(random);
    this.random = random;
    this.hasExtremes = hasExtremes;
  }

  @Override
  public Item item() {
    return new Item(attributes(3));
  }

  public Value scalar() {
    return keyValue();
  }

  /// A name, then names and positions.
  public List<Object> path() {
    var path = new ArrayList<>();
    path.add(name());
    while (random.nextInt(3) == 0) path.add(random.nextBoolean() ? name() : random.nextInt(4));
    return path;
  }

  public String name() {
    return NAMES.get(random.nextInt(NAMES.size()));
  }

  @Override
  public String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  @Override
  public BigDecimal number() {
    var from = hasExtremes && random.nextInt(4) == 0 ? EXTREMES : NUMBERS;
    return new BigDecimal(from.get(random.nextInt(from.size()))).stripTrailingZeros();
  }

  @Override
  public SdkBytes bytes() {
    return SdkBytes.fromByteArray(
        List.of(new byte[0], new byte[] {0}, new byte[] {0, -1}, new byte[] {-1})
            .get(random.nextInt(4)));
  }

  @Override
  protected Map<String, Value> attributes(int levels) {
    var attributes = new LinkedHashMap<String, Value>();
    for (var name : NAMES) if (random.nextInt(3) > 0) attributes.put(name, value(levels));
    return attributes;
  }

  static Map<String, Object> plain(Item item) {
    return plain(item.attributes());
  }

  /// Text, numbers without scale, bytes, booleans, and mutable sets, lists and maps.
  static Object plain(Value value) {
    return switch (value) {
      case Value.Text(var text) -> text;
      case Value.Numeric(var number) -> number.stripTrailingZeros();
      case Value.Binary(var bytes) -> bytes;
      case Value.Bool(var isTrue) -> isTrue;
      case Value.Null() -> Null.NULL;
      case Value.TextSet(var texts) -> new LinkedHashSet<>(texts);
      case Value.NumberSet(var numbers) -> new LinkedHashSet<>(numbers);
      case Value.BinarySet(var elements) -> new LinkedHashSet<>(elements);
      case Value.ListOf(var elements) -> {
        var plain = new ArrayList<>();
        for (var element : elements) plain.add(plain(element));
        yield plain;
      }
      case Value.MapOf(var attributes) -> plain(attributes);
    };
  }

  private static Map<String, Object> plain(Map<String, Value> attributes) {
    var plain = new LinkedHashMap<String, Object>();
    attributes.forEach((name, value) -> plain.put(name, plain(value)));
    return plain;
  }

  static @Nullable Object find(Map<String, Object> item, List<Object> path) {
    Object at = item;
    for (var step : path) {
      if (step instanceof Integer index)
        at = at instanceof List<?> list && index < list.size() ? list.get(index) : null;
      else at = at instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return at;
  }
}
