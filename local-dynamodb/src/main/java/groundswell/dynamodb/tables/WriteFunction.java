package groundswell.dynamodb.tables;

import groundswell.dynamodb.values.Item;
import java.util.Optional;

/// Decides what becomes of an item. It runs while nobody else can write the item, so it is short,
/// and calls no table. If it throws, nothing is written.
@FunctionalInterface
public interface WriteFunction {
  Decision decide(Optional<Item> before);

  sealed interface Decision {
    /// @param item has the key it is written to
    record Put(Item item) implements Decision {}

    /// Of an item that may not be there.
    record Delete() implements Decision {}

    /// The item stays as it is: a condition that is only checked.
    record Keep() implements Decision {}

    /// Nothing is written. In a transaction: nothing at all.
    ///
    /// @param code as in the reasons of a cancelled transaction, like `ConditionalCheckFailed`
    record Refuse(String code, String message) implements Decision {
      public static Refuse conditionFailed() {
        return new Refuse("ConditionalCheckFailed", "The conditional request failed");
      }
    }
  }
}
