package groundswell.dynamodb.expressions;

import groundswell.dynamodb.values.Item;
import java.util.function.Predicate;

/// A condition or filter with its placeholders replaced.
public final class Condition {
  private final Predicate<Item> test;
  private final References references;

  Condition(Predicate<Item> test, References references) {
    this.test = test;
    this.references = references;
  }

  /// Whether an item meets the condition. For a missing item, pass [Item#EMPTY].
  public boolean test(Item item) {
    return test.test(item);
  }

  public References references() {
    return references;
  }
}
