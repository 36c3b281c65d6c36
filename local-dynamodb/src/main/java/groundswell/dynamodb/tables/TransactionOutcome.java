package groundswell.dynamodb.tables;

import java.util.List;

/// What became of a transaction. The outcomes are in the order of its actions; their units are not
/// yet doubled.
public sealed interface TransactionOutcome {
  record Committed(List<WriteOutcome.Applied> outcomes) implements TransactionOutcome {}

  /// Nothing was written.
  ///
  /// @param outcomes at least one is refused; what the others would have done is not told
  record Cancelled(List<WriteOutcome> outcomes) implements TransactionOutcome {}
}
