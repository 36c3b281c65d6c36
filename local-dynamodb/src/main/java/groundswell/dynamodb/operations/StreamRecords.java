package groundswell.dynamodb.operations;

import groundswell.dynamodb.streams.Shard;
import groundswell.dynamodb.streams.StreamIdentity;
import groundswell.dynamodb.streams.StreamRecord;
import groundswell.dynamodb.values.AttributeValues;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.Identity;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.SequenceNumberRange;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/// Records of one stream in the SDK's form:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html>.
final class StreamRecords {
  private static final Identity EXPIRY =
      Identity.builder().principalId("dynamodb.amazonaws.com").type("Service").build();

  private final String region;
  private final StreamIdentity stream;
  private final StreamViewType view;

  StreamRecords(String region, StreamIdentity stream) {
    this.region = region;
    this.stream = stream;
    this.view = StreamViewType.fromValue(stream.view().name());
  }

  Record toSdk(StreamRecord record) {
    var change =
        software.amazon.awssdk.services.dynamodb.model.StreamRecord.builder()
            .approximateCreationDateTime(record.created().truncatedTo(ChronoUnit.SECONDS))
            .keys(AttributeValues.toSdk(record.keys()))
            .sequenceNumber(record.sequenceNumber())
            .sizeBytes((long) record.bytes())
            .streamViewType(view);
    record.oldImage().ifPresent(image -> change.oldImage(AttributeValues.toSdk(image)));
    record.newImage().ifPresent(image -> change.newImage(AttributeValues.toSdk(image)));
    return Record.builder()
        .eventID(eventId(record))
        .eventName(OperationType.fromValue(record.event().name()))
        .eventVersion("1.1")
        .eventSource("aws:dynamodb")
        .awsRegion(region)
        .dynamodb(change.build())
        .userIdentity(record.isExpiry() ? EXPIRY : null)
        .build();
  }

  /// The same on every read of the record.
  private String eventId(StreamRecord record) {
    var name = stream.table() + "/" + stream.label() + "/" + record.sequenceNumber();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
        .toString()
        .replace("-", "");
  }

  static software.amazon.awssdk.services.dynamodb.model.Shard toSdk(Shard shard) {
    return software.amazon.awssdk.services.dynamodb.model.Shard.builder()
        .shardId(shard.id())
        .parentShardId(shard.parentId().orElse(null))
        .sequenceNumberRange(
            SequenceNumberRange.builder()
                .startingSequenceNumber(shard.startingSequenceNumber())
                .endingSequenceNumber(shard.endingSequenceNumber().orElse(null))
                .build())
        .build();
  }
}
