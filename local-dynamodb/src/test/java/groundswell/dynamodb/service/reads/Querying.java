package groundswell.dynamodb.service.reads;

import static groundswell.dynamodb.service.Service.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.dynamodb.service.Service;
import groundswell.dynamodb.service.Songs;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.html>
class Querying {
  @RegisterExtension static final Service service = new Service();

  @BeforeAll
  static void putSongs() {
    Songs.create(service);
    Songs.createWithRank(service, "Numbered", "N");
    Songs.createWithRank(service, "Binary", "B");
    for (var title : List.of("a1", "a2", "b1", "b2", "c1")) {
      service.call(
          "PutItem",
          "{'TableName': 'Songs', 'Item': {'Artist': {'S': 'The Band'}, 'Title': {'S': '%s'}, 'Album': {'S': '%s'}, 'Released': {'N': '%d'}, 'Label': {'S': 'L'}, 'Extra': {'S': 'e'}}}"
              .formatted(title, title.charAt(0), 1990 + title.charAt(1)));
    }
    service.call(
        "PutItem",
        "{'TableName': 'Songs', 'Item': {'Artist': {'S': 'The Band'}, 'Title': {'S': 'single'}}}");
    for (var rank : List.of("-100", "-1", "-0.5", "0", "0.5", "1", "9", "10", "1e20")) {
      service.call(
          "PutItem",
          "{'TableName': 'Numbered', 'Item': {'Id': {'S': 'n'}, 'Rank': {'N': '%s'}}}"
              .formatted(rank));
    }
    for (var rank : List.of("AA==", "AAA=", "AQ==", "/w==", "gA==")) {
      service.call(
          "PutItem",
          "{'TableName': 'Binary', 'Item': {'Id': {'S': 'b'}, 'Rank': {'B': '%s'}}}"
              .formatted(rank));
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "Title = :a                  | a2",
        "Title < :a                  | a1",
        "Title <= :a                 | a1 a2",
        "Title > :a                  | b1 b2 c1 single",
        "Title >= :a                 | a2 b1 b2 c1 single",
        ":a <= Title                 | a2 b1 b2 c1 single",
        "Title BETWEEN :a AND :b     | a2 b1",
        "begins_with(Title, :c)      | b1 b2",
        "(Title = :a)                | a2",
      })
  void findsByTheSortKey(String condition, String titles) {
    var values = new StringBuilder("':p': {'S': 'The Band'}");
    if (condition.contains(":a")) values.append(", ':a': {'S': 'a2'}");
    if (condition.contains(":b")) values.append(", ':b': {'S': 'b1'}");
    if (condition.contains(":c")) values.append(", ':c': {'S': 'b'}");

    var found =
        query(
            "'KeyConditionExpression': 'Artist = :p AND %s', 'ExpressionAttributeValues': {%s}"
                .formatted(condition, values));

    assertThat(titles(found)).isEqualTo(titles);
  }

  @Test
  void sortsNumbersByValueAndBytesAsUnsigned() {
    var numbers = all("Numbered", "n").findValuesAsText("N");
    var bytes = all("Binary", "b").findValuesAsText("B");

    assertThat(numbers)
        .containsExactly("-100", "-1", "-0.5", "0", "0.5", "1", "9", "10", "100000000000000000000");
    assertThat(bytes).containsExactly("AA==", "AAA=", "AQ==", "gA==", "/w==");
  }

  private static JsonNode all(String table, String id) {
    return service
        .call(
            "Query",
            "{'TableName': '%s', 'KeyConditionExpression': 'Id = :id', 'ExpressionAttributeValues': {':id': {'S': '%s'}}}"
                .formatted(table, id))
        .path("Items");
  }

  @Test
  void goesBackwards() {
    assertThat(
            titles(
                query(
                    "'KeyConditionExpression': 'Artist = :p', 'ScanIndexForward': false, 'ExpressionAttributeValues': {':p': {'S': 'The Band'}}")))
        .isEqualTo("single c1 b2 b1 a2 a1");
  }

  @Test
  void readsPageByPage() {
    var titles = new ArrayList<String>();
    var pages = 0;
    var start = "";
    do {
      var page =
          query(
              "'KeyConditionExpression': 'Artist = :p', 'Limit': 4, 'ExpressionAttributeValues': {':p': {'S': 'The Band'}}"
                  + start);
      titles.add(titles(page));
      pages++;
      start =
          page.has("LastEvaluatedKey")
              ? ", 'ExclusiveStartKey': " + page.path("LastEvaluatedKey")
              : "";
    } while (!start.isEmpty());

    assertThat(pages).isEqualTo(2);
    assertThat(titles).containsExactly("a1 a2 b1 b2", "c1 single");
  }

  @Test
  void filtersAfterItHasCounted() {
    var found =
        query(
            "'KeyConditionExpression': 'Artist = :p', 'FilterExpression': 'Album = :a', 'ReturnConsumedCapacity': 'TOTAL', 'ExpressionAttributeValues': {':p': {'S': 'The Band'}, ':a': {'S': 'b'}}");

    assertThat(titles(found)).isEqualTo("b1 b2");
    assertThat(found.path("Count").asInt()).isEqualTo(2);
    assertThat(found.path("ScannedCount").asInt()).isEqualTo(6);
    assertThat(found.at("/ConsumedCapacity/CapacityUnits").asDouble()).isEqualTo(0.5);
  }

  @Test
  void countsWithoutItems() {
    var found =
        query(
            "'KeyConditionExpression': 'Artist = :p', 'Select': 'COUNT', 'ExpressionAttributeValues': {':p': {'S': 'The Band'}}");

    assertThat(found).isEqualTo(json("{'Count': 6, 'ScannedCount': 6}"));
  }

  @Test
  void costsHalfAUnitWhereNothingIsFound() {
    var found =
        query(
            "'KeyConditionExpression': 'Artist = :p', 'ReturnConsumedCapacity': 'TOTAL', 'ExpressionAttributeValues': {':p': {'S': 'Nobody'}}");

    assertThat(found)
        .isEqualTo(
            json(
                "{'Items': [], 'Count': 0, 'ScannedCount': 0, 'ConsumedCapacity': {'TableName': 'Songs', 'CapacityUnits': 0.5}}"));
  }

  @Test
  void readsFromAGlobalIndexWhatItHolds() {
    var found =
        query(
            "'IndexName': 'AlbumsByYear', 'KeyConditionExpression': 'Album = :a', 'ExpressionAttributeValues': {':a': {'S': 'a'}}");

    assertThat(titles(found)).isEqualTo("a1 a2");
    assertThat(found.at("/Items/0"))
        .isEqualTo(
            json(
                "{'Artist': {'S': 'The Band'}, 'Title': {'S': 'a1'}, 'Album': {'S': 'a'}, 'Released': {'N': '2039'}, 'Label': {'S': 'L'}}"));
  }

  @Test
  void readsFromALocalIndexWhatItDoesNotHold() {
    var found =
        query(
            "'IndexName': 'ByYear', 'KeyConditionExpression': 'Artist = :p', 'Select': 'ALL_ATTRIBUTES', 'ExpressionAttributeValues': {':p': {'S': 'The Band'}}");

    assertThat(found.path("Count").asInt()).as("items that have a year").isEqualTo(5);
    assertThat(found.at("/Items/0/Extra/S").asText()).isEqualTo("e");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "'KeyConditionExpression': 'Title = :v' | Query condition missed key schema element: Artist",
        "'KeyConditionExpression': 'Artist = :v AND Album = :v' | Query condition missed key schema element: Title",
        "'KeyConditionExpression': 'Artist > :v' | Query key condition not supported",
        "'KeyConditionExpression': 'Artist = :v OR Title = :v' | Invalid operator used in KeyConditionExpression: OR",
        "'KeyConditionExpression': 'Artist = :v AND Title <> :v' | Invalid operator used in KeyConditionExpression: <>",
        "'KeyConditionExpression': 'Artist = :v AND Title.x = :v' | KeyConditionExpressions cannot have conditions on nested attributes",
        "'KeyConditionExpression': 'Artist = :v', 'IndexName': 'Nothing' | The table does not have the specified index: Nothing",
        "'KeyConditionExpression': 'Album = :v', 'IndexName': 'Albums', 'ConsistentRead': true | Consistent reads are not supported on global secondary indexes",
        "'KeyConditionExpression': 'Artist = :v', 'Limit': 0 | Member must have value greater than or equal to 1",
        "'KeyConditionExpression': 'Artist = :v', 'Select': 'X' | Value 'X' at 'select' failed to satisfy constraint: Member must satisfy enum value set",
        "'KeyConditionExpression': 'Artist = :v', 'Select': 'ALL_ATTRIBUTES', 'ProjectionExpression': 'Title' | Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES",
        "'KeyConditionExpression': 'Artist = :v', 'Select': 'ALL_PROJECTED_ATTRIBUTES' | ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName",
        "'KeyConditionExpression': 'Artist = :v', 'Select': 'SPECIFIC_ATTRIBUTES' | 1 validation error detected: Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES",
        "'KeyConditionExpression': 'Artist = :v', 'FilterExpression': 'Title = :v' | Filter Expression can only contain non-primary key attributes: Primary key attribute: Title",
        "'KeyConditionExpression': 'Artist = :v', 'FilterExpression': '#x = :v' | An expression attribute name used in the document path is not defined; attribute name: #x",
        "'KeyConditionExpression': 'Artist = :v', 'ExpressionAttributeNames': {'#u': 'x'} | Value provided in ExpressionAttributeNames unused in expressions: keys: {#u}",
        "'KeyConditionExpression': 'Artist = :w' | An expression attribute value used in expression is not defined; attribute value: :w",
        "'KeyConditionExpression': '' | Invalid KeyConditionExpression: The expression can not be empty;",
        "'KeyConditionExpression': 'Artist = :v', 'ExclusiveStartKey': {'Artist': {'S': 'x'}} | The provided starting key is invalid",
      })
  void refusesConditionsThatAreNone(String members, String message) {
    service
        .refused(
            "Query",
            "{'TableName': 'Songs', %s, 'ExpressionAttributeValues': {':v': {'S': 'x'}}}"
                .formatted(members))
        .isValidationWith(message);
  }

  @Test
  void needsACondition() {
    assertThat(service.refused("Query", "{'TableName': 'Songs'}").code())
        .isEqualTo("ValidationException");
    service
        .refused(
            "Query",
            "{'TableName': 'Nowhere', 'KeyConditionExpression': 'a = :a', 'ExpressionAttributeValues': {':a': {'S': 'x'}}}")
        .is("ResourceNotFoundException", "Requested resource not found");
  }

  @Test
  void readsOneMegabyteAtATime() {
    for (var i = 0; i < 5; i++) {
      service.call(
          "PutItem",
          "{'TableName': 'Songs', 'Item': {'Artist': {'S': 'Long'}, 'Title': {'S': '%d'}, 'Text': {'S': '%s'}}}"
              .formatted(i, "x".repeat(300_000)));
    }

    var first =
        query(
            "'KeyConditionExpression': 'Artist = :p', 'ExpressionAttributeValues': {':p': {'S': 'Long'}}");

    assertThat(titles(first)).isEqualTo("0 1 2 3");
    assertThat(first.path("LastEvaluatedKey"))
        .isEqualTo(json("{'Artist': {'S': 'Long'}, 'Title': {'S': '3'}}"));
  }

  private static JsonNode query(String members) {
    return service.call("Query", "{'TableName': 'Songs', %s}".formatted(members));
  }

  private static String titles(JsonNode page) {
    var titles = new ArrayList<String>();
    page.path("Items").forEach(item -> titles.add(item.at("/Title/S").asText()));
    return String.join(" ", titles);
  }
}
