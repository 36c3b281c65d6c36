package groundswell.platform.tables;

import static groundswell.platform.tables.Attribute.attribute;

import groundswell.domain.Versions;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What has to hold for an item. An [Attribute] makes conditions.
public sealed interface Condition {
  /// @param expected false if the attribute has to be absent
  record Exists(Attribute attribute, boolean expected) implements Condition {}

  record Compared(Attribute attribute, Operator operator, AttributeValue value)
      implements Condition {}

  record Between(Attribute attribute, AttributeValue least, AttributeValue greatest)
      implements Condition {}

  record StartsWith(Attribute attribute, AttributeValue prefix) implements Condition {}

  record AllOf(List<Condition> conditions) implements Condition {}

  record AnyOf(List<Condition> conditions) implements Condition {}

  enum Operator {
    EQUAL("="),
    LESS("<"),
    AT_LEAST(">=");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    String symbol() {
      return symbol;
    }
  }

  default Condition and(Condition other) {
    return new AllOf(
        Stream.of(this, other)
            .flatMap(each -> each instanceof AllOf(var parts) ? parts.stream() : Stream.of(each))
            .toList());
  }

  default Condition or(Condition other) {
    return new AnyOf(
        Stream.of(this, other)
            .flatMap(each -> each instanceof AnyOf(var parts) ? parts.stream() : Stream.of(each))
            .toList());
  }

  /// @param expected [Versions#NONE] if the attribute has to be absent, for example because there
  ///     is no item
  static Condition versionIs(String attribute, long expected) {
    return expected == Versions.NONE
        ? attribute(attribute).isAbsent()
        : attribute(attribute).is(expected);
  }

  /// There is an item, and its version is not greater.
  static Condition versionIsAtMost(String attribute, long version) {
    return attribute(attribute).isLessThan(version + 1);
  }

  /// No item has the key.
  static Condition isNew() {
    return attribute(Item.PARTITION_KEY).isAbsent();
  }
}
