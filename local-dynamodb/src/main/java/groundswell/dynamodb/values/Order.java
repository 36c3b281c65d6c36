package groundswell.dynamodb.values;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;

/// How DynamoDB orders values of one type: numbers by magnitude, text by its UTF-8 bytes, binary by
/// its unsigned bytes. Other types have no order.
///
/// developerguide/HowItWorks.NamingRulesDataTypes.html
public final class Order {
  private Order() {}

  /// Whether `<` is defined for the two.
  public static boolean areComparable(Value left, Value right) {
    return left.type() == right.type() && isOrdered(left.type());
  }

  public static boolean isOrdered(Value.Type type) {
    return type == Value.Type.S || type == Value.Type.N || type == Value.Type.B;
  }

  /// @throws IllegalArgumentException if the two are not comparable
  public static int compare(Value left, Value right) {
    if (left instanceof Value.Numeric(var a) && right instanceof Value.Numeric(var b))
      return a.compareTo(b);
    if (left instanceof Value.Text(var a) && right instanceof Value.Text(var b))
      return compareTexts(a, b);
    if (left instanceof Value.Binary(var a) && right instanceof Value.Binary(var b))
      return compareBytes(a, b);
    throw new IllegalArgumentException(
        "%s and %s have no order".formatted(left.type(), right.type()));
  }

  /// A set's members in the order of responses: texts and binaries by their bytes, numbers by their
  /// value.
  public static Value sorted(Value set) {
    return switch (set) {
      case Value.TextSet(var texts) -> new Value.TextSet(sorted(texts, Order::compareTexts));
      case Value.NumberSet(var numbers) ->
          new Value.NumberSet(sorted(numbers, Comparator.naturalOrder()));
      case Value.BinarySet(var elements) ->
          new Value.BinarySet(sorted(elements, Order::compareBytes));
      case Value.Text _,
          Value.Numeric _,
          Value.Binary _,
          Value.Bool _,
          Value.Null _,
          Value.ListOf _,
          Value.MapOf _ ->
          throw new IllegalArgumentException(set.type() + " is no set");
    };
  }

  private static <T> Set<T> sorted(Set<T> members, Comparator<T> order) {
    if (members.size() < 2) return members;
    var list = new ArrayList<>(members);
    list.sort(order);
    return new LinkedHashSet<>(list);
  }

  /// Compares texts as their UTF-8 bytes. Java's own order differs when a surrogate pair meets a
  /// character above U+D7FF.
  static int compareTexts(String left, String right) {
    var length = Math.min(left.length(), right.length());
    for (var at = 0; at < length; at++) {
      if (left.charAt(at) != right.charAt(at))
        return rank(left.charAt(at)) - rank(right.charAt(at));
    }
    return left.length() - right.length();
  }

  static int compareBytes(SdkBytes left, SdkBytes right) {
    return Arrays.compareUnsigned(left.asByteArrayUnsafe(), right.asByteArrayUnsafe());
  }

  /// Sorts surrogates, which encode characters above U+FFFF, after the characters from U+E000 on.
  private static int rank(char unit) {
    if (unit < Character.MIN_SURROGATE) return unit;
    return Character.isSurrogate(unit) ? unit + 0x2000 : unit - 0x800;
  }
}
