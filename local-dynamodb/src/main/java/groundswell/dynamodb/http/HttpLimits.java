package groundswell.dynamodb.http;

/// Limits of requests. The largest body is that of BatchWriteItem and BatchGetItem:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html>.
final class HttpLimits {
  static final int BODY_BYTES = 16 * 1024 * 1024;

  /// Answers of this size or more are compressed for clients that accept gzip.
  static final int COMPRESS_FROM_BYTES = 1024;

  private HttpLimits() {}
}
