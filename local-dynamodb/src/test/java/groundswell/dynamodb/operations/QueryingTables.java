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
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.Select;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.html>
class QueryingTables {
  private final Fixture tables = new Fixture().withMusic();

  @BeforeEach
  void addSongs() {
    for (var title : List.of("Echo", "Alpha", "Delta", "Bravo", "Charlie"))
      tables.put(
          with(
              song("Acme Band", title),
              "Genre",
              text("Rock"),
              "Price",
              number(title.length()),
              "Year",
              number(2000 - title.length()),
              "AlbumTitle",
              text("Letters"),
              "Notes",
              text("-")));
    tables.put(song("Other Band", "Alpha"));
  }

  @AfterEach
  void close() {
    tables.close();
  }

  /// developerguide/Query.KeyConditionExpressions.html
  @Test
  void findsTheItemsOfAPartitionInTheOrderOfTheirSortKeys() {
    assertThat(titles(query("Artist = :a", _ -> {})))
        .containsExactly("Alpha", "Bravo", "Charlie", "Delta", "Echo");
  }

  @Test
  void goesBackwardsOnRequest() {
    assertThat(titles(query("Artist = :a", query -> query.scanIndexForward(false))))
        .containsExactly("Echo", "Delta", "Charlie", "Bravo", "Alpha");
  }

  @Test
  void findsARangeOfSortKeys() {
    assertThat(titlesWhere("SongTitle = :x", "Bravo")).containsExactly("Bravo");
    assertThat(titlesWhere("SongTitle < :x", "Bravo")).containsExactly("Alpha");
    assertThat(titlesWhere("SongTitle <= :x", "Bravo")).containsExactly("Alpha", "Bravo");
    assertThat(titlesWhere("SongTitle > :x", "Delta")).containsExactly("Echo");
    assertThat(titlesWhere("SongTitle >= :x", "Delta")).containsExactly("Delta", "Echo");
    assertThat(titlesWhere(":x <= SongTitle", "Delta")).containsExactly("Delta", "Echo");
    assertThat(titlesWhere("begins_with(SongTitle, :x)", "Ch")).containsExactly("Charlie");
    assertThat(
            titles(
                query(
                    "Artist = :a AND SongTitle BETWEEN :x AND :y",
                    item(":a", text("Acme Band"), ":x", text("B"), ":y", text("Delta")),
                    _ -> {})))
        .containsExactly("Bravo", "Charlie", "Delta");
  }

  private List<String> titlesWhere(String condition, String value) {
    return titles(
        query(
            "Artist = :a AND " + condition,
            item(":a", text("Acme Band"), ":x", text(value)),
            _ -> {}));
  }

  /// developerguide/Query.Pagination.html
  @Test
  void readsPageByPage() {
    var first = query("Artist = :a", query -> query.limit(2));
    assertThat(titles(first)).containsExactly("Alpha", "Bravo");
    assertThat(first.lastEvaluatedKey()).isEqualTo(song("Acme Band", "Bravo"));

    var second =
        query("Artist = :a", query -> query.limit(2).exclusiveStartKey(first.lastEvaluatedKey()));
    assertThat(titles(second)).containsExactly("Charlie", "Delta");

    var last =
        query("Artist = :a", query -> query.limit(2).exclusiveStartKey(second.lastEvaluatedKey()));
    assertThat(titles(last)).containsExactly("Echo");
    assertThat(last.hasLastEvaluatedKey()).isFalse();
  }

  @Test
  void goesOnBackwardsFromAPage() {
    var next =
        query(
            "Artist = :a",
            query -> query.scanIndexForward(false).exclusiveStartKey(song("Acme Band", "Delta")));

    assertThat(titles(next)).containsExactly("Charlie", "Bravo", "Alpha");
  }

  @Test
  void endsAPageBehindOneMegabyte() {
    for (var number = 0; number < 20; number++)
      tables.put(
          with(
              song("Long Band", "Song %02d".formatted(number)),
              "Lyrics",
              text("x".repeat(60_000))));

    var page = query("Artist = :a", item(":a", text("Long Band")), _ -> {});

    assertThat(page.count()).isEqualTo(18);
    assertThat(page.lastEvaluatedKey()).isEqualTo(song("Long Band", "Song 17"));
  }

  @Test
  void walksAllPagesWithThePaginator() {
    var pages =
        tables.client.queryPaginator(
            query ->
                query
                    .tableName(MUSIC)
                    .keyConditionExpression("Artist = :a")
                    .expressionAttributeValues(item(":a", text("Acme Band")))
                    .limit(2));

    assertThat(pages.stream().mapToInt(QueryResponse::count).sum()).isEqualTo(5);
    assertThat(pages.items().stream().map(each -> in(each, "SongTitle").s()))
        .containsExactly("Alpha", "Bravo", "Charlie", "Delta", "Echo");
  }

  /// developerguide/Query.FilterExpression.html
  @Test
  void filtersAfterItHasRead() {
    var answer =
        query(
            "Artist = :a",
            item(":a", text("Acme Band"), ":p", number(5)),
            query ->
                query
                    .filterExpression("Price = :p")
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

    assertThat(titles(answer)).containsExactly("Alpha", "Bravo", "Delta");
    assertThat(answer.count()).isEqualTo(3);
    assertThat(answer.scannedCount()).isEqualTo(5);
    assertThat(answer.consumedCapacity().capacityUnits()).isEqualTo(0.5);
  }

  @Test
  void countsWithoutItems() {
    var answer = query("Artist = :a", query -> query.select(Select.COUNT));

    assertThat(answer.count()).isEqualTo(5);
    assertThat(answer.hasItems()).isFalse();
  }

  /// developerguide/GSI.html
  @Test
  void findsWhatAGlobalIndexHolds() {
    var answer =
        query(
            "Genre = :g AND Price > :p",
            item(":g", text("Rock"), ":p", number(4)),
            query -> query.indexName("ByGenre").limit(1));

    assertThat(answer.items())
        .containsExactly(
            with(
                song("Acme Band", "Alpha"),
                "Genre",
                text("Rock"),
                "Price",
                number(5),
                "AlbumTitle",
                text("Letters")));
    assertThat(answer.lastEvaluatedKey())
        .isEqualTo(with(song("Acme Band", "Alpha"), "Genre", text("Rock"), "Price", number(5)));
  }

  @Test
  void walksThroughEqualIndexKeysOneByOne() {
    var seen = new java.util.ArrayList<String>();
    Map<String, AttributeValue> start = Map.of();
    do {
      var from = start;
      var page =
          query(
              "Genre = :g AND Price = :p",
              item(":g", text("Rock"), ":p", number(5)),
              query -> {
                query.indexName("ByGenre").limit(1);
                if (!from.isEmpty()) query.exclusiveStartKey(from);
              });
      page.items().forEach(each -> seen.add(in(each, "SongTitle").s()));
      start = page.lastEvaluatedKey();
    } while (!start.isEmpty());

    assertThat(seen).containsExactly("Alpha", "Bravo", "Delta");
  }

  /// developerguide/LSI.html
  @Test
  void fetchesFromTheTableWhatALocalIndexDoesNotHold() {
    var answer =
        query(
            "Artist = :a",
            query ->
                query
                    .indexName("ByYear")
                    .select(Select.ALL_ATTRIBUTES)
                    .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES));

    assertThat(answer.items()).allSatisfy(each -> assertThat(each).containsKey("Notes"));
    assertThat(answer.consumedCapacity().table().capacityUnits()).isEqualTo(2.5);
    assertThat(in(answer.consumedCapacity().localSecondaryIndexes(), "ByYear").capacityUnits())
        .isEqualTo(0.5);
  }

  @Test
  void refusesWhatAGlobalIndexCannotAnswer() {
    assertThat(onGenre(query -> query.consistentRead(true)))
        .isEqualTo("Consistent reads are not supported on global secondary indexes");
    assertThat(onGenre(query -> query.select(Select.ALL_ATTRIBUTES)))
        .isEqualTo(
            "One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported"
                + " for global secondary index ByGenre because its projection type is not ALL");
    assertThat(onGenre(query -> query.projectionExpression("Notes")))
        .isEqualTo(
            "One or more parameter values were invalid: Global secondary index ByGenre does not"
                + " project [Notes]");
  }

  private String onGenre(Consumer<QueryRequest.Builder> more) {
    return refusal(
        () ->
            query(
                "Genre = :g",
                item(":g", text("Rock")),
                query -> more.accept(query.indexName("ByGenre"))));
  }

  @Test
  void refusesKeyConditionsThatDoNotFitTheKey() {
    assertThat(refusal(() -> query("SongTitle = :a", _ -> {})))
        .isEqualTo("Query condition missed key schema element: Artist");
    assertThat(refusal(() -> query("Artist > :a", _ -> {})))
        .isEqualTo("Query key condition not supported");
    assertThat(refusal(() -> query("Artist = :a", item(":a", number(1)), _ -> {})))
        .isEqualTo(
            "One or more parameter values were invalid: Condition parameter type does not match"
                + " schema type");
    assertThat(refusal(() -> query("Artist = :a", query -> query.filterExpression("Artist = :a"))))
        .isEqualTo(
            "Filter Expression can only contain non-primary key attributes: Primary key attribute:"
                + " Artist");
    assertThat(refusal(() -> tables.client.query(query -> query.tableName(MUSIC))))
        .isEqualTo(
            "Either the KeyConditions or KeyConditionExpression parameter must be specified in the"
                + " request.");
  }

  @Test
  void refusesSelectionsThatContradictEachOther() {
    assertThat(selecting(Select.SPECIFIC_ATTRIBUTES, false))
        .isEqualTo(
            "1 validation error detected: Must specify the AttributesToGet or ProjectionExpression"
                + " when choosing to get SPECIFIC_ATTRIBUTES");
    assertThat(selecting(Select.ALL_ATTRIBUTES, true))
        .isEqualTo(
            "1 validation error detected: Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES");
    assertThat(selecting(Select.COUNT, true))
        .isEqualTo(
            "1 validation error detected: Cannot specify the ProjectionExpression when choosing to get only the Count");
    assertThat(selecting(Select.ALL_PROJECTED_ATTRIBUTES, false))
        .isEqualTo(
            "1 validation error detected: ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
  }

  private String selecting(Select select, boolean projects) {
    return refusal(
        () ->
            query(
                "Artist = :a",
                query -> query.select(select).projectionExpression(projects ? "Notes" : null)));
  }

  @Test
  void refusesAStartingKeyFromElsewhere() {
    assertThat(startingAt(item("Artist", text("Acme Band"))))
        .isEqualTo("The provided starting key is invalid");
    assertThat(startingAt(song("Other Band", "Alpha")))
        .isEqualTo(
            "The provided starting key is outside query boundaries based on provided conditions");
    assertThat(startingAt(item("Artist", text("Acme Band"), "SongTitle", number(1))))
        .isEqualTo(
            "The provided starting key is invalid: The provided key element does not match the"
                + " schema");
    assertThat(
            refusal(
                () ->
                    query(
                        "Artist = :a AND SongTitle > :x",
                        item(":a", text("Acme Band"), ":x", text("C")),
                        query -> query.exclusiveStartKey(song("Acme Band", "Alpha")))))
        .isEqualTo("The provided starting key does not match the range key predicate");
  }

  private String startingAt(Map<String, AttributeValue> start) {
    return refusal(() -> query("Artist = :a", query -> query.exclusiveStartKey(start)));
  }

  private QueryResponse query(String condition, Consumer<QueryRequest.Builder> more) {
    return query(condition, item(":a", text("Acme Band")), more);
  }

  private QueryResponse query(
      String condition, Map<String, AttributeValue> values, Consumer<QueryRequest.Builder> more) {
    var request =
        QueryRequest.builder()
            .tableName(MUSIC)
            .keyConditionExpression(condition)
            .expressionAttributeValues(values);
    more.accept(request);
    return tables.client.query(request.build());
  }

  private static List<String> titles(QueryResponse answer) {
    return answer.items().stream().map(each -> in(each, "SongTitle").s()).toList();
  }
}
