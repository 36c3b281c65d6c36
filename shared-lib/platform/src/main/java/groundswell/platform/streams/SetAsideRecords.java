package groundswell.platform.streams;

import groundswell.platform.lambda.StreamEvent;
import groundswell.platform.lambda.StreamRecord;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// Records that can't be decoded. Each is kept in the bucket as an event with which the function
/// can be invoked again. A record set aside twice is stored once, with two notifications.
final class SetAsideRecords {
  private static final String PREFIX = "failures/undecodable";
  private static final int REASON_LENGTH_MAX = 500;

  private final Supplier<S3Client> s3;
  private final String bucket;
  private final String service;

  SetAsideRecords(Supplier<S3Client> s3, String bucket, String service) {
    this.s3 = s3;
    this.bucket = bucket;
    this.service = service;
  }

  void put(StreamRecord record, RuntimeException failure) {
    s3.get()
        .putObject(
            request ->
                request
                    .bucket(bucket)
                    .key("%s/%s/%s.json".formatted(PREFIX, service, record.sequenceNumber()))
                    .contentType("application/json")
                    .metadata(Map.of("failure-reason", reasonOf(failure))),
            RequestBody.fromString(StreamEvent.of(record)));
  }

  /// In printable ASCII, as required for user-defined metadata
  /// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html>).
  private static String reasonOf(RuntimeException failure) {
    var reason = failure.toString().replaceAll("[^\\x20-\\x7E]", "?");
    return reason.substring(0, Math.min(reason.length(), REASON_LENGTH_MAX));
  }
}
