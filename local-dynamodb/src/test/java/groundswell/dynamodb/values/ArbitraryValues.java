package groundswell.dynamodb.values;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.quicktheories.core.Gen;
import org.quicktheories.generators.SourceDSL;
import software.amazon.awssdk.core.SdkBytes;

/// Values of every type and shape, drawn from a seed. Edge cases are frequent: empty texts, zero
/// bytes, characters beyond the basic plane, numbers at the ends of the range.
public class ArbitraryValues {
  private static final List<String> CHARACTERS =
      List.of(
          "a", "b", "Z", "0", " ", "\"", "\u0000", "\u0001", "\u007f", "é", "߿", "ࠀ", "퟿", "\ue000",
          "\uffff", "𐀀", "😀");

  private final RandomGenerator random;

  public ArbitraryValues(RandomGenerator random) {
    this.random = random;
  }

  /// A generator that draws a seed, so that a failure prints what replays it.
  public static <T> Gen<T> drawnBy(Function<ArbitraryValues, T> draw) {
    return SourceDSL.longs()
        .all()
        .map(seed -> draw.apply(new ArbitraryValues(new SplittableRandom(seed))));
  }

  public Item item() {
    return new Item(attributes(4));
  }

  public Value value(int levels) {
    return switch (random.nextInt(levels > 0 ? 10 : 8)) {
      case 0 -> new Value.Bool(random.nextBoolean());
      case 1 -> new Value.Null();
      case 2 -> new Value.TextSet(some(this::text));
      case 3 -> new Value.NumberSet(some(this::number));
      case 4 -> new Value.BinarySet(some(this::bytes));
      case 8 -> new Value.ListOf(elements(levels - 1));
      case 9 -> new Value.MapOf(attributes(levels - 1));
      default -> keyValue();
    };
  }

  /// A value of a type that keys may have.
  public Value keyValue() {
    return switch (random.nextInt(3)) {
      case 0 -> new Value.Text(text());
      case 1 -> new Value.Numeric(number());
      default -> new Value.Binary(bytes());
    };
  }

  public String text() {
    var text = new StringBuilder();
    for (var left = random.nextInt(6); left > 0; left--)
      text.append(CHARACTERS.get(random.nextInt(CHARACTERS.size())));
    return text.toString();
  }

  public SdkBytes bytes() {
    var bytes = new byte[random.nextInt(5)];
    for (var at = 0; at < bytes.length; at++)
      bytes[at] = (byte) List.of(0, 1, 127, 128, 254, 255).get(random.nextInt(6)).intValue();
    return SdkBytes.fromByteArray(bytes);
  }

  /// Any number that can be stored, often at an end of the range.
  public BigDecimal number() {
    var digits = new StringBuilder();
    for (var left = random.nextBoolean() ? 1 + random.nextInt(3) : 38; left > 0; left--)
      digits.append(random.nextInt(10));
    var exponent =
        switch (random.nextInt(4)) {
          case 0 -> -130;
          case 1 -> 125;
          default -> random.nextInt(-4, 5);
        };
    var unscaled = new BigDecimal(digits.toString()).stripTrailingZeros();
    if (unscaled.signum() == 0) return BigDecimal.ZERO;
    var shift = exponent - (unscaled.precision() - unscaled.scale() - 1);
    var number = unscaled.scaleByPowerOfTen(shift).stripTrailingZeros();
    return random.nextBoolean() ? number.negate() : number;
  }

  private <T> Set<T> some(Supplier<T> draw) {
    var members = new LinkedHashSet<T>();
    for (var left = 1 + random.nextInt(3); left > 0; left--) members.add(draw.get());
    return members;
  }

  private List<Value> elements(int levels) {
    var elements = new ArrayList<Value>();
    for (var left = random.nextInt(4); left > 0; left--) elements.add(value(levels));
    return elements;
  }

  protected Map<String, Value> attributes(int levels) {
    var attributes = new LinkedHashMap<String, Value>();
    for (var left = random.nextInt(5); left > 0; left--) attributes.put(text(), value(levels));
    return attributes;
  }
}
