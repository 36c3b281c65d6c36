package groundswell.dynamodb.operations;

import groundswell.dynamodb.expressions.Condition;
import groundswell.dynamodb.operations.Constraints.Choice;
import groundswell.dynamodb.tables.WriteFunction.Decision;
import groundswell.dynamodb.tables.WriteOutcome;
import groundswell.dynamodb.values.AttributeValues;
import groundswell.dynamodb.values.Item;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html>
final class DeleteItem {
  private static final ValueLayer LAYER = ValueLayer.BARE;

  private final Engine engine;

  DeleteItem(Engine engine) {
    this.engine = engine;
  }

  DeleteItemResponse run(DeleteItemRequest request) {
    checkMembers(request);
    var hasExpression =
        new LegacyParameters(LAYER)
            .expression("ConditionExpression", request.conditionExpression())
            .legacy("Expected", request.hasExpected())
            .legacy("ConditionalOperator", request.conditionalOperatorAsString() != null)
            .values(request.hasExpressionAttributeValues())
            .check();
    ReturnValues.checkOfPutOrDelete(LAYER, request.returnValuesAsString());
    var expressions =
        new ExpressionReader(
            LAYER,
            hasExpression,
            request.hasExpressionAttributeNames() ? request.expressionAttributeNames() : null,
            request.hasExpressionAttributeValues() ? request.expressionAttributeValues() : null);
    var key = LAYER.item(request.key());
    var condition = expressions.condition(request.conditionExpression());
    expressions.finish();
    return delete(request, key, condition);
  }

  private static void checkMembers(DeleteItemRequest request) {
    new Constraints().tableOfItems(request.tableName()).check();
    new Constraints()
        .oneOf(Choice.RETURN_VALUES, request.returnValuesAsString())
        .oneOf(Choice.RETURN_CONSUMED_CAPACITY, request.returnConsumedCapacityAsString())
        .oneOf(Choice.RETURN_ITEM_COLLECTION_METRICS, request.returnItemCollectionMetricsAsString())
        .oneOf(
            Choice.RETURN_VALUES_ON_CONDITION_CHECK_FAILURE,
            request.returnValuesOnConditionCheckFailureAsString())
        .notNull("key", request.hasKey() ? request.key() : null)
        .check();
  }

  private DeleteItemResponse delete(
      DeleteItemRequest request, Item lookup, Optional<Condition> condition) {
    var table = engine.tableOfItems(request.tableName());
    var key = Keys.ofLookup(lookup, table.definition().key());
    var outcome =
        table.write(
            key,
            before ->
                Conditions.hold(condition, before)
                    ? new Decision.Delete()
                    : Decision.Refuse.conditionFailed());
    return switch (outcome) {
      case WriteOutcome.Applied applied -> {
        var response = DeleteItemResponse.builder();
        if ("ALL_OLD".equals(request.returnValuesAsString()))
          applied.before().ifPresent(old -> response.attributes(AttributeValues.toSdk(old)));
        yield response
            .consumedCapacity(
                Consumption.ofWrite(
                    request.returnConsumedCapacityAsString(), table.definition(), applied))
            .itemCollectionMetrics(
                ItemCollections.metrics(request.returnItemCollectionMetricsAsString(), table, key))
            .build();
      }
      case WriteOutcome.Refused refused ->
          throw Conditions.failed(refused, request.returnValuesOnConditionCheckFailureAsString());
    };
  }
}
