package groundswell.dynamodb.operations;

import groundswell.dynamodb.expressions.Condition;
import groundswell.dynamodb.expressions.Update;
import groundswell.dynamodb.operations.Constraints.Choice;
import groundswell.dynamodb.tables.Table;
import groundswell.dynamodb.tables.WriteOutcome;
import groundswell.dynamodb.values.AttributeValues;
import groundswell.dynamodb.values.Item;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html>
final class UpdateItem {
  private static final ValueLayer LAYER = ValueLayer.BARE;

  private final Engine engine;

  UpdateItem(Engine engine) {
    this.engine = engine;
  }

  UpdateItemResponse run(UpdateItemRequest request) {
    checkMembers(request);
    var hasExpression =
        new LegacyParameters(LAYER)
            .expression("UpdateExpression", request.updateExpression())
            .expression("ConditionExpression", request.conditionExpression())
            .legacy("AttributeUpdates", request.hasAttributeUpdates())
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
    var lookup = LAYER.item(request.key());
    var update = expressions.update(request.updateExpression());
    var condition = expressions.condition(request.conditionExpression());
    expressions.finish();
    return update(request, lookup, update, condition);
  }

  /// Without a key, reports all faults at once. With one, checks the table's name first, alone.
  private static void checkMembers(UpdateItemRequest request) {
    if (!request.hasKey()) {
      new Constraints()
          .oneOf(Choice.RETURN_CONSUMED_CAPACITY, request.returnConsumedCapacityAsString())
          .tableOfItems(request.tableName())
          .oneOf(Choice.RETURN_VALUES, request.returnValuesAsString())
          .notNull("key", null)
          .check();
    }
    new Constraints().tableOfItems(request.tableName()).check();
    new Constraints()
        .oneOf(Choice.RETURN_VALUES, request.returnValuesAsString())
        .oneOf(Choice.RETURN_CONSUMED_CAPACITY, request.returnConsumedCapacityAsString())
        .oneOf(Choice.RETURN_ITEM_COLLECTION_METRICS, request.returnItemCollectionMetricsAsString())
        .oneOf(
            Choice.RETURN_VALUES_ON_CONDITION_CHECK_FAILURE,
            request.returnValuesOnConditionCheckFailureAsString())
        .check();
  }

  private UpdateItemResponse update(
      UpdateItemRequest request,
      Item lookup,
      Optional<Update> update,
      Optional<Condition> condition) {
    var table = engine.tableOfItems(request.tableName());
    var change = ItemUpdate.of(lookup, update, condition, table.definition(), true);
    return switch (table.write(change.key(), change)) {
      case WriteOutcome.Applied applied -> response(request, table, change, applied);
      case WriteOutcome.Refused refused ->
          throw Conditions.failed(refused, request.returnValuesOnConditionCheckFailureAsString());
    };
  }

  private static UpdateItemResponse response(
      UpdateItemRequest request, Table table, ItemUpdate change, WriteOutcome.Applied applied) {
    var response = UpdateItemResponse.builder();
    var returned = returned(request.returnValuesAsString(), change, applied);
    if (returned != null) response.attributes(AttributeValues.toSdk(returned));
    return response
        .consumedCapacity(
            Consumption.ofWrite(
                request.returnConsumedCapacityAsString(), table.definition(), applied))
        .itemCollectionMetrics(
            ItemCollections.metrics(
                request.returnItemCollectionMetricsAsString(), table, change.key()))
        .build();
  }

  private static @Nullable Item returned(
      @Nullable String wanted, ItemUpdate change, WriteOutcome.Applied applied) {
    return switch (wanted) {
      case "ALL_OLD" -> applied.before().orElse(null);
      case "ALL_NEW" -> applied.after().orElse(null);
      case "UPDATED_OLD" -> notEmpty(change.updatedOld());
      case "UPDATED_NEW" -> notEmpty(change.updatedNew());
      case null, default -> null;
    };
  }

  private static @Nullable Item notEmpty(Item item) {
    return item.attributes().isEmpty() ? null : item;
  }
}
