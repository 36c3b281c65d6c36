package groundswell.dynamodb.operations;

import static groundswell.dynamodb.operations.Fixture.MUSIC;
import static groundswell.dynamodb.operations.Fixture.item;
import static groundswell.dynamodb.operations.Fixture.number;
import static groundswell.dynamodb.operations.Fixture.refusal;
import static groundswell.dynamodb.operations.Fixture.song;
import static groundswell.dynamodb.operations.Fixture.text;
import static groundswell.dynamodb.operations.Fixture.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import groundswell.dynamodb.options.Options;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html>
class Transactions {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
  private final Fixture tables =
      new Fixture(Fixture.options(now::get, Options.inMemory().scheduler())).withMusic();

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void writesAllActionsTogether() {
    tables.put(song("Acme Band", "Old"));
    tables.put(with(song("Acme Band", "Counted"), "Plays", number(1)));
    tables.put(with(song("Acme Band", "Checked"), "Plays", number(1)));

    write(
        put(song("Acme Band", "New")),
        TransactWriteItem.builder()
            .update(
                update ->
                    update
                        .tableName(MUSIC)
                        .key(song("Acme Band", "Counted"))
                        .updateExpression("ADD Plays :one")
                        .expressionAttributeValues(item(":one", number(1))))
            .build(),
        TransactWriteItem.builder()
            .delete(delete -> delete.tableName(MUSIC).key(song("Acme Band", "Old")))
            .build(),
        check("Checked", "Plays = :n", 1));

    assertThat(tables.get(song("Acme Band", "New"))).isNotEmpty();
    assertThat(tables.get(song("Acme Band", "Counted"))).containsEntry("Plays", number(2));
    assertThat(tables.get(song("Acme Band", "Old"))).isEmpty();
  }

  @Test
  void writesNothingWhereOneConditionFailsAndTellsWhichInOrder() {
    tables.put(with(song("Acme Band", "Checked"), "Plays", number(1)));

    var cancelled = cancelled(put(song("Acme Band", "New")), check("Checked", "Plays = :n", 2));

    assertThat(cancelled.awsErrorDetails().errorMessage())
        .isEqualTo(
            "Transaction cancelled, please refer cancellation reasons for specific reasons [None,"
                + " ConditionalCheckFailed]");
    assertThat(cancelled.cancellationReasons().get(1))
        .isEqualTo(
            CancellationReason.builder()
                .code("ConditionalCheckFailed")
                .message("The conditional request failed")
                .item(with(song("Acme Band", "Checked"), "Plays", number(1)))
                .build());
    assertThat(tables.get(song("Acme Band", "New"))).isEmpty();
  }

  /// developerguide/transaction-apis.html#transaction-apis-txwriteitems-idempotency
  @Test
  void carriesOutARequestOnceUnderItsToken() {
    var increment =
        TransactWriteItem.builder()
            .update(
                update ->
                    update
                        .tableName(MUSIC)
                        .key(song("Acme Band", "Counted"))
                        .updateExpression("ADD Plays :one")
                        .expressionAttributeValues(item(":one", number(1))))
            .build();

    writeUnder("token-1", increment);
    now.updateAndGet(time -> time.plus(Duration.ofMinutes(9)));
    writeUnder("token-1", increment);
    assertThat(tables.get(song("Acme Band", "Counted"))).containsEntry("Plays", number(1));

    assertThat(
            refusal(
                "IdempotentParameterMismatchException",
                () -> writeUnder("token-1", put(song("Acme Band", "Other")))))
        .isEqualTo("Request parameters do not match with existing request with same token");

    now.updateAndGet(time -> time.plus(Duration.ofMinutes(1)));
    writeUnder("token-1", increment);
    assertThat(tables.get(song("Acme Band", "Counted"))).containsEntry("Plays", number(2));
  }

  @Test
  void forgetsATokenWhoseTransactionDidNotTakePlace() {
    assertThat(
            refusal(
                "TransactionCanceledException",
                () -> writeUnder("token-2", check("Checked", "Plays = :n", 1))))
        .contains("[ConditionalCheckFailed]");
    tables.put(with(song("Acme Band", "Checked"), "Plays", number(1)));

    writeUnder("token-2", check("Checked", "Plays = :n", 1));
  }

  /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html>
  @Test
  void consumesTwiceWhatTheWritesAndReadsWouldAlone() {
    var written =
        tables.client.transactWriteItems(
            transaction ->
                transaction
                    .transactItems(put(song("Acme Band", "A")), put(song("Acme Band", "B")))
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
    assertThat(written.consumedCapacity().getFirst().capacityUnits()).isEqualTo(4.0);
    assertThat(written.consumedCapacity().getFirst().writeCapacityUnits()).isEqualTo(4.0);

    var read =
        tables.client.transactGetItems(
            transaction ->
                transaction
                    .transactItems(get(song("Acme Band", "A")), get(song("Acme Band", "None")))
                    .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES));
    assertThat(read.consumedCapacity().getFirst().capacityUnits()).isEqualTo(4.0);
    assertThat(read.consumedCapacity().getFirst().table().readCapacityUnits()).isEqualTo(4.0);
  }

  @Test
  void readsItemsTogetherInTheOrderOfTheRequest() {
    tables.put(with(song("Acme Band", "A"), "Plays", number(1)));

    var responses =
        tables
            .client
            .transactGetItems(
                transaction ->
                    transaction.transactItems(
                        get(song("Acme Band", "None")), get(song("Acme Band", "A"))))
            .responses();

    assertThat(responses.get(0).hasItem()).isFalse();
    assertThat(responses.get(1).item()).containsEntry("Plays", number(1));
  }

  @Test
  void refusesTwoActionsOnOneItem() {
    assertThat(refusal(() -> write(put(song("Acme Band", "A")), check("A", "Plays = :n", 1))))
        .isEqualTo("Transaction request cannot include multiple operations on one item");
    assertThat(
            refusal(
                () ->
                    tables.client.transactGetItems(
                        transaction ->
                            transaction.transactItems(
                                get(song("Acme Band", "A")), get(song("Acme Band", "A"))))))
        .isEqualTo("Transaction request cannot include multiple operations on one item");
  }

  @Test
  void refusesMoreThanAHundredActionsAndNone() {
    var puts = IntStream.range(0, 101).mapToObj(each -> put(song("Band", "Song " + each))).toList();
    assertThat(refusal(() -> write(puts.toArray(TransactWriteItem[]::new))))
        .endsWith(
            "' at 'transactItems' failed to satisfy constraint: Member must have length less than"
                + " or equal to 100");
    assertThat(refusal(() -> write()))
        .isEqualTo(
            "1 validation error detected: Value '[]' at 'transactItems' failed to satisfy"
                + " constraint: Member must have length greater than or equal to 1");
    write(puts.subList(0, 100).toArray(TransactWriteItem[]::new));
  }

  @Test
  void refusesMoreThanFourMegabytes() {
    var puts =
        IntStream.range(0, 12)
            .mapToObj(
                each ->
                    put(with(song("Band", "Song " + each), "Lyrics", text("x".repeat(350_000)))))
            .toList();

    assertThat(refusal(() -> write(puts.toArray(TransactWriteItem[]::new)))).contains("4 MB");
    assertThat(tables.get(song("Band", "Song 0"))).isEmpty();
    write(puts.subList(0, 11).toArray(TransactWriteItem[]::new));
  }

  @Test
  void cancelsWhatDoesNotFitTheTable() {
    var reasons =
        cancelled(
                put(song("Acme Band", "A")), put(item("Artist", number(5), "SongTitle", text("A"))))
            .cancellationReasons();

    assertThat(reasons)
        .containsExactly(
            CancellationReason.builder().code("None").build(),
            CancellationReason.builder()
                .code("ValidationError")
                .message(
                    "One or more parameter values were invalid: Type mismatch for key Artist"
                        + " expected: S actual: N")
                .build());
    assertThat(tables.get(song("Acme Band", "A"))).isEmpty();
  }

  @Test
  void cancelsAnUpdateThatBreaksAnIndexKey() {
    var reasons = cancelled(setGenre(number(5))).cancellationReasons();

    assertThat(reasons.getFirst().message())
        .isEqualTo(
            "One or more parameter values were invalid: Type mismatch for Index Key Genre Expected:"
                + " S Actual: N IndexName: ByGenre");
  }

  @Test
  void refusesKeysWithoutContentBeforeTheTransactionBegins() {
    assertThat(refusal(() -> write(put(song("", "A")))))
        .isEqualTo(
            "One or more parameter values are not valid. The AttributeValue for a key attribute"
                + " cannot contain an empty string value. Key: Artist");
    assertThat(refusal(() -> write(setGenre(text("")))))
        .isEqualTo(
            "One or more parameter values are not valid. The update expression attempted to update"
                + " a secondary index key to a value that is not supported. The AttributeValue for"
                + " a key attribute cannot contain an empty string value.");
  }

  @Test
  void refusesATableThatIsNotThere() {
    assertThat(
            refusal(
                "ResourceNotFoundException",
                () ->
                    write(
                        TransactWriteItem.builder()
                            .put(put -> put.tableName("Missing").item(song("Band", "A")))
                            .build())))
        .isEqualTo("Requested resource not found");
  }

  private TransactWriteItem setGenre(AttributeValue genre) {
    return TransactWriteItem.builder()
        .update(
            update ->
                update
                    .tableName(MUSIC)
                    .key(song("Acme Band", "A"))
                    .updateExpression("SET Genre = :g")
                    .expressionAttributeValues(item(":g", genre)))
        .build();
  }

  private TransactionCanceledException cancelled(TransactWriteItem... actions) {
    return catchThrowableOfType(TransactionCanceledException.class, () -> write(actions));
  }

  private void write(TransactWriteItem... actions) {
    tables.client.transactWriteItems(transaction -> transaction.transactItems(List.of(actions)));
  }

  private void writeUnder(String token, TransactWriteItem action) {
    tables.client.transactWriteItems(
        transaction -> transaction.clientRequestToken(token).transactItems(action));
  }

  private static TransactWriteItem put(Map<String, AttributeValue> item) {
    return TransactWriteItem.builder().put(put -> put.tableName(MUSIC).item(item)).build();
  }

  private static TransactGetItem get(Map<String, AttributeValue> key) {
    return TransactGetItem.builder().get(Get.builder().tableName(MUSIC).key(key).build()).build();
  }

  private static TransactWriteItem check(String title, String condition, long value) {
    return TransactWriteItem.builder()
        .conditionCheck(
            check ->
                check
                    .tableName(MUSIC)
                    .key(song("Acme Band", title))
                    .conditionExpression(condition)
                    .expressionAttributeValues(item(":n", number(value)))
                    .returnValuesOnConditionCheckFailure(
                        ReturnValuesOnConditionCheckFailure.ALL_OLD))
        .build();
  }
}
