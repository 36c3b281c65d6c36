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
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithItems.html>
class WorkingWithItems {
  private final Fixture tables = new Fixture().withMusic();

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void putsAnItemAndGetsIt() {
    tables.put(with(song("Acme Band", "Happy Day"), "Year", number(1998)));

    assertThat(tables.get(song("Acme Band", "Happy Day")))
        .isEqualTo(with(song("Acme Band", "Happy Day"), "Year", number(1998)));
  }

  @Test
  void answersWithNoItemWhereThereIsNone() {
    var answer =
        tables.client.getItem(get -> get.tableName(MUSIC).key(song("Acme Band", "Unwritten")));

    assertThat(answer.hasItem()).isFalse();
  }

  @Test
  void replacesAnItemAndAnswersWithTheOldOne() {
    tables.put(with(song("Acme Band", "Happy Day"), "Year", number(1998)));

    var answer =
        tables.client.putItem(
            put ->
                put.tableName(MUSIC)
                    .item(song("Acme Band", "Happy Day"))
                    .returnValues(ReturnValue.ALL_OLD));

    assertThat(answer.attributes())
        .isEqualTo(with(song("Acme Band", "Happy Day"), "Year", number(1998)));
    assertThat(tables.get(song("Acme Band", "Happy Day")))
        .isEqualTo(song("Acme Band", "Happy Day"));
  }

  @Test
  void writesOnlyWhereTheConditionHolds() {
    tables.put(song("Acme Band", "Happy Day"));

    var failed =
        catchThrowableOfType(
            ConditionalCheckFailedException.class,
            () ->
                tables.client.putItem(
                    put ->
                        put.tableName(MUSIC)
                            .item(with(song("Acme Band", "Happy Day"), "Year", number(2000)))
                            .conditionExpression("attribute_not_exists(Artist)")
                            .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD)));

    assertThat(failed.awsErrorDetails().errorMessage()).isEqualTo("The conditional request failed");
    assertThat(failed.item()).isEqualTo(song("Acme Band", "Happy Day"));
    assertThat(tables.get(song("Acme Band", "Happy Day")))
        .isEqualTo(song("Acme Band", "Happy Day"));
  }

  @Test
  void deletesAnItemAndAnswersWithIt() {
    tables.put(with(song("Acme Band", "Happy Day"), "Year", number(1998)));

    var answer =
        tables.client.deleteItem(
            delete ->
                delete
                    .tableName(MUSIC)
                    .key(song("Acme Band", "Happy Day"))
                    .returnValues(ReturnValue.ALL_OLD));

    assertThat(answer.attributes()).containsEntry("Year", number(1998));
    assertThat(tables.get(song("Acme Band", "Happy Day"))).isEmpty();
  }

  @Test
  void deletesWhatIsNotThereWithoutAWord() {
    var answer =
        tables.client.deleteItem(
            delete ->
                delete
                    .tableName(MUSIC)
                    .key(song("Acme Band", "Unwritten"))
                    .returnValues(ReturnValue.ALL_OLD));

    assertThat(answer.hasAttributes()).isFalse();
  }

  /// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html>
  @Test
  void updatesAnItemOrMakesIt() {
    var answer = update("SET Plays = if_not_exists(Plays, :zero) + :one", ReturnValue.ALL_NEW);
    assertThat(answer).containsEntry("Plays", number(1)).containsEntry("Artist", text("Acme Band"));

    assertThat(update("SET Plays = Plays + :one, Stars = :zero", ReturnValue.UPDATED_NEW))
        .isEqualTo(item("Plays", number(2), "Stars", number(0)));
    assertThat(update("SET Plays = Plays + :one, Stars = :zero", ReturnValue.UPDATED_OLD))
        .isEqualTo(item("Plays", number(2), "Stars", number(0)));
  }

  private Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> update(
      String expression, ReturnValue wanted) {
    return tables
        .client
        .updateItem(
            update ->
                update
                    .tableName(MUSIC)
                    .key(song("Acme Band", "Happy Day"))
                    .updateExpression(expression)
                    .expressionAttributeValues(item(":zero", number(0), ":one", number(1)))
                    .returnValues(wanted))
        .attributes();
  }

  @Test
  void makesAnItemOfItsKeyWhereNothingIsToBeUpdated() {
    tables.client.updateItem(update -> update.tableName(MUSIC).key(song("Acme Band", "Happy Day")));

    assertThat(tables.get(song("Acme Band", "Happy Day")))
        .isEqualTo(song("Acme Band", "Happy Day"));
  }

  @Test
  void refusesToUpdateTheKey() {
    assertThat(
            refusal(
                () ->
                    tables.client.updateItem(
                        UpdateItemRequest.builder()
                            .tableName(MUSIC)
                            .key(song("Acme Band", "Happy Day"))
                            .updateExpression("SET Artist = :a")
                            .expressionAttributeValues(item(":a", text("Other")))
                            .build())))
        .isEqualTo(
            "One or more parameter values were invalid: Cannot update attribute Artist. This"
                + " attribute is part of the key");
  }

  @Test
  void readsOnlyWhatTheProjectionNames() {
    tables.put(
        with(song("Acme Band", "Happy Day"), "Year", number(1998), "Label", text("Blue Note")));

    var answer =
        tables.client.getItem(
            get ->
                get.tableName(MUSIC)
                    .key(song("Acme Band", "Happy Day"))
                    .projectionExpression("Label, Lyrics"));

    assertThat(answer.item()).isEqualTo(item("Label", text("Blue Note")));
  }

  /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html>
  @Test
  void tellsWhatAReadConsumes() {
    tables.put(with(song("Acme Band", "Long"), "Lyrics", text("x".repeat(5_000))));

    assertThat(readUnits("Long", true)).isEqualTo(2.0);
    assertThat(readUnits("Long", false)).isEqualTo(1.0);
    assertThat(readUnits("Unwritten", false)).isEqualTo(0.5);
  }

  private double readUnits(String title, boolean isConsistent) {
    return tables
        .client
        .getItem(
            get ->
                get.tableName(MUSIC)
                    .key(song("Acme Band", title))
                    .consistentRead(isConsistent)
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
        .consumedCapacity()
        .capacityUnits();
  }

  /// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ConsumedCapacity.html>
  @Test
  void tellsWhatAWriteConsumesOfTableAndIndexes() {
    var capacity =
        tables
            .client
            .putItem(
                put ->
                    put.tableName(MUSIC)
                        .item(
                            with(
                                song("Acme Band", "Happy Day"),
                                "Genre",
                                text("Rock"),
                                "Price",
                                number("1.99"),
                                "Year",
                                number(1998)))
                        .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES))
            .consumedCapacity();

    assertThat(capacity.capacityUnits()).isEqualTo(3.0);
    assertThat(capacity.table().capacityUnits()).isEqualTo(1.0);
    assertThat(in(capacity.globalSecondaryIndexes(), "ByGenre").capacityUnits()).isEqualTo(1.0);
    assertThat(in(capacity.localSecondaryIndexes(), "ByYear").capacityUnits()).isEqualTo(1.0);
    assertThat(capacity.writeCapacityUnits()).isNull();
  }

  /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html>
  @Test
  void keepsNumbersOfAllDigitsAsKeys() {
    tables.withTable("Numbers", ScalarAttributeType.N);
    var id = number("12345678901234567890.123456789012345678");

    tables.client.putItem(put -> put.tableName("Numbers").item(item("Id", id)));

    assertThat(tables.client.getItem(get -> get.tableName("Numbers").key(item("Id", id))).item())
        .isEqualTo(item("Id", id));
  }
}
