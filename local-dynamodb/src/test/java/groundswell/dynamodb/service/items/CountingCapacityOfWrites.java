package groundswell.dynamodb.service.items;

import static groundswell.dynamodb.service.Service.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.dynamodb.service.Service;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a write costs a table and its indexes:
///
/// developerguide/GSI.html#GSI.ThroughputConsiderations.Writes
class CountingCapacityOfWrites {
  @RegisterExtension static final Service service = new Service();
  private static final AtomicInteger ids = new AtomicInteger();

  @BeforeAll
  static void createTable() {
    service.call(
        "CreateTable",
        """
        {'TableName': 'Indexed', 'BillingMode': 'PAY_PER_REQUEST',
         'KeySchema': [{'AttributeName': 'Id', 'KeyType': 'HASH'}, {'AttributeName': 'Rank', 'KeyType': 'RANGE'}],
         'AttributeDefinitions': [{'AttributeName': 'Id', 'AttributeType': 'S'}, {'AttributeName': 'Rank', 'AttributeType': 'S'},
           {'AttributeName': 'Colour', 'AttributeType': 'S'}, {'AttributeName': 'Width', 'AttributeType': 'S'}],
         'GlobalSecondaryIndexes': [{'IndexName': 'ByColour', 'KeySchema': [{'AttributeName': 'Colour', 'KeyType': 'HASH'}],
           'Projection': {'ProjectionType': 'INCLUDE', 'NonKeyAttributes': ['Shown']}}],
         'LocalSecondaryIndexes': [{'IndexName': 'ByWidth', 'Projection': {'ProjectionType': 'ALL'},
           'KeySchema': [{'AttributeName': 'Id', 'KeyType': 'HASH'}, {'AttributeName': 'Width', 'KeyType': 'RANGE'}]}]}
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "                                                     | 1 | 1 |   |",
        ", 'Secret': {'S': 'o'}                                | 1 | 1 |   |",
        ", 'Colour': {'S': 'red'}                             | 2 | 1 | 1 |",
        ", 'Width': {'S': 'big'}                               | 2 | 1 |   | 1",
        ", 'Colour': {'S': 'red'}, 'Width': {'S': 'big'}       | 3 | 1 | 1 | 1",
      })
  void ofANewItemInTheIndexesThatHoldIt(
      String attributes, double total, double table, Double global, Double local) {
    var spent = put(newId(), attributes == null ? "" : attributes);

    assertThat(spent).isEqualTo(capacity(total, table, global, local));
  }

  @Test
  void ofTheSameItemAgainNothingInTheIndexes() {
    var id = newId();
    put(id, ", 'Colour': {'S': 'red'}, 'Width': {'S': 'big'}");

    assertThat(put(id, ", 'Colour': {'S': 'red'}, 'Width': {'S': 'big'}"))
        .isEqualTo(capacity(1, 1, null, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SET Secret = :v     | 2 | 1 |   | 1", // not in the global index
        "SET Shown = :v     | 3 | 1 | 1 | 1", // one write of its entry
        "SET Colour = :v    | 4 | 1 | 2 | 1", // its entry moves: a deletion and an insertion
        "REMOVE Colour      | 3 | 1 | 1 | 1", // its entry is deleted
        "SET Width = :v      | 3 | 1 |   | 2", // the entry moves in the local one; the global one
        // does not hold the size
      })
  void ofAnUpdateByWhatItChangesInAnIndex(
      String update, double total, double table, Double global, Double local) {
    var id = newId();
    put(
        id,
        ", 'Colour': {'S': 'red'}, 'Width': {'S': 'big'}, 'Shown': {'S': 's'}, 'Secret': {'S': 'o'}");

    var spent =
        service
            .call(
                "UpdateItem",
                "{'TableName': 'Indexed', 'Key': {'Id': {'S': '%s'}, 'Rank': {'S': '1'}}, 'UpdateExpression': '%s'%s, 'ReturnConsumedCapacity': 'INDEXES'}"
                    .formatted(
                        id,
                        update,
                        update.contains(":v")
                            ? ", 'ExpressionAttributeValues': {':v': {'S': 'new'}}"
                            : ""))
            .path("ConsumedCapacity");

    assertThat(spent).isEqualTo(capacity(total, table, global, local));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'Colour': {'S': 'red'}, 'Width': {'S': 'big'} | 3 | 1 | 1 | 1",
        "'Secret': {'S': 'o'}                          | 1 | 1 |   |",
      })
  void ofADeletionInTheIndexesThatHeldTheItem(
      String attributes, double total, double table, Double global, Double local) {
    var id = newId();
    put(id, ", " + attributes);

    var spent =
        service
            .call(
                "DeleteItem",
                "{'TableName': 'Indexed', 'Key': {'Id': {'S': '%s'}, 'Rank': {'S': '1'}}, 'ReturnConsumedCapacity': 'INDEXES'}"
                    .formatted(id))
            .path("ConsumedCapacity");

    assertThat(spent).isEqualTo(capacity(total, table, global, local));
  }

  @Test
  void ofABatchForTheWholeTable() {
    var spent =
        service.call(
            "BatchWriteItem",
            """
            {'ReturnConsumedCapacity': 'INDEXES', 'RequestItems': {'Indexed': [
              {'PutRequest': {'Item': {'Id': {'S': 'b1'}, 'Rank': {'S': '1'}, 'Colour': {'S': 'red'}}}},
              {'PutRequest': {'Item': {'Id': {'S': 'b2'}, 'Rank': {'S': '1'}, 'Secret': {'S': 'o'}}}}]}}
            """);

    assertThat(spent.path("UnprocessedItems")).isEqualTo(json("{}"));
    assertThat(spent.path("ConsumedCapacity").size()).isEqualTo(1);
    assertThat(spent.at("/ConsumedCapacity/0")).isEqualTo(capacity(3, 2, 1.0, null));
  }

  @Test
  void asATotalWithoutItsParts() {
    var spent =
        service.call(
            "PutItem",
            "{'TableName': 'Indexed', 'Item': {'Id': {'S': 'total'}, 'Rank': {'S': '1'}, 'Colour': {'S': 'red'}}, 'ReturnConsumedCapacity': 'TOTAL'}");

    assertThat(spent)
        .isEqualTo(json("{'ConsumedCapacity': {'TableName': 'Indexed', 'CapacityUnits': 2.0}}"));
  }

  private static String newId() {
    return "id-" + ids.incrementAndGet();
  }

  private static JsonNode put(String id, String attributes) {
    return service
        .call(
            "PutItem",
            "{'TableName': 'Indexed', 'Item': {'Id': {'S': '%s'}, 'Rank': {'S': '1'}%s}, 'ReturnConsumedCapacity': 'INDEXES'}"
                .formatted(id, attributes))
        .path("ConsumedCapacity");
  }

  private static JsonNode capacity(double total, double table, Double global, Double local) {
    var text =
        new StringBuilder(
            "{'TableName': 'Indexed', 'CapacityUnits': %s, 'Table': {'CapacityUnits': %s}"
                .formatted(total, table));
    if (global != null)
      text.append(
          ", 'GlobalSecondaryIndexes': {'ByColour': {'CapacityUnits': %s}}".formatted(global));
    if (local != null)
      text.append(", 'LocalSecondaryIndexes': {'ByWidth': {'CapacityUnits': %s}}".formatted(local));
    return json(text + "}");
  }
}
