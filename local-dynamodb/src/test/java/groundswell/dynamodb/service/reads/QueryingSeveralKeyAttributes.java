package groundswell.dynamodb.service.reads;

import static groundswell.dynamodb.service.Service.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.dynamodb.LocalDynamoDb;
import groundswell.dynamodb.options.Options;
import groundswell.dynamodb.service.Service;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/// The tournaments of
/// developerguide/GSI.DesignPattern.MultiAttributeKeys.html
class QueryingSeveralKeyAttributes {
  @RegisterExtension static final Service service = new Service();

  private static final String ATTRIBUTES =
      "'AttributeDefinitions': [{'AttributeName': 'match', 'AttributeType': 'S'}, {'AttributeName': 'tournament', 'AttributeType': 'S'}, {'AttributeName': 'region', 'AttributeType': 'S'}, {'AttributeName': 'year', 'AttributeType': 'N'}, {'AttributeName': 'round', 'AttributeType': 'S'}, {'AttributeName': 'bracket', 'AttributeType': 'S'}]";
  private static final String INDEX =
      "{'IndexName': 'ByTournament', 'KeySchema': [{'AttributeName': 'tournament', 'KeyType': 'HASH'}, {'AttributeName': 'region', 'KeyType': 'HASH'}, {'AttributeName': 'year', 'KeyType': 'RANGE'}, {'AttributeName': 'round', 'KeyType': 'RANGE'}, {'AttributeName': 'bracket', 'KeyType': 'RANGE'}], 'Projection': {'ProjectionType': 'ALL'}}";

  @BeforeAll
  static void putMatches() {
    service.call("CreateTable", table("Matches"));
    put("m1", "Cup", "EU", "2025", "FINAL", "A");
    put("m2", "Cup", "EU", "2025", "SEMI", "B");
    put("m3", "Cup", "EU", "2025", "SEMI", "A");
    put("m4", "Cup", "EU", "-1", "SEMI", "C");
    put("m5", "Cup", "US", "2025", "FINAL", "A");
    service.call(
        "PutItem",
        "{'TableName': 'Matches', 'Item': {'match': {'S': 'm6'}, 'tournament': {'S': 'Cup'}, 'region': {'S': 'EU'}, 'year': {'N': '2025'}, 'round': {'S': 'SEMI'}}}");
  }

  private static String table(String name) {
    return "{'TableName': '%s', 'BillingMode': 'PAY_PER_REQUEST', 'KeySchema': [{'AttributeName': 'match', 'KeyType': 'HASH'}], %s, 'GlobalSecondaryIndexes': [%s]}"
        .formatted(name, ATTRIBUTES, INDEX);
  }

  private static void put(
      String match, String tournament, String region, String year, String round, String bracket) {
    service.call(
        "PutItem",
        "{'TableName': 'Matches', 'Item': {'match': {'S': '%s'}, 'tournament': {'S': '%s'}, 'region': {'S': '%s'}, 'year': {'N': '%s'}, 'round': {'S': '%s'}, 'bracket': {'S': '%s'}}}"
            .formatted(match, tournament, region, year, round, bracket));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "                                                         | m4 m1 m3 m2",
        "AND #year = :year                                        | m1 m3 m2",
        "AND #year < :year                                        | m4",
        "AND #year = :year AND round = :semi                      | m3 m2",
        "AND #year = :year AND begins_with(round, :f)             | m1",
        "AND #year = :year AND round BETWEEN :f AND :semi         | m1 m3 m2",
        "AND bracket > :a AND round = :semi AND #year = :year     | m2",
        "AND #year = :year AND round = :semi AND bracket = :a     | m3",
      })
  void findsThemInTheOrderOfAllSortKeys(@Nullable String condition, String found) {
    var answer = query("tournament = :cup AND #region = :eu " + or(condition), "");

    assertThat(matches(answer)).isEqualTo(found);
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }

  @Test
  void goesOnFromTheKeysOfTableAndIndex() {
    var first = query("tournament = :cup AND #region = :eu", ", 'Limit': 2");

    assertThat(matches(first)).isEqualTo("m4 m1");
    assertThat(first.path("LastEvaluatedKey"))
        .isEqualTo(
            json(
                "{'match': {'S': 'm1'}, 'tournament': {'S': 'Cup'}, 'region': {'S': 'EU'}, 'year': {'N': '2025'}, 'round': {'S': 'FINAL'}, 'bracket': {'S': 'A'}}"));
    assertThat(
            matches(
                query(
                    "tournament = :cup AND #region = :eu",
                    ", 'ExclusiveStartKey': " + first.path("LastEvaluatedKey"))))
        .isEqualTo("m3 m2");
    assertThat(matches(query("tournament = :cup AND #region = :eu", ", 'ScanIndexForward': false")))
        .isEqualTo("m2 m3 m1 m4");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "tournament = :cup | Query condition missed key schema element: region",
        "tournament = :cup AND #region > :eu | Query key condition not supported",
        "tournament = :cup AND #region = :eu AND round = :semi | RANGE key attributes year must have equality conditions specified in the query because a condition is present on key attribute round",
        "tournament = :cup AND #region = :eu AND #year > :year AND round = :semi | RANGE key attributes year must have equality conditions specified in the query because a condition is present on key attribute round",
      })
  void leavesNoGap(String condition, String message) {
    service.refused("Query", "{%s}".formatted(members(condition))).isValidation(message);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "[{'AttributeName': 'tournament', 'KeyType': 'HASH'}, {'AttributeName': 'year', 'KeyType': 'RANGE'}, {'AttributeName': 'region', 'KeyType': 'HASH'}] | Every HASH KeySchemaElement must come before the first RANGE KeySchemaElement",
        "[{'AttributeName': 'tournament', 'KeyType': 'HASH'}, {'AttributeName': 'match', 'KeyType': 'HASH'}, {'AttributeName': 'region', 'KeyType': 'HASH'}, {'AttributeName': 'year', 'KeyType': 'HASH'}, {'AttributeName': 'round', 'KeyType': 'HASH'}] | at most 4 KeySchemaElements of each key type; HASH: 5, RANGE: 0",
      })
  void refusesKeysOfAnotherForm(String key, String message) {
    service
        .refused(
            "CreateTable",
            "{'TableName': 'Other', 'BillingMode': 'PAY_PER_REQUEST', 'KeySchema': [{'AttributeName': 'match', 'KeyType': 'HASH'}], %s, 'GlobalSecondaryIndexes': [{'IndexName': 'Index', 'Projection': {'ProjectionType': 'ALL'}, 'KeySchema': %s}]}"
                .formatted(ATTRIBUTES, key))
        .isValidationWith(message);
  }

  @Test
  void doesNotDoSoForTables() {
    service
        .refused(
            "CreateTable",
            "{'TableName': 'Other', 'BillingMode': 'PAY_PER_REQUEST', 'KeySchema': [{'AttributeName': 'a', 'KeyType': 'HASH'}, {'AttributeName': 'b', 'KeyType': 'HASH'}], 'AttributeDefinitions': [{'AttributeName': 'a', 'AttributeType': 'S'}, {'AttributeName': 'b', 'AttributeType': 'S'}]}")
        .isValidation("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
  }

  /// The keys of an index survive a restart.
  @Test
  void remembersThemInFiles(@TempDir Path folder) {
    var standard = Options.inMemory();
    var options =
        new Options(
            standard.region(),
            standard.accountId(),
            standard.clock(),
            standard.random(),
            standard.scheduler(),
            Optional.of(folder.resolve("tables.db")),
            standard.bytesMax(),
            standard.throughput(),
            standard.replicationLagMax(),
            standard.streams(),
            standard.tableChangeTime());
    try (var engine = LocalDynamoDb.start(options)) {
      engine
          .client()
          .createTable(
              table ->
                  table
                      .tableName("Kept")
                      .billingMode("PAY_PER_REQUEST")
                      .attributeDefinitions(
                          List.of(attribute("id"), attribute("a"), attribute("b"), attribute("c")))
                      .keySchema(element("id", "HASH"))
                      .globalSecondaryIndexes(
                          GlobalSecondaryIndex.builder()
                              .indexName("ByAll")
                              .projection(all -> all.projectionType("ALL"))
                              .keySchema(
                                  element("a", "HASH"), element("b", "HASH"), element("c", "RANGE"))
                              .build()));
      engine
          .client()
          .putItem(
              put -> put.tableName("Kept").item(texts("id", "1", "a", "x", "b", "y", "c", "z")));
    }

    try (var engine = LocalDynamoDb.start(options)) {
      var found =
          engine
              .client()
              .query(
                  query ->
                      query
                          .tableName("Kept")
                          .indexName("ByAll")
                          .keyConditionExpression("a = :a AND b = :b AND c > :c")
                          .expressionAttributeValues(texts(":a", "x", ":b", "y", ":c", "a")));
      assertThat(found.items()).containsExactly(texts("id", "1", "a", "x", "b", "y", "c", "z"));
    }
  }

  private static AttributeDefinition attribute(String name) {
    return AttributeDefinition.builder().attributeName(name).attributeType("S").build();
  }

  private static KeySchemaElement element(String name, String type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static Map<String, AttributeValue> texts(String... namesAndTexts) {
    var texts = new LinkedHashMap<String, AttributeValue>();
    for (var at = 0; at < namesAndTexts.length; at += 2)
      texts.put(namesAndTexts[at], AttributeValue.fromS(namesAndTexts[at + 1]));
    return texts;
  }

  private static JsonNode query(String condition, String more) {
    return service.call("Query", "{%s%s}".formatted(members(condition), more));
  }

  private static String members(String condition) {
    var values = new ArrayList<String>();
    for (var value :
        List.of(
            "':cup': {'S': 'Cup'}",
            "':eu': {'S': 'EU'}",
            "':year': {'N': '2025'}",
            "':semi': {'S': 'SEMI'}",
            "':f': {'S': 'F'}",
            "':a': {'S': 'A'}")) {
      var name = value.substring(1, value.indexOf('\'', 1));
      if (Arrays.asList(condition.split("[^:a-z]+")).contains(name)) values.add(value);
    }
    var names = new ArrayList<String>();
    if (condition.contains("#region")) names.add("'#region': 'region'");
    if (condition.contains("#year")) names.add("'#year': 'year'");
    return "'TableName': 'Matches', 'IndexName': 'ByTournament', 'KeyConditionExpression': '%s', 'ExpressionAttributeValues': {%s}%s"
        .formatted(
            condition,
            String.join(", ", values),
            names.isEmpty()
                ? ""
                : ", 'ExpressionAttributeNames': {%s}".formatted(String.join(", ", names)));
  }

  private static String matches(JsonNode page) {
    var matches = new ArrayList<String>();
    page.path("Items").forEach(item -> matches.add(item.at("/match/S").asText()));
    return String.join(" ", matches);
  }
}
