package groundswell.platform.tables;

import groundswell.domain.Lane;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Changes some attributes of an item, which is created if it does not exist. The other attributes
/// stay as they are.
public final class Update {
  private final Key key;
  private final Item values = Item.empty();
  private final List<Change> changes = new ArrayList<>();
  private Optional<Condition> condition = Optional.empty();

  private Update(Key key) {
    this.key = key;
  }

  public static Update of(Key key) {
    return new Update(key);
  }

  public Update set(String name, String text) {
    values.with(name, text);
    return this;
  }

  public Update set(String name, long number) {
    values.with(name, number);
    return this;
  }

  public Update set(String name, byte[] bytes) {
    values.with(name, bytes);
    return this;
  }

  /// To the millisecond.
  public Update set(String name, Instant time) {
    values.with(name, time);
    return this;
  }

  public Update set(String name, Lane lane) {
    values.with(name, lane);
    return this;
  }

  /// Sets a map.
  public Update set(String name, Item map) {
    values.with(name, map);
    return this;
  }

  public Update expiringAt(Instant time) {
    values.expiringAt(time);
    return this;
  }

  /// Sets an attribute inside a map. An item without the map is refused as a bad request, so a
  /// condition has to make sure that there is one.
  public Update set(Attribute attribute, boolean flag) {
    changes.add(new Change.Set(attribute, AttributeValue.fromBool(flag)));
    return this;
  }

  /// Sets an attribute to the sum of a number and another attribute, which counts as 0 if it is
  /// absent.
  public Update setSum(String name, String other, long number) {
    changes.add(new Change.SetSum(name, other, number));
    return this;
  }

  /// Adds to a number, which counts as 0 if it is absent.
  public Update add(String name, long number) {
    changes.add(new Change.Add(name, number));
    return this;
  }

  /// Changes nothing unless this holds, with all conditions named before.
  public Update onlyIf(Condition next) {
    condition = Optional.of(condition.map(before -> before.and(next)).orElse(next));
    return this;
  }

  Key key() {
    return key;
  }

  List<Change> changes() {
    var all = new ArrayList<Change>();
    values
        .attributes()
        .forEach((name, value) -> all.add(new Change.Set(Attribute.attribute(name), value)));
    all.addAll(changes);
    return all;
  }

  Optional<Condition> condition() {
    return condition;
  }

  sealed interface Change {
    record Set(Attribute attribute, AttributeValue value) implements Change {}

    record SetSum(String name, String other, long number) implements Change {}

    record Add(String name, long number) implements Change {}
  }
}
