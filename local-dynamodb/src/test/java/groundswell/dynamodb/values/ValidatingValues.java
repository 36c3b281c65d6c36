package groundswell.dynamodb.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// APIReference/API_AttributeValue.html and developerguide/HowItWorks.NamingRulesDataTypes.html
class ValidatingValues {
  @Test
  void aValueHoldsExactlyOneType() {
    assertRefused(
        AttributeValue.builder().build(),
        "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
    assertRefused(
        AttributeValue.builder().s("a").n("1").build(),
        "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes");
  }

  @Test
  void emptyTextBinaryListAndMapAreValues() {
    assertThat(AttributeValues.value(AttributeValue.fromS(""))).isEqualTo(new Value.Text(""));
    assertThat(AttributeValues.value(AttributeValue.fromB(SdkBytes.fromUtf8String(""))))
        .isEqualTo(new Value.Binary(SdkBytes.fromUtf8String("")));
    assertThat(AttributeValues.value(AttributeValue.fromL(List.of())))
        .isEqualTo(new Value.ListOf(List.of()));
    assertThat(AttributeValues.value(AttributeValue.fromM(Map.of())))
        .isEqualTo(new Value.MapOf(Map.of()));
  }

  @Test
  void aSetHasAtLeastOneMember() {
    var invalid = "One or more parameter values were invalid: ";
    assertRefused(AttributeValue.fromSs(List.of()), invalid + "An string set  may not be empty");
    assertRefused(AttributeValue.fromNs(List.of()), invalid + "An number set  may not be empty");
    assertRefused(AttributeValue.fromBs(List.of()), invalid + "Binary sets should not be empty");
  }

  @Test
  void aSetHoldsAMemberOnce() {
    var bytes = SdkBytes.fromUtf8String("a");
    assertRefused(
        AttributeValue.fromSs(List.of("a", "b", "a")),
        "One or more parameter values were invalid: Input collection [a, b, a] contains duplicates.");
    assertRefused(
        AttributeValue.fromNs(List.of("1", "1.0")), "Input collection contains duplicates");
    assertRefused(
        AttributeValue.fromBs(List.of(bytes, bytes)),
        "One or more parameter values were invalid: Input collection [YQ==, YQ==]of type BS contains duplicates.");
  }

  @Test
  void theMembersOfANumberSetAreNumbers() {
    assertRefused(
        AttributeValue.fromNs(List.of("1", "one")),
        "The parameter cannot be converted to a numeric value: one");
  }

  @Test
  void aNullIsTrue() {
    assertThat(AttributeValues.value(AttributeValue.fromNul(true))).isEqualTo(new Value.Null());
    assertRefused(
        AttributeValue.fromNul(false),
        "One or more parameter values were invalid: Null attribute value types must have the value of true");
  }

  @Test
  void aRefusedValueIsFoundInsideListsAndMaps() {
    var empty = AttributeValue.fromSs(List.of());

    assertRefused(
        AttributeValue.fromL(List.of(AttributeValue.fromM(Map.of("inner", empty)))),
        "One or more parameter values were invalid: An string set  may not be empty");
  }

  @Test
  void valuesNestThirtyTwoLevelsDeep() {
    assertThat(AttributeValues.value(nested(31)).type()).isEqualTo(Value.Type.M);
    assertRefused(
        nested(32),
        "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit");
  }

  private static AttributeValue nested(int maps) {
    var value = AttributeValue.fromS("leaf");
    for (var each = 0; each < maps; each++) value = AttributeValue.fromM(Map.of("n", value));
    return value;
  }

  private static void assertRefused(AttributeValue value, String message) {
    assertThatThrownBy(() -> AttributeValues.value(value))
        .isInstanceOf(InvalidValue.class)
        .hasMessage(message);
  }
}
