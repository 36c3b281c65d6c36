package groundswell.dynamodb.expressions;

import groundswell.dynamodb.values.Numbers;
import groundswell.dynamodb.values.Value;

/// A text, number or binary as the service's error messages show it.
final class ValueText {
  private ValueText() {}

  static String of(Value value) {
    return "AttributeValue: {%s:%s}".formatted(value.type(), content(value));
  }

  private static String content(Value value) {
    return switch (value) {
      case Value.Text(var text) -> text;
      case Value.Numeric(var number) -> Numbers.text(number);
      case Value.Binary(var bytes) -> {
        var length = bytes.asByteArrayUnsafe().length;
        yield "java.nio.HeapByteBuffer[pos=0 lim=%d cap=%d]".formatted(length, length);
      }
      case Value.Bool _, Value.Null _, Value.TextSet _, Value.NumberSet _, Value.BinarySet _ ->
          value.toString();
      case Value.ListOf _, Value.MapOf _ -> value.toString();
    };
  }
}
