package groundswell.dynamodb.service.reads;

import static groundswell.dynamodb.service.Service.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.dynamodb.service.Service;
import groundswell.dynamodb.service.Songs;
import java.util.ArrayList;
import java.util.HashSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Scan.html>
class Scanning {
  @RegisterExtension static final Service service = new Service();

  @BeforeAll
  static void putThings() {
    Songs.create(service);
    Songs.createWithId(service, "Things", "S");
    for (var i = 0; i < 30; i++) {
      service.call(
          "PutItem",
          "{'TableName': 'Things', 'Item': {'Id': {'S': 'id-%d'}, 'n': {'N': '%d'}, 't': {'S': 'text %d'}, 'l': {'L': [{'N': '%d'}]}, 's': {'NS': ['%d', '100']}}}"
              .formatted(i, i, i, i, i));
    }
    service.call(
        "PutItem",
        "{'TableName': 'Songs', 'Item': {'Artist': {'S': 'a'}, 'Title': {'S': '1'}, 'Album': {'S': 'x'}}}");
    service.call(
        "PutItem", "{'TableName': 'Songs', 'Item': {'Artist': {'S': 'a'}, 'Title': {'S': '2'}}}");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "n = :n                                | 1",
        "n <> :n                               | 29",
        "n < :n                                | 5",
        "n <= :n                               | 6",
        "n BETWEEN :n AND :n                   | 1",
        "n IN (:n, :n)                         | 1",
        "NOT n < :n                            | 25",
        "n < :n OR n = :n                      | 6",
        "n < :n AND NOT n < :n                 | 0",
        "attribute_exists(n) AND n = :n        | 1",
        "attribute_not_exists(n) OR n = :n     | 1",
        "size(l) < :n                          | 30",
        "contains(l, :n)                       | 1",
        "contains(s, :n)                       | 1",
        "l[0] = :n                             | 1",
        "l[1] = :n                             | 0",
        ":n = n                                | 1",
        "n = :n AND (t < l OR n = :n)          | 1",
      })
  void filters(String filter, int count) {
    assertThat(
            scan("'FilterExpression': '%s', 'ExpressionAttributeValues': {':n': {'N': '5'}}"
                    .formatted(filter))
                .path("Count")
                .asInt())
        .isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 29, 30, 31})
  void findsEachItemOncePageByPage(int limit) {
    var ids = new ArrayList<String>();
    var start = "";
    do {
      var page = scan("'Limit': %d%s".formatted(limit, start));
      page.path("Items").forEach(item -> ids.add(item.at("/Id/S").asText()));
      start =
          page.has("LastEvaluatedKey")
              ? ", 'ExclusiveStartKey': " + page.path("LastEvaluatedKey")
              : "";
    } while (!start.isEmpty());

    assertThat(ids).hasSize(30).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 100})
  void findsEachItemInOneSegment(int segments) {
    var ids = new HashSet<String>();
    var found = 0;
    for (var segment = 0; segment < segments; segment++) {
      var page = scan("'Segment': %d, 'TotalSegments': %d".formatted(segment, segments));
      page.path("Items").forEach(item -> ids.add(item.at("/Id/S").asText()));
      found += page.path("Count").asInt();
    }

    assertThat(found).isEqualTo(30);
    assertThat(ids).hasSize(30);
  }

  /// APIReference/API_Scan.html#DDB-Scan-request-Segment
  @Test
  void goesOnInTheSegmentInWhichItBegan() {
    var first = scan("'Segment': 0, 'TotalSegments': 2, 'Limit': 1").path("LastEvaluatedKey");

    assertThat(
            scan("'Segment': 0, 'TotalSegments': 2, 'ExclusiveStartKey': %s".formatted(first))
                .path("Count")
                .asInt())
        .isPositive();
    service
        .refused(
            "Scan",
            "{'TableName': 'Things', 'Segment': 1, 'TotalSegments': 2, 'ExclusiveStartKey': %s}"
                .formatted(first))
        .isValidation(
            "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: 2 Segment: 1");
  }

  @Test
  void readsFromAnIndexTheItemsThatItHolds() {
    var found = service.call("Scan", "{'TableName': 'Songs', 'IndexName': 'Albums'}");

    assertThat(found.path("Items"))
        .isEqualTo(json("[{'Artist': {'S': 'a'}, 'Title': {'S': '1'}, 'Album': {'S': 'x'}}]"));
  }

  @Test
  void projects() {
    assertThat(
            scan("'FilterExpression': 'n = :n', 'ProjectionExpression': 'l[0], t', 'ExpressionAttributeValues': {':n': {'N': '5'}}")
                .path("Items"))
        .isEqualTo(json("[{'l': {'L': [{'N': '5'}]}, 't': {'S': 'text 5'}}]"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "'Segment': 0 | The TotalSegments parameter is required but was not present in the request when Segment parameter is present",
        "'TotalSegments': 4 | The Segment parameter is required but was not present in the request when parameter TotalSegments is present",
        "'Segment': 5, 'TotalSegments': 5 | The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 5 is not less than TotalSegments: 5",
        "'Limit': 0 | 1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
        "'Segment': 0, 'TotalSegments': 1000001 | 1 validation error detected: Value '1000001' at 'totalSegments' failed to satisfy constraint: Member must have value less than or equal to 1000000",
        "'FilterExpression': 'status = :n', 'ExpressionAttributeValues': {':n': {'N': '1'}} | Invalid FilterExpression: Attribute name is a reserved keyword; reserved keyword: status",
        "'FilterExpression': '((n = :n))', 'ExpressionAttributeValues': {':n': {'N': '1'}} | Invalid FilterExpression: The expression has redundant parentheses;",
        "'FilterExpression': 'contains(n, n)' | Invalid FilterExpression: The first operand must be distinct from the remaining operands for this operator or function; operator: contains, first operand: [n]",
        "'FilterExpression': 'n =' | Invalid FilterExpression: Syntax error; token: \"<EOF>\", near: \"=\"",
        "'ProjectionExpression': '!!! INVALID !!!' | Invalid ProjectionExpression: Syntax error; token: \"!\", near: \"!!\"",
        "'ProjectionExpression': 'a, a' | Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]",
        "'Select': 'SPECIFIC_ATTRIBUTES' | Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES",
      })
  void refusesRequestsThatAreNone(String members, String message) {
    service.refused("Scan", "{'TableName': 'Things', %s}".formatted(members)).isValidation(message);
  }

  @Test
  void needsATableThatIsThere() {
    service
        .refused("Scan", "{'TableName': 'Nowhere'}")
        .is("ResourceNotFoundException", "Requested resource not found");
  }

  private static JsonNode scan(String members) {
    return service.call("Scan", "{'TableName': 'Things', %s}".formatted(members));
  }
}
