package groundswell.platform.tables;

import groundswell.platform.tables.Condition.Between;
import groundswell.platform.tables.Condition.Compared;
import groundswell.platform.tables.Condition.Exists;
import groundswell.platform.tables.Condition.Operator;
import groundswell.platform.tables.Condition.StartsWith;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An attribute of an item, about which a [Condition] says something.
///
/// @param names its name; or, for an attribute inside maps, the names on the way to it
public record Attribute(List<String> names) {
  public Attribute {
    names = List.copyOf(names);
  }

  public static Attribute attribute(String... names) {
    return new Attribute(List.of(names));
  }

  public Condition isAbsent() {
    return new Exists(this, false);
  }

  public Condition isPresent() {
    return new Exists(this, true);
  }

  public Condition is(String text) {
    return is(AttributeValue.fromS(text));
  }

  public Condition is(long number) {
    return is(Item.number(number));
  }

  public Condition is(boolean flag) {
    return is(AttributeValue.fromBool(flag));
  }

  private Condition is(AttributeValue value) {
    return new Compared(this, Operator.EQUAL, value);
  }

  public Condition isLessThan(long number) {
    return new Compared(this, Operator.LESS, Item.number(number));
  }

  public Condition isBefore(Instant time) {
    return isLessThan(time.toEpochMilli());
  }

  /// Compares bytes as unsigned numbers, the first ones first.
  Condition isLessThan(byte[] bytes) {
    return new Compared(this, Operator.LESS, Item.bytes(bytes));
  }

  public Condition isAtLeast(long number) {
    return new Compared(this, Operator.AT_LEAST, Item.number(number));
  }

  public Condition isAtLeast(String text) {
    return new Compared(this, Operator.AT_LEAST, AttributeValue.fromS(text));
  }

  /// Both bounds are included.
  public Condition isBetween(String least, String greatest) {
    return new Between(this, AttributeValue.fromS(least), AttributeValue.fromS(greatest));
  }

  public Condition startsWith(String prefix) {
    return new StartsWith(this, AttributeValue.fromS(prefix));
  }
}
