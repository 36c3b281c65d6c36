package groundswell.dynamodb.operations;

import static groundswell.dynamodb.operations.Fixture.MUSIC;
import static groundswell.dynamodb.operations.Fixture.in;
import static groundswell.dynamodb.operations.Fixture.item;
import static groundswell.dynamodb.operations.Fixture.number;
import static groundswell.dynamodb.operations.Fixture.refusal;
import static groundswell.dynamodb.operations.Fixture.song;
import static groundswell.dynamodb.operations.Fixture.text;
import static groundswell.dynamodb.operations.Fixture.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html>
class ReadingStreams {
  private final Fixture tables = new Fixture();
  private final DynamoDbStreamsClient streams = tables.engine.streamsClient();
  private String arn = "";

  @BeforeEach
  void switchOn() {
    tables.client.createTable(
        Fixture.music().toBuilder()
            .streamSpecification(
                stream ->
                    stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES))
            .build());
    arn =
        tables
            .client
            .describeTable(describe -> describe.tableName(MUSIC))
            .table()
            .latestStreamArn();
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void tellsEveryChangeInOrderWithItsImages() {
    var before = with(song("Acme Band", "Happy Day"), "Plays", number(1));
    tables.put(before);
    tables.client.updateItem(
        update ->
            update
                .tableName(MUSIC)
                .key(song("Acme Band", "Happy Day"))
                .updateExpression("ADD Plays :one")
                .expressionAttributeValues(item(":one", number(1))));
    tables.client.deleteItem(delete -> delete.tableName(MUSIC).key(song("Acme Band", "Happy Day")));

    var records = read(ShardIteratorType.TRIM_HORIZON);

    assertThat(records)
        .extracting(Record::eventName)
        .containsExactly(OperationType.INSERT, OperationType.MODIFY, OperationType.REMOVE);
    assertThat(records.get(0).dynamodb().hasOldImage()).isFalse();
    assertThat(records.get(1).dynamodb().oldImage()).isEqualTo(before);
    assertThat(records.get(1).dynamodb().newImage()).containsEntry("Plays", number(2));
    assertThat(records.get(2).dynamodb().hasNewImage()).isFalse();
    assertThat(records)
        .allSatisfy(
            record -> {
              assertThat(record.eventSource()).isEqualTo("aws:dynamodb");
              assertThat(record.eventVersion()).isEqualTo("1.1");
              assertThat(record.awsRegion()).isEqualTo("us-east-1");
              assertThat(record.userIdentity()).isNull();
              assertThat(record.dynamodb().keys()).isEqualTo(song("Acme Band", "Happy Day"));
              assertThat(record.dynamodb().sizeBytes()).isPositive();
            });
    assertThat(records).extracting(Record::eventID).doesNotHaveDuplicates();
  }

  @Test
  void keepsTheTypesOfAllAttributes() {
    var all =
        with(
            song("Acme Band", "All types"),
            "Map",
            AttributeValue.fromM(java.util.Map.of()),
            "List",
            AttributeValue.fromL(
                List.of(AttributeValue.fromBool(true), AttributeValue.fromNul(true))),
            "Bytes",
            AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {1, 0, -1})),
            "Texts",
            AttributeValue.fromSs(List.of("a", "b")),
            "Empty",
            text(""));
    tables.put(all);

    assertThat(read(ShardIteratorType.TRIM_HORIZON).getFirst().dynamodb().newImage())
        .isEqualTo(all);
  }

  @Test
  void saysNothingOfAWriteThatChangesNothing() {
    tables.put(song("Acme Band", "Happy Day"));
    tables.put(song("Acme Band", "Happy Day"));

    assertThat(read(ShardIteratorType.TRIM_HORIZON)).hasSize(1);
  }

  @Test
  void beginsWithWhatIsWrittenFromNowOn() {
    tables.put(song("Acme Band", "Before"));
    var latest = iterator(ShardIteratorType.LATEST, null);
    tables.put(song("Acme Band", "After"));

    var records = streams.getRecords(get -> get.shardIterator(latest)).records();

    assertThat(records).hasSize(1);
    assertThat(records.getFirst().dynamodb().keys()).isEqualTo(song("Acme Band", "After"));
  }

  @Test
  void beginsAtOrBehindARecord() {
    for (var title : List.of("A", "B", "C")) tables.put(song("Acme Band", title));
    var second = read(ShardIteratorType.TRIM_HORIZON).get(1).dynamodb().sequenceNumber();

    assertThat(titles(iterator(ShardIteratorType.AT_SEQUENCE_NUMBER, second)))
        .containsExactly("B", "C");
    assertThat(titles(iterator(ShardIteratorType.AFTER_SEQUENCE_NUMBER, second)))
        .containsExactly("C");
  }

  @Test
  void describesTheStream() {
    var description =
        streams.describeStream(describe -> describe.streamArn(arn)).streamDescription();

    assertThat(description.streamStatus()).isEqualTo(StreamStatus.ENABLED);
    assertThat(description.tableName()).isEqualTo(MUSIC);
    assertThat(description.keySchema())
        .containsExactly(Fixture.hash("Artist"), Fixture.range("SongTitle"));
    assertThat(description.shards()).isNotEmpty();
    assertThat(streams.listStreams(list -> list.tableName(MUSIC)).streams())
        .singleElement()
        .satisfies(stream -> assertThat(stream.streamArn()).isEqualTo(arn));
  }

  @Test
  void closesItsShardsWhenItIsSwitchedOff() {
    tables.put(song("Acme Band", "Last"));
    tables.client.updateTable(
        update ->
            update.tableName(MUSIC).streamSpecification(stream -> stream.streamEnabled(false)));

    var description =
        streams.describeStream(describe -> describe.streamArn(arn)).streamDescription();
    assertThat(description.streamStatus()).isEqualTo(StreamStatus.DISABLED);
    var answer =
        streams.getRecords(
            get -> get.shardIterator(iterator(ShardIteratorType.TRIM_HORIZON, null)));
    assertThat(answer.records()).hasSize(1);
    assertThat(answer.nextShardIterator()).isNull();
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThat(
            refusal(
                "ResourceNotFoundException",
                () ->
                    streams.describeStream(
                        describe ->
                            describe.streamArn(
                                "arn:aws:dynamodb:us-east-1:000000000000:table/Music/stream/2020-01-01T00:00:00.000"))))
        .contains("not found");
    assertThat(refusal(() -> streams.getRecords(get -> get.shardIterator("nonsense"))))
        .isEqualTo("Invalid ShardIterator");
  }

  private List<String> titles(String iterator) {
    return streams.getRecords(get -> get.shardIterator(iterator)).records().stream()
        .map(record -> in(record.dynamodb().keys(), "SongTitle").s())
        .toList();
  }

  private List<Record> read(ShardIteratorType type) {
    var records = new ArrayList<Record>();
    var next = iterator(type, null);
    while (next != null) {
      var from = next;
      var answer = streams.getRecords(get -> get.shardIterator(from));
      if (answer.records().isEmpty()) break;
      records.addAll(answer.records());
      next = answer.nextShardIterator();
    }
    return records;
  }

  private String iterator(
      ShardIteratorType type, @org.jspecify.annotations.Nullable String sequenceNumber) {
    var shard =
        streams
            .describeStream(describe -> describe.streamArn(arn))
            .streamDescription()
            .shards()
            .getFirst();
    return streams
        .getShardIterator(
            get ->
                get.streamArn(arn)
                    .shardId(shard.shardId())
                    .shardIteratorType(type)
                    .sequenceNumber(sequenceNumber))
        .shardIterator();
  }
}
