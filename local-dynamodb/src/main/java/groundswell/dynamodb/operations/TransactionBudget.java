package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/// The items of a transaction are 4 MB together at most:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html>.
final class TransactionBudget {
  private static final long BYTES_MAX = 4L * 1024 * 1024;
  private static final String SPENT =
      "Transaction request cannot exceed 4 MB: the items in it are larger together";

  private long bytes;

  void take(int itemBytes) {
    bytes += itemBytes;
    if (bytes > BYTES_MAX) throw Errors.validation(SPENT);
  }

  static boolean isSpent(DynamoDbException refusal) {
    return SPENT.equals(refusal.awsErrorDetails().errorMessage());
  }
}
