package groundswell.dynamodb.http;

/// Limits of requests. The size of a body is the largest that DynamoDB reads, for BatchWriteItem
/// and BatchGetItem:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html>.
final class HttpLimits {
  static final int BODY_BYTES = 16 * 1024 * 1024;

  /// From here on an answer is compressed for a client that takes gzip.
  static final int COMPRESS_FROM_BYTES = 1024;

  private HttpLimits() {}
}
