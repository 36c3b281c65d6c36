package groundswell.dynamodb.tables;

import java.util.List;

/// The result of a transaction. The outcomes are in the order of its actions; their units are not
/// yet doubled.
public sealed interface TransactionOutcome {
  record Committed(List<WriteOutcome.Applied> outcomes) implements TransactionOutcome {}

  /// Nothing was written.
  ///
  /// @param outcomes at least one is refused; the others do not say what they would have done
  record Cancelled(List<WriteOutcome> outcomes) implements TransactionOutcome {}
}
