package groundswell.dynamodb.tables;

import groundswell.dynamodb.values.Item;
import java.util.List;
import java.util.Optional;

/// What became of a write.
public sealed interface WriteOutcome {
  Optional<Item> before();

  /// @param after empty if the item is not there (any longer)
  /// @param tableUnits the capacity that the table's own write took
  /// @param indexUnits one entry for each index whose content changed
  record Applied(
      Optional<Item> before, Optional<Item> after, int tableUnits, List<IndexUnits> indexUnits)
      implements WriteOutcome {}

  /// @param tableUnits a refused write costs what a write of the item as it is would
  record Refused(Optional<Item> before, String code, String message, int tableUnits)
      implements WriteOutcome {}

  record IndexUnits(String index, int units) {}
}
