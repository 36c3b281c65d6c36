package groundswell.local.polling;

import java.math.BigInteger;
import java.time.Instant;
import software.amazon.awssdk.core.SdkBytes;

/// One change in a stream.
///
/// @param partitionKey hash of the item's partition key
/// @param json the record as functions get it
record StreamRecord(
    BigInteger sequenceNumber, String shardId, int partitionKey, Instant createdAt, SdkBytes json) {

  /// Bytes that it takes in an event.
  int bytes() {
    return json.asByteArrayUnsafe().length + 1;
  }
}
