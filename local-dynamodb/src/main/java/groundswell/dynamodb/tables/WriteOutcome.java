package groundswell.dynamodb.tables;

import groundswell.dynamodb.values.Item;
import java.util.List;
import java.util.Optional;

/// The result of a write.
public sealed interface WriteOutcome {
  Optional<Item> before();

  /// @param after empty if the item does not exist, or no longer
  /// @param tableUnits the capacity of the table's own write
  /// @param indexUnits one entry for each index whose content changed
  record Applied(
      Optional<Item> before, Optional<Item> after, int tableUnits, List<IndexUnits> indexUnits)
      implements WriteOutcome {}

  /// @param tableUnits a refused write costs as much as writing the item unchanged
  record Refused(Optional<Item> before, String code, String message, int tableUnits)
      implements WriteOutcome {}

  record IndexUnits(String index, int units) {}
}
