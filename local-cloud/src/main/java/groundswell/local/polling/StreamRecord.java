package groundswell.local.polling;

import java.time.Instant;
import software.amazon.awssdk.core.SdkBytes;

/// One change in a stream.
///
/// @param writtenAt to the second
/// @param partitionKey hash of the item's partition key
/// @param json the record as functions get it
record StreamRecord(
    String sequenceNumber, String shardId, int partitionKey, Instant writtenAt, SdkBytes json) {

  /// Bytes that it takes in an event.
  int bytes() {
    return json.asByteArrayUnsafe().length + 1;
  }
}
