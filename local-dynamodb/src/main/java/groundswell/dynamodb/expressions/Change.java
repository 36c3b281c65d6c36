package groundswell.dynamodb.expressions;

import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Value;
import org.jspecify.annotations.Nullable;

/// What one action of an update does at its path.
sealed interface Change {
  /// @return null if nothing is left at the path
  @Nullable Value after(Item before);

  /// Puts a value, computed from the item before the update.
  non-sealed interface Put extends Change {
    @Override
    Value after(Item before);
  }

  /// Removes all or part of what is at the path. Does nothing if nothing is there.
  non-sealed interface Removal extends Change {}
}
