package groundswell.dynamodb.values;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Converts the SDK's attribute values to ours, and back. Ours are always valid; the SDK's may hold
/// anything.
///
/// The rules are those of
/// developerguide/HowItWorks.NamingRulesDataTypes.html and of APIReference/API_AttributeValue.html.
public final class AttributeValues {
  /// How deep lists and maps may nest; the attribute itself is the first level.
  /// developerguide/Constraints.html
  private static final int LEVELS_MAX = 32;

  private static final String INVALID = "One or more parameter values were invalid: ";

  private AttributeValues() {}

  /// @throws InvalidValue if an attribute's value is invalid
  public static Item item(Map<String, AttributeValue> attributes) {
    return new Item(attributes(attributes, 1));
  }

  /// @throws InvalidValue if the value does not hold exactly one type; or holds an empty set, a
  ///     member twice or an invalid number; or nests too deep
  public static Value value(AttributeValue value) {
    return value(value, 1);
  }

  public static Map<String, AttributeValue> toSdk(Item item) {
    return toSdk(item.attributes());
  }

  public static AttributeValue toSdk(Value value) {
    var sdk = AttributeValue.builder();
    switch (value) {
      case Value.Text(var text) -> sdk.s(text);
      case Value.Numeric(var number) -> sdk.n(Numbers.text(number));
      case Value.Binary(var bytes) -> sdk.b(bytes);
      case Value.Bool(var isTrue) -> sdk.bool(isTrue);
      case Value.Null() -> sdk.nul(true);
      case Value.TextSet(var texts) -> sdk.ss(texts);
      case Value.NumberSet(var numbers) -> sdk.ns(numbers.stream().map(Numbers::text).toList());
      case Value.BinarySet(var elements) -> sdk.bs(elements);
      case Value.ListOf(var elements) ->
          sdk.l(elements.stream().map(AttributeValues::toSdk).toList());
      case Value.MapOf(var attributes) -> sdk.m(toSdk(attributes));
    }
    return sdk.build();
  }

  private static Map<String, AttributeValue> toSdk(Map<String, Value> attributes) {
    var sdk = LinkedHashMap.<String, AttributeValue>newLinkedHashMap(attributes.size());
    attributes.forEach((name, value) -> sdk.put(name, toSdk(value)));
    return sdk;
  }

  private static Map<String, Value> attributes(Map<String, AttributeValue> sdk, int level) {
    var attributes = LinkedHashMap.<String, Value>newLinkedHashMap(sdk.size());
    sdk.forEach((name, value) -> attributes.put(name, value(value, level)));
    return attributes;
  }

  private static Value value(@Nullable AttributeValue sdk, int level) {
    if (level > LEVELS_MAX)
      throw new InvalidValue(
          "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit");
    var type = sdk == null ? AttributeValue.Type.UNKNOWN_TO_SDK_VERSION : onlyType(sdk);
    if (sdk == null || type == AttributeValue.Type.UNKNOWN_TO_SDK_VERSION)
      throw new InvalidValue(
          "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
    return switch (type) {
      case S -> new Value.Text(sdk.s());
      case N -> new Value.Numeric(Numbers.parse(sdk.n()));
      case B -> new Value.Binary(sdk.b());
      case BOOL -> new Value.Bool(sdk.bool());
      case NUL -> nothing(sdk.nul());
      case SS -> Order.sorted(textSet(sdk.ss()));
      case NS -> Order.sorted(numberSet(sdk.ns()));
      case BS -> Order.sorted(binarySet(sdk.bs()));
      case L -> list(sdk.l(), level + 1);
      case M -> new Value.MapOf(attributes(sdk.m(), level + 1));
      case UNKNOWN_TO_SDK_VERSION -> throw new IllegalStateException("refused above");
    };
  }

  private static Value nothing(boolean isNull) {
    if (!isNull)
      throw new InvalidValue(
          "One or more parameter values were invalid: Null attribute value types must have the value of true");
    return new Value.Null();
  }

  private static AttributeValue.Type onlyType(AttributeValue sdk) {
    var types = new ArrayList<AttributeValue.Type>(1);
    if (sdk.s() != null) types.add(AttributeValue.Type.S);
    if (sdk.n() != null) types.add(AttributeValue.Type.N);
    if (sdk.b() != null) types.add(AttributeValue.Type.B);
    if (sdk.hasSs()) types.add(AttributeValue.Type.SS);
    if (sdk.hasNs()) types.add(AttributeValue.Type.NS);
    if (sdk.hasBs()) types.add(AttributeValue.Type.BS);
    if (sdk.hasM()) types.add(AttributeValue.Type.M);
    if (sdk.hasL()) types.add(AttributeValue.Type.L);
    if (sdk.bool() != null) types.add(AttributeValue.Type.BOOL);
    if (sdk.nul() != null) types.add(AttributeValue.Type.NUL);
    if (types.size() > 1)
      throw new InvalidValue(
          "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes");
    return types.isEmpty() ? AttributeValue.Type.UNKNOWN_TO_SDK_VERSION : types.getFirst();
  }

  private static Value textSet(List<String> texts) {
    if (texts.isEmpty()) throw new InvalidValue(INVALID + "An string set  may not be empty");
    if (hasNull(texts))
      throw new InvalidValue(INVALID + "An string set may not have a null string as a member");
    var distinct = new LinkedHashSet<>(texts);
    if (distinct.size() < texts.size())
      throw new InvalidValue(INVALID + "Input collection %s contains duplicates.".formatted(texts));
    return new Value.TextSet(distinct);
  }

  private static Value numberSet(List<String> texts) {
    if (texts.isEmpty()) throw new InvalidValue(INVALID + "An number set  may not be empty");
    if (hasNull(texts))
      throw new InvalidValue("The parameter cannot be converted to a numeric value");
    var distinct = LinkedHashSet.<BigDecimal>newLinkedHashSet(texts.size());
    for (var text : texts) distinct.add(Numbers.parse(text));
    if (distinct.size() < texts.size())
      throw new InvalidValue("Input collection contains duplicates");
    return new Value.NumberSet(distinct);
  }

  private static Value binarySet(List<SdkBytes> elements) {
    if (elements.isEmpty()) throw new InvalidValue(INVALID + "Binary sets should not be empty");
    if (hasNull(elements))
      throw new InvalidValue(INVALID + "Binary sets may not contain null or empty values");
    Set<SdkBytes> distinct = new LinkedHashSet<>(elements);
    if (distinct.size() < elements.size()) {
      var base64 =
          elements.stream()
              .map(each -> Base64.getEncoder().encodeToString(each.asByteArrayUnsafe()))
              .toList();
      throw new InvalidValue(
          INVALID + "Input collection %sof type BS contains duplicates.".formatted(base64));
    }
    return new Value.BinarySet(distinct);
  }

  private static Value list(List<AttributeValue> sdk, int level) {
    var elements = new ArrayList<Value>(sdk.size());
    for (var element : sdk) elements.add(value(element, level));
    return new Value.ListOf(elements);
  }

  private static boolean hasNull(List<?> elements) {
    return new HashSet<Object>(elements).contains(null);
  }
}
