package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import groundswell.dynamodb.expressions.Condition;
import groundswell.dynamodb.expressions.KeyCondition;
import groundswell.dynamodb.expressions.KeyCondition.Test;
import groundswell.dynamodb.expressions.Projection;
import groundswell.dynamodb.operations.Constraints.Choice;
import groundswell.dynamodb.schema.TableDefinition.IndexDefinition;
import groundswell.dynamodb.schema.TableDefinition.KeySchema;
import groundswell.dynamodb.tables.SortRange;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Value;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html>
final class Query {
  private static final ValueLayer LAYER = ValueLayer.BARE;

  private final Engine engine;

  Query(Engine engine) {
    this.engine = engine;
  }

  /// A request, parsed without its table.
  private record Parsed(
      QueryRequest request,
      Selection selection,
      Optional<Item> start,
      Optional<Condition> filter,
      Optional<Projection> projection,
      KeyCondition keyCondition) {
    boolean isConsistent() {
      return Boolean.TRUE.equals(request.consistentRead());
    }
  }

  QueryResponse run(QueryRequest request) {
    checkMembers(request);
    var parsed = parse(request);
    var table = engine.tableOfItems(request.tableName());
    var index = Indexes.find(table, request.indexName());
    Indexes.checkRead(index, parsed.isConsistent());
    parsed.selection().check(index);
    Indexes.checkHeld(index, table, parsed.projection());
    var schema = index == null ? table.definition().key() : index.key();
    var wanted = LAYER.check(() -> parsed.keyCondition().of(schema));
    Keys.refuseEmptyKeyCondition(wanted, schema);
    parsed.filter().ifPresent(condition -> checkFilter(condition, schema));
    parsed
        .start()
        .ifPresent(
            key -> {
              StartKeys.check(key, table.definition(), index, false);
              checkStart(key, wanted, schema);
            });
    var page =
        new PageReader(
            table,
            index,
            parsed.selection(),
            parsed.filter(),
            parsed.projection(),
            parsed.isConsistent());
    page.read(
        table.query(query(parsed, index, wanted)),
        request.limit() == null ? Integer.MAX_VALUE : request.limit());
    return response(request, page);
  }

  private static Parsed parse(QueryRequest request) {
    var expressions = expressions(request);
    if (request.keyConditionExpression() == null)
      throw Errors.validation(
          "Either the KeyConditions or KeyConditionExpression parameter must be specified in the"
              + " request.");
    var selection =
        Selection.of(
            request.selectAsString(),
            request.projectionExpression() != null,
            request.indexName() != null,
            Constraints::refusal);
    var start = StartKeys.read(request.hasExclusiveStartKey(), request.exclusiveStartKey());
    var filter = expressions.filter(request.filterExpression());
    var projection = expressions.projection(request.projectionExpression());
    var keyCondition = expressions.keyCondition(request.keyConditionExpression());
    expressions.finish();
    return new Parsed(request, selection, start, filter, projection, keyCondition);
  }

  private static ExpressionReader expressions(QueryRequest request) {
    var hasExpression =
        new LegacyParameters(LAYER)
            .expression("ProjectionExpression", request.projectionExpression())
            .expression("FilterExpression", request.filterExpression())
            .expression("KeyConditionExpression", request.keyConditionExpression())
            .legacy("AttributesToGet", request.hasAttributesToGet())
            .legacy("QueryFilter", request.hasQueryFilter())
            .legacy("ConditionalOperator", request.conditionalOperatorAsString() != null)
            .legacy("KeyConditions", request.hasKeyConditions())
            .values(request.hasExpressionAttributeValues())
            .check();
    return new ExpressionReader(
        LAYER,
        hasExpression,
        request.hasExpressionAttributeNames() ? request.expressionAttributeNames() : null,
        request.hasExpressionAttributeValues() ? request.expressionAttributeValues() : null);
  }

  private static void checkMembers(QueryRequest request) {
    new Constraints()
        .tableOfItems(request.tableName())
        .pattern("indexName", request.indexName())
        .length(
            "indexName",
            request.indexName(),
            Constraints.NAME_LENGTH_MIN,
            Constraints.NAME_LENGTH_MAX)
        .oneOf(Choice.SELECT, request.selectAsString())
        .oneOf(Choice.RETURN_CONSUMED_CAPACITY, request.returnConsumedCapacityAsString())
        .check();
    if (request.limit() != null && request.limit() < 1)
      new Constraints()
          .add(
              "Value at 'Limit' failed to satisfy constraint: Member must have value greater than"
                  + " or equal to 1")
          .check();
  }

  /// Keys belong in the key condition: a filter on them is refused.
  private static void checkFilter(Condition filter, KeySchema schema) {
    for (var name : Keys.names(schema))
      if (filter.references().attributes().contains(name))
        throw Errors.validation(
            "Filter Expression can only contain non-primary key attributes: Primary key attribute: "
                + name);
  }

  private static void checkStart(Item start, KeyCondition.Selection wanted, KeySchema schema) {
    var names = Keys.names(schema);
    for (var at = 0; at < wanted.partition().size(); at++)
      if (!wanted.partition().get(at).equals(start.get(names.get(at))))
        throw Errors.validation(
            "The provided starting key is outside query boundaries based on provided conditions");
    var tests = new ArrayList<Test>();
    wanted.equal().forEach(value -> tests.add(new Test.Equal(value)));
    wanted.sort().ifPresent(tests::add);
    for (var at = 0; at < tests.size(); at++)
      checkStart(start.get(names.get(wanted.partition().size() + at)), tests.get(at));
  }

  private static void checkStart(@Nullable Value sort, Test test) {
    if (sort == null || !SortTests.holds(test, sort))
      throw Errors.validation("The provided starting key does not match the range key predicate");
  }

  private static groundswell.dynamodb.tables.Query query(
      Parsed parsed, @Nullable IndexDefinition index, KeyCondition.Selection wanted) {
    return new groundswell.dynamodb.tables.Query(
        Optional.ofNullable(index).map(IndexDefinition::name),
        wanted.beginning(),
        wanted.sort().map(SortTests::range).orElseGet(SortRange.All::new),
        !Boolean.FALSE.equals(parsed.request().scanIndexForward()),
        parsed.start(),
        parsed.isConsistent());
  }

  private static QueryResponse response(QueryRequest request, PageReader page) {
    var response =
        QueryResponse.builder()
            .count(page.count())
            .scannedCount(page.scannedCount())
            .consumedCapacity(page.consumed(request.returnConsumedCapacityAsString()));
    page.items().ifPresent(response::items);
    page.lastEvaluatedKey().ifPresent(response::lastEvaluatedKey);
    return response.build();
  }
}
