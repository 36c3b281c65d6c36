package groundswell.dynamodb.expressions;

import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Value;
import org.jspecify.annotations.Nullable;

/// What one action of an update does at its path.
sealed interface Change {
  /// @return null if nothing stands at the path afterwards
  @Nullable Value after(Item before);

  /// Puts a value that it computes from the item as it was.
  non-sealed interface Put extends Change {
    @Override
    Value after(Item before);
  }

  /// Removes all or a part of what stands at the path; where there is nothing, it does nothing.
  non-sealed interface Removal extends Change {}
}
