package groundswell.dynamodb.tables;

import groundswell.dynamodb.values.Item;
import java.util.Optional;

/// Decides what to do with an item. It runs under the item's lock, so it must be short and call no
/// table. If it throws, nothing is written.
@FunctionalInterface
public interface WriteFunction {
  Decision decide(Optional<Item> before);

  sealed interface Decision {
    /// @param item has the key that it is written to
    record Put(Item item) implements Decision {}

    /// The item need not exist.
    record Delete() implements Decision {}

    /// The item stays as it is: only a condition is checked.
    record Keep() implements Decision {}

    /// Nothing is written. In a transaction: nothing at all.
    ///
    /// @param code as in the reasons of a cancelled transaction, such as `ConditionalCheckFailed`
    record Refuse(String code, String message) implements Decision {
      public static Refuse conditionFailed() {
        return new Refuse("ConditionalCheckFailed", "The conditional request failed");
      }
    }
  }
}
