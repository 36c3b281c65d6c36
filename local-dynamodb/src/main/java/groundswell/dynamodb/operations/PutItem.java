package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import groundswell.dynamodb.expressions.Condition;
import groundswell.dynamodb.operations.Constraints.Choice;
import groundswell.dynamodb.tables.WriteFunction.Decision;
import groundswell.dynamodb.tables.WriteOutcome;
import groundswell.dynamodb.values.AttributeValues;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Sizes;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html>
final class PutItem {
  private static final ValueLayer LAYER = ValueLayer.BARE;

  private final Engine engine;

  PutItem(Engine engine) {
    this.engine = engine;
  }

  PutItemResponse run(PutItemRequest request) {
    checkMembers(request);
    var hasExpression =
        new LegacyParameters(LAYER)
            .expression("ConditionExpression", request.conditionExpression())
            .legacy("Expected", request.hasExpected())
            .legacy("ConditionalOperator", request.conditionalOperatorAsString() != null)
            .values(request.hasExpressionAttributeValues())
            .check();
    var expressions =
        new ExpressionReader(
            LAYER,
            hasExpression,
            request.hasExpressionAttributeNames() ? request.expressionAttributeNames() : null,
            request.hasExpressionAttributeValues() ? request.expressionAttributeValues() : null);
    var item = LAYER.item(request.item());
    ReturnValues.checkOfPutOrDelete(LAYER, request.returnValuesAsString());
    checkSize(item);
    var condition = expressions.condition(request.conditionExpression());
    expressions.finish();
    return write(request, item, condition);
  }

  private static void checkMembers(PutItemRequest request) {
    new Constraints().tableOfItems(request.tableName()).check();
    new Constraints()
        .oneOf(Choice.RETURN_VALUES, request.returnValuesAsString())
        .oneOf(Choice.RETURN_CONSUMED_CAPACITY, request.returnConsumedCapacityAsString())
        .oneOf(Choice.RETURN_ITEM_COLLECTION_METRICS, request.returnItemCollectionMetricsAsString())
        .oneOf(
            Choice.RETURN_VALUES_ON_CONDITION_CHECK_FAILURE,
            request.returnValuesOnConditionCheckFailureAsString())
        .notNull("item", request.hasItem() ? request.item() : null)
        .check();
  }

  static void checkSize(Item item) {
    if (Sizes.bytes(item) > Sizes.ITEM_BYTES_MAX)
      throw Errors.validation("Item size has exceeded the maximum allowed size");
  }

  private PutItemResponse write(PutItemRequest request, Item item, Optional<Condition> condition) {
    var table = engine.tableOfItems(request.tableName());
    var key = Keys.ofItem(item, table.definition().key());
    Keys.checkIndexKeys(item, table.definition());
    var outcome =
        table.write(
            key,
            before ->
                Conditions.hold(condition, before)
                    ? new Decision.Put(item)
                    : Decision.Refuse.conditionFailed());
    return switch (outcome) {
      case WriteOutcome.Applied applied -> {
        var response = PutItemResponse.builder();
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
