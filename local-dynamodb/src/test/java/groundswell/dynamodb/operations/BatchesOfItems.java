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

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithItems.html>, batch
/// operations
class BatchesOfItems {
  private final Fixture tables =
      new Fixture().withMusic().withTable("Labels", ScalarAttributeType.S);

  @AfterEach
  void close() {
    tables.close();
  }

  /// APIReference/API_BatchWriteItem.html
  @Test
  void writesToSeveralTables() {
    tables.put(song("Acme Band", "Old"));

    var answer =
        tables.client.batchWriteItem(
            batch ->
                batch
                    .requestItems(
                        Map.of(
                            MUSIC,
                            List.of(
                                put(song("Acme Band", "New")), delete(song("Acme Band", "Old"))),
                            "Labels",
                            List.of(put(item("Id", text("Blue Note"))))))
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

    assertThat(answer.unprocessedItems()).isEmpty();
    assertThat(tables.get(song("Acme Band", "New"))).isNotEmpty();
    assertThat(tables.get(song("Acme Band", "Old"))).isEmpty();
    assertThat(answer.consumedCapacity()).hasSize(2);
  }

  /// APIReference/API_BatchGetItem.html
  @Test
  void readsFromSeveralTablesWhatThereIs() {
    tables.put(with(song("Acme Band", "A"), "Year", number(1)));
    tables.client.putItem(put -> put.tableName("Labels").item(item("Id", text("Blue Note"))));

    var answer =
        tables.client.batchGetItem(
            batch ->
                batch.requestItems(
                    Map.of(
                        MUSIC,
                        keys(song("Acme Band", "A"), song("Acme Band", "B")).toBuilder()
                            .projectionExpression("SongTitle")
                            .build(),
                        "Labels",
                        keys(item("Id", text("Blue Note"))))));

    assertThat(answer.responses().get(MUSIC)).containsExactly(item("SongTitle", text("A")));
    assertThat(answer.responses().get("Labels")).containsExactly(item("Id", text("Blue Note")));
    assertThat(answer.unprocessedKeys()).isEmpty();
  }

  @Test
  void leavesKeysForAnotherRequestBehindSixteenMegabytes() {
    var keys =
        IntStream.range(0, 50).mapToObj(number -> song("Long Band " + number, "Song")).toList();
    for (var key : keys) tables.put(with(key, "Lyrics", text("x".repeat(390_000))));

    var answer =
        tables.client.batchGetItem(
            batch ->
                batch.requestItems(Map.of(MUSIC, KeysAndAttributes.builder().keys(keys).build())));

    assertThat(answer.responses().get(MUSIC)).hasSize(43);
    assertThat(in(answer.unprocessedKeys(), MUSIC).keys()).hasSize(7);
  }

  @Test
  void refusesTheSameItemTwice() {
    assertThat(
            refusal(
                () -> write(List.of(put(song("Acme Band", "A")), delete(song("Acme Band", "A"))))))
        .isEqualTo("Provided list of item keys contains duplicates");
    assertThat(refusal(() -> read(song("Acme Band", "A"), song("Acme Band", "A"))))
        .isEqualTo("Provided list of item keys contains duplicates");
  }

  @Test
  void refusesMoreItemsThanABatchTakes() {
    var writes =
        IntStream.range(0, 26).mapToObj(each -> put(song("Band", "Song " + each))).toList();
    assertThat(refusal(() -> write(writes)))
        .startsWith(
            "1 validation error detected: Value '{Music=[WriteRequest(putRequest=PutRequest(item={")
        .endsWith(
            "' at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint:"
                + " [Member must have length less than or equal to 25, Member must have length"
                + " greater than or equal to 1]");

    var keys = IntStream.range(0, 101).mapToObj(each -> song("Band", "Song " + each)).toList();
    assertThat(
            refusal(
                () ->
                    tables.client.batchGetItem(
                        batch ->
                            batch.requestItems(
                                Map.of(MUSIC, KeysAndAttributes.builder().keys(keys).build())))))
        .isEqualTo(
            "1 validation error detected: Value at 'RequestItems.Music.member.Keys' failed to"
                + " satisfy constraint: Member must have length less than or equal to 100");
  }

  @Test
  void refusesABatchOfNothing() {
    assertThat(refusal(() -> tables.client.batchWriteItem(batch -> batch.requestItems(Map.of()))))
        .isEqualTo("The requestItems parameter is required for BatchWriteItem");
    assertThat(refusal(() -> tables.client.batchGetItem(batch -> batch.requestItems(Map.of()))))
        .isEqualTo("The requestItems parameter is required for BatchGetItem");
  }

  @Test
  void refusesItemsThatDoNotFitTheTable() {
    assertThat(refusal(() -> write(List.of(put(item("Artist", text("Acme Band")))))))
        .isEqualTo("The provided key element does not match the schema");
    assertThat(refusal(() -> write(List.of(put(with(song("Acme Band", "A"), "Genre", number(1)))))))
        .isEqualTo(
            "One or more parameter values were invalid: Type mismatch for Index Key Genre Expected:"
                + " S Actual: N IndexName: ByGenre");
    assertThat(refusal(() -> write(List.of(put(song("", "A"))))))
        .isEqualTo(
            "One or more parameter values are not valid. The AttributeValue for a key attribute"
                + " cannot contain an empty string value. Key: Artist");
  }

  @Test
  void refusesATableThatIsNotThere() {
    assertThat(
            refusal(
                "ResourceNotFoundException",
                () ->
                    tables.client.batchWriteItem(
                        batch ->
                            batch.requestItems(
                                Map.of("Missing", List.of(put(song("Acme Band", "A"))))))))
        .isEqualTo("Requested resource not found");
  }

  private void write(List<WriteRequest> writes) {
    tables.client.batchWriteItem(batch -> batch.requestItems(Map.of(MUSIC, writes)));
  }

  @SafeVarargs
  private void read(Map<String, AttributeValue>... keys) {
    tables.client.batchGetItem(batch -> batch.requestItems(Map.of(MUSIC, keys(keys))));
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private static KeysAndAttributes keys(Map<String, AttributeValue>... keys) {
    return KeysAndAttributes.builder().keys(List.of(keys)).build();
  }

  private static WriteRequest put(Map<String, AttributeValue> item) {
    return WriteRequest.builder().putRequest(put -> put.item(item)).build();
  }

  private static WriteRequest delete(Map<String, AttributeValue> key) {
    return WriteRequest.builder().deleteRequest(delete -> delete.key(key)).build();
  }
}
