package groundswell.dynamodb.operations;

import groundswell.dynamodb.operations.Constraints.Choice;
import groundswell.dynamodb.throughput.CapacityUnits;
import groundswell.dynamodb.throughput.CapacityUnits.ReadConsistency;
import groundswell.dynamodb.values.AttributeValues;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Sizes;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html>
final class GetItem {
  private static final ValueLayer LAYER = ValueLayer.BARE;

  private final Engine engine;

  GetItem(Engine engine) {
    this.engine = engine;
  }

  GetItemResponse run(GetItemRequest request) {
    checkMembers(request);
    var hasExpression =
        new LegacyParameters(LAYER)
            .expression("ProjectionExpression", request.projectionExpression())
            .legacy("AttributesToGet", request.hasAttributesToGet())
            .check();
    var expressions =
        new ExpressionReader(
            LAYER,
            hasExpression,
            request.hasExpressionAttributeNames() ? request.expressionAttributeNames() : null,
            null);
    var lookup = LAYER.item(request.key());
    var projection = expressions.projection(request.projectionExpression());
    expressions.finish();

    var table = engine.tableOfItems(request.tableName());
    var key = Keys.ofLookup(lookup, table.definition().key());
    var isConsistent = Boolean.TRUE.equals(request.consistentRead());
    var item = table.get(key, isConsistent);
    var response = GetItemResponse.builder();
    item.map(found -> projection.map(wanted -> wanted.of(found)).orElse(found))
        .ifPresent(found -> response.item(AttributeValues.toSdk(found)));
    if (Consumption.isWanted(request.returnConsumedCapacityAsString())) {
      var consumption = new Consumption(table.definition(), Consumption.Kind.PLAIN);
      consumption.addTable(
          units(item, isConsistent ? ReadConsistency.STRONG : ReadConsistency.EVENTUAL));
      response.consumedCapacity(consumption.told(request.returnConsumedCapacityAsString()));
    }
    return response.build();
  }

  /// Reading a missing item costs as much as reading a small one.
  static double units(Optional<Item> item, ReadConsistency consistency) {
    return CapacityUnits.read(item.map(Sizes::bytes).orElse(0), consistency);
  }

  private static void checkMembers(GetItemRequest request) {
    new Constraints().tableOfItems(request.tableName()).check();
    new Constraints()
        .oneOf(Choice.RETURN_CONSUMED_CAPACITY, request.returnConsumedCapacityAsString())
        .notNull("key", request.hasKey() ? request.key() : null)
        .check();
  }
}
