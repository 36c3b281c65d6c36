package groundswell.dynamodb.operations;

import static groundswell.dynamodb.operations.Fixture.MUSIC;
import static groundswell.dynamodb.operations.Fixture.item;
import static groundswell.dynamodb.operations.Fixture.number;
import static groundswell.dynamodb.operations.Fixture.refusal;
import static groundswell.dynamodb.operations.Fixture.song;
import static groundswell.dynamodb.operations.Fixture.text;
import static groundswell.dynamodb.operations.Fixture.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html>, and
/// developerguide/Constraints.html
class CheckingRequests {
  private static final String INVALID = "One or more parameter values were invalid: ";
  private final Fixture tables = new Fixture().withMusic();

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void refusesNamesThatNoTableCanHave() {
    assertThat(putting(put -> put.tableName(null)))
        .isEqualTo(
            "1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null");
    assertThat(putting(put -> put.tableName("").returnValues("INVALID")))
        .isEqualTo(
            "1 validation error detected: Value '' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 1");
    assertThat(putting(put -> put.tableName("bad table!@#")))
        .isEqualTo(
            "1 validation error detected: Value 'bad table!@#' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
    assertThat(putting(put -> put.tableName("a".repeat(256))))
        .endsWith("Member must have length less than or equal to 255");
  }

  @Test
  void tellsSeveralWordsThatItDoesNotKnowAtOnce() {
    assertThat(
            putting(
                put ->
                    put.returnValues("A")
                        .returnConsumedCapacity("B")
                        .returnItemCollectionMetrics("C")))
        .isEqualTo(
            "3 validation errors detected: Value 'A' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]; Value 'B' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]; Value 'C' at 'returnItemCollectionMetrics' failed to satisfy constraint: Member must satisfy enum value set: [SIZE, NONE]");
    assertThat(updating(update -> update.returnValues("A").returnConsumedCapacity("B")))
        .isEqualTo(
            "2 validation errors detected: Value 'A' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]; Value 'B' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]");
  }

  @Test
  void refusesATableThatIsNotThere() {
    assertThat(
            refusal(
                "ResourceNotFoundException",
                () ->
                    tables.client.getItem(
                        get -> get.tableName("Missing").key(song("Acme Band", "A")))))
        .isEqualTo("Requested resource not found");
  }

  @Test
  void findsATableByItsArn() {
    tables.client.putItem(
        put ->
            put.tableName("arn:aws:dynamodb:us-east-1:000000000000:table/Music")
                .item(song("Acme Band", "A")));

    assertThat(tables.get(song("Acme Band", "A"))).isNotEmpty();
  }

  @Test
  void refusesItemsWithoutTheirKey() {
    assertThat(puttingItem(item("Artist", text("Acme Band"))))
        .isEqualTo(INVALID + "Missing the key SongTitle in the item");
    assertThat(puttingItem(item("Artist", number(1), "SongTitle", text("A"))))
        .isEqualTo(INVALID + "Type mismatch for key Artist expected: S actual: N");
    assertThat(puttingItem(song("Acme Band", "")))
        .isEqualTo(
            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: SongTitle");
    assertThat(puttingItem(with(song("Acme Band", "A"), "Genre", text(""))))
        .isEqualTo(
            "One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: ByGenre, IndexKey: Genre");
    assertThat(puttingItem(with(song("Acme Band", "A"), "Year", text("1998"))))
        .isEqualTo(
            INVALID + "Type mismatch for Index Key Year Expected: N Actual: S IndexName: ByYear");
  }

  @Test
  void refusesEmptyBinaryKeys() {
    tables.withTable("Files", ScalarAttributeType.B);

    assertThat(
            refusal(
                () ->
                    tables.client.getItem(
                        get ->
                            get.tableName("Files")
                                .key(
                                    item(
                                        "Id",
                                        AttributeValue.fromB(
                                            SdkBytes.fromByteArray(new byte[0])))))))
        .isEqualTo(
            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty binary value. Key: Id");
  }

  @Test
  void refusesKeysThatAreNotTheTables() {
    for (var key :
        List.<Map<String, AttributeValue>>of(
            item("Artist", text("Acme Band")),
            with(song("Acme Band", "A"), "Year", number(1)),
            item("Artist", text("Acme Band"), "SongTitle", number(1))))
      assertThat(refusal(() -> tables.client.getItem(get -> get.tableName(MUSIC).key(key))))
          .isEqualTo("The provided key element does not match the schema");
  }

  @Test
  void refusesKeysLongerThanTheirLimit() {
    tables.put(song("a".repeat(2048), "b".repeat(1024)));

    assertThat(puttingItem(song("a".repeat(2049), "b")))
        .isEqualTo(INVALID + "Size of hashkey has exceeded the maximum size limit of2048 bytes");
    assertThat(puttingItem(song("a", "b".repeat(1025))))
        .isEqualTo(
            INVALID
                + "Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
  }

  @Test
  void refusesItemsLargerThanTheirLimit() {
    var rest =
        "Artist".length() + "A".length() + "SongTitle".length() + "B".length() + "x".length();
    tables.put(with(song("A", "B"), "x", text("y".repeat(409_600 - rest))));

    assertThat(puttingItem(with(song("A", "B"), "x", text("y".repeat(409_601 - rest)))))
        .isEqualTo("Item size has exceeded the maximum allowed size");
    assertThat(
            updating(
                update ->
                    update
                        .updateExpression("SET x = :x")
                        .expressionAttributeValues(item(":x", text("y".repeat(409_601))))))
        .isEqualTo("Item size to update has exceeded the maximum allowed size");
  }

  /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html>
  @Test
  void refusesMoreThanTwoMegabytesOfSubstitutes() {
    assertThat(
            updating(
                update ->
                    update
                        .updateExpression("SET x = :x")
                        .expressionAttributeValues(
                            item(":x", text("y".repeat(2 * 1024 * 1024 - 1))))))
        .isEqualTo(
            "The expression attribute names and values have exceeded the maximum allowed size of"
                + " 2097152 bytes; size: 2097153");
  }

  @Test
  void refusesValuesBeforeItLooksAtTheTable() {
    assertThat(puttingItem(with(song("A", "B"), "x", number("abc"))))
        .isEqualTo("The parameter cannot be converted to a numeric value: abc");
    assertThat(puttingItem(with(song("A", "B"), "x", AttributeValue.fromSs(List.of()))))
        .isEqualTo(INVALID + "An string set  may not be empty");
    assertThat(
            refusal(
                () ->
                    tables.client.getItem(
                        get -> get.tableName(MUSIC).key(item("Artist", number("abc"))))))
        .isEqualTo("The parameter cannot be converted to a numeric value: abc");
  }

  /// developerguide/LegacyConditionalParameters.html
  @Test
  void refusesExpressionsBesideTheirPredecessors() {
    assertThat(
            putting(
                put ->
                    put.conditionExpression("attribute_not_exists(Artist)")
                        .expected(
                            Map.of(
                                "Artist", ExpectedAttributeValue.builder().exists(false).build()))))
        .endsWith(
            "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {Expected} Expression parameters: {ConditionExpression}");
  }

  @Test
  void refusesPlaceholdersThatNothingUses() {
    assertThat(putting(put -> put.expressionAttributeValues(item(":v", text("x")))))
        .isEqualTo(
            "ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null");
    assertThat(
            updating(
                update ->
                    update
                        .updateExpression("SET Plays = :one")
                        .expressionAttributeValues(item(":one", number(1), ":two", number(2)))))
        .endsWith(
            "Value provided in ExpressionAttributeValues unused in expressions: keys: {:two}");
    assertThat(
            updating(
                update ->
                    update
                        .updateExpression("REMOVE Plays")
                        .expressionAttributeNames(Map.of("#p", "Plays"))))
        .endsWith("Value provided in ExpressionAttributeNames unused in expressions: keys: {#p}");
  }

  @Test
  void refusesToReturnWhatAWriteDoesNotKnow() {
    assertThat(putting(put -> put.returnValues("ALL_NEW")))
        .endsWith("ReturnValues can only be ALL_OLD or NONE");
    assertThat(
            refusal(
                () ->
                    tables.client.deleteItem(
                        DeleteItemRequest.builder()
                            .tableName(MUSIC)
                            .key(song("A", "B"))
                            .returnValues("UPDATED_NEW")
                            .build())))
        .endsWith("ReturnValues can only be ALL_OLD or NONE");
  }

  private String puttingItem(Map<String, AttributeValue> item) {
    return putting(put -> put.item(item));
  }

  private String putting(Consumer<PutItemRequest.Builder> more) {
    var request = PutItemRequest.builder().tableName(MUSIC).item(song("Acme Band", "A"));
    more.accept(request);
    return refusal(() -> tables.client.putItem(request.build()));
  }

  private String updating(Consumer<UpdateItemRequest.Builder> more) {
    var request = UpdateItemRequest.builder().tableName(MUSIC).key(song("Acme Band", "A"));
    more.accept(request);
    return refusal(() -> tables.client.updateItem(request.build()));
  }
}
