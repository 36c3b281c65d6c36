package groundswell.dynamodb.values;

import java.math.BigDecimal;

/// How many bytes DynamoDB counts for an item, for its size limit and for capacity units.
///
/// The rules are those of developerguide/CapacityUnitCalculations.html. For numbers that page says
/// "approximately"; the dynamodb-conformance project measured the exact rule on the service and
/// published it: digits before and after the point are counted in pairs, each side rounded up.
public final class Sizes {
  /// The largest item: 400 KB. developerguide/Constraints.html
  public static final int ITEM_BYTES_MAX = 400 * 1024;

  private static final int DOCUMENT_BYTES = 3;
  private static final int ELEMENT_BYTES = 1;

  private Sizes() {}

  /// The bytes of all names and values of an item.
  public static int bytes(Item item) {
    var total = 0;
    for (var attribute : item.attributes().entrySet())
      total += bytes(attribute.getKey()) + bytes(attribute.getValue());
    return total;
  }

  public static int bytes(Value value) {
    return switch (value) {
      case Value.Text(var text) -> bytes(text);
      case Value.Numeric(var number) -> bytes(number);
      case Value.Binary(var bytes) -> bytes.asByteArrayUnsafe().length;
      case Value.Bool _, Value.Null _ -> 1;
      case Value.TextSet(var texts) -> texts.stream().mapToInt(Sizes::bytes).sum();
      case Value.NumberSet(var numbers) -> numbers.stream().mapToInt(Sizes::bytes).sum();
      case Value.BinarySet(var elements) ->
          elements.stream().mapToInt(each -> each.asByteArrayUnsafe().length).sum();
      case Value.ListOf(var elements) -> {
        var total = DOCUMENT_BYTES;
        for (var element : elements) total += ELEMENT_BYTES + bytes(element);
        yield total;
      }
      case Value.MapOf(var attributes) -> {
        var total = DOCUMENT_BYTES;
        for (var attribute : attributes.entrySet())
          total += ELEMENT_BYTES + bytes(attribute.getKey()) + bytes(attribute.getValue());
        yield total;
      }
    };
  }

  /// The length in UTF-8.
  public static int bytes(String text) {
    var bytes = text.length();
    for (var at = 0; at < text.length(); at++) {
      var unit = text.charAt(at);
      if (unit >= 0x80) bytes += unit < 0x800 || Character.isSurrogate(unit) ? 1 : 2;
    }
    return bytes;
  }

  static int bytes(BigDecimal number) {
    if (number.signum() == 0) return 1;
    var digits = number.precision();
    var whole = Math.clamp((long) digits - number.scale(), 0, digits);
    return 1 + pairs(whole) + pairs(digits - whole) + (number.signum() < 0 ? 1 : 0);
  }

  private static int pairs(int digits) {
    return (digits + 1) / 2;
  }
}
