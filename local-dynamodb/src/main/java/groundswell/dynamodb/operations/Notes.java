package groundswell.dynamodb.operations;

import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/// Converts the SDK's structures to values that the tables keep, and back.
final class Notes {
  private Notes() {}

  static Item of(SdkPojo structure) {
    return new Item(attributes(structure));
  }

  /// Fills a builder from the result of [#of].
  static void fill(SdkPojo builder, Item notes) {
    fill(builder, notes.attributes());
  }

  private static Map<String, Value> attributes(SdkPojo structure) {
    var attributes = new LinkedHashMap<String, Value>();
    for (var field : structure.sdkFields()) {
      var value = field.getValueOrDefault(structure);
      if (isGiven(value)) attributes.put(field.locationName(), value(value));
    }
    return attributes;
  }

  /// The SDK marks absent lists and maps with types of its own.
  static boolean isGiven(@Nullable Object value) {
    return value != null
        && !(value instanceof SdkAutoConstructList)
        && !(value instanceof SdkAutoConstructMap);
  }

  private static Value value(@Nullable Object part) {
    return switch (part) {
      case null -> new Value.Null();
      case String text -> new Value.Text(text);
      case Boolean isTrue -> new Value.Bool(isTrue);
      case Instant time -> new Value.Text(time.toString());
      case Number number -> new Value.Numeric(new BigDecimal(number.toString()));
      case List<?> elements -> new Value.ListOf(elements.stream().map(Notes::value).toList());
      case Map<?, ?> map -> {
        var attributes = new LinkedHashMap<String, Value>();
        map.forEach((name, each) -> attributes.put(name.toString(), value(each)));
        yield new Value.MapOf(attributes);
      }
      case SdkPojo structure -> new Value.MapOf(attributes(structure));
      default -> throw new IllegalArgumentException("no note is made of a " + part.getClass());
    };
  }

  private static void fill(SdkPojo builder, Map<String, Value> attributes) {
    for (var field : builder.sdkFields()) {
      var value = attributes.get(field.locationName());
      if (value != null) field.set(builder, part(field, value));
    }
  }

  private static @Nullable Object part(SdkField<?> field, Value value) {
    return switch (value) {
      case Value.Bool(var isTrue) -> isTrue;
      case Value.Text(var text) ->
          field.marshallingType().equals(MarshallingType.INSTANT) ? Instant.parse(text) : text;
      case Value.Numeric(var number) -> number(field, number);
      case Value.ListOf(var elements) -> {
        var member = field.getTrait(ListTrait.class).memberFieldInfo();
        yield elements.stream().map(each -> part(member, each)).toList();
      }
      case Value.MapOf(var attributes) -> structure(field, attributes);
      case Value.Binary _, Value.Null _, Value.TextSet _, Value.NumberSet _, Value.BinarySet _ ->
          throw new IllegalArgumentException("no note is of type " + value.type());
    };
  }

  private static Number number(SdkField<?> field, BigDecimal number) {
    if (field.marshallingType().equals(MarshallingType.LONG)) return number.longValueExact();
    if (field.marshallingType().equals(MarshallingType.INTEGER)) return number.intValueExact();
    return number.doubleValue();
  }

  private static Object structure(SdkField<?> field, Map<String, Value> attributes) {
    if (field.marshallingType().equals(MarshallingType.MAP)) {
      var member = field.getTrait(MapTrait.class).valueFieldInfo();
      var map = new LinkedHashMap<String, @Nullable Object>();
      attributes.forEach((name, value) -> map.put(name, part(member, value)));
      return map;
    }
    var builder = field.constructor().get();
    fill(builder, attributes);
    return ((Buildable) builder).build();
  }
}
