package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import groundswell.dynamodb.expressions.Projection;
import groundswell.dynamodb.operations.Constraints.Choice;
import groundswell.dynamodb.operations.TransactWriteItems.Reasons;
import groundswell.dynamodb.tables.ItemAddress;
import groundswell.dynamodb.tables.Table;
import groundswell.dynamodb.throughput.CapacityUnits.ReadConsistency;
import groundswell.dynamodb.values.AttributeValues;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Sizes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html>
final class TransactGetItems {
  private static final ValueLayer LAYER = ValueLayer.NAMED;

  private final Engine engine;

  TransactGetItems(Engine engine) {
    this.engine = engine;
  }

  TransactGetItemsResponse run(TransactGetItemsRequest request) {
    checkMembers(request);
    var parsed = new ArrayList<Parsed>(request.transactItems().size());
    for (var item : request.transactItems()) parsed.add(parse(item.get(), parsed.size() + 1));
    var located = parsed.stream().map(get -> get.locate(engine)).toList();
    located.forEach(get -> Keys.refuseEmpty(get.parsed().key(), get.table().definition(), false));
    var addresses = addresses(located);
    refuseDuplicates(addresses);
    return response(request, located, engine.database().read(addresses));
  }

  private static void checkMembers(TransactGetItemsRequest request) {
    new Constraints()
        .notNull("transactItems", request.hasTransactItems() ? request : null)
        .size(
            "transactItems",
            request.hasTransactItems() ? request.transactItems() : null,
            1,
            TransactWriteItems.ACTIONS_MAX)
        .oneOf(Choice.RETURN_CONSUMED_CAPACITY, request.returnConsumedCapacityAsString())
        .check();
  }

  private record Parsed(Get get, Item key, Optional<Projection> projection) {
    Located locate(Engine engine) {
      return new Located(this, engine.tableOfItems(get.tableName()));
    }
  }

  private record Located(Parsed parsed, Table table) {}

  private static Parsed parse(Get get, int number) {
    var member = "transactItems.%d.member.get".formatted(number);
    new Constraints().notNull(member, get).check();
    new Constraints()
        .tableOfItems(member + ".tableName", get.tableName())
        .notNull(member + ".key", get.hasKey() ? get : null)
        .check();
    var expressions =
        new ExpressionReader(
            LAYER,
            get.projectionExpression() != null,
            get.hasExpressionAttributeNames() ? get.expressionAttributeNames() : null,
            null);
    var key = LAYER.item(get.key());
    var projection = expressions.projection(get.projectionExpression());
    expressions.finish();
    return new Parsed(get, key, projection);
  }

  private static List<ItemAddress> addresses(List<Located> located) {
    var addresses = new ArrayList<ItemAddress>(located.size());
    var reasons = new ArrayList<CancellationReason>(located.size());
    for (var get : located) {
      try {
        var key = Keys.ofLookup(get.parsed().key(), get.table().definition().key());
        addresses.add(new ItemAddress(get.table(), key));
        reasons.add(Reasons.none());
      } catch (DynamoDbException invalid) {
        reasons.add(Reasons.invalid(invalid.awsErrorDetails().errorMessage()));
      }
    }
    if (addresses.size() < located.size()) throw Errors.transactionCanceled(reasons);
    return addresses;
  }

  private static void refuseDuplicates(List<ItemAddress> addresses) {
    var targets = new HashSet<List<Object>>();
    for (var address : addresses)
      if (!targets.add(List.of(address.table().name(), address.key())))
        throw Errors.validation(
            "Transaction request cannot include multiple operations on one item");
  }

  private static TransactGetItemsResponse response(
      TransactGetItemsRequest request, List<Located> located, List<Optional<Item>> items) {
    var budget = new TransactionBudget();
    var responses = new ArrayList<ItemResponse>(items.size());
    var consumptions = new LinkedHashMap<String, Consumption>();
    for (var at = 0; at < items.size(); at++) {
      var get = located.get(at);
      var item = items.get(at);
      item.ifPresent(found -> budget.take(Sizes.bytes(found)));
      var response = ItemResponse.builder();
      item.map(found -> get.parsed().projection().map(wanted -> wanted.of(found)).orElse(found))
          .filter(found -> !found.attributes().isEmpty())
          .ifPresent(found -> response.item(AttributeValues.toSdk(found)));
      responses.add(response.build());
      TransactWriteItems.consumption(
              consumptions, get.table().definition(), Consumption.Kind.TRANSACTIONAL_READ)
          .addTable(GetItem.units(item, ReadConsistency.TRANSACTIONAL));
    }
    var response = TransactGetItemsResponse.builder().responses(responses);
    TransactWriteItems.told(consumptions, request.returnConsumedCapacityAsString())
        .ifPresent(response::consumedCapacity);
    return response.build();
  }
}
