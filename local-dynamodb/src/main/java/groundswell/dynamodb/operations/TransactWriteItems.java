package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import groundswell.dynamodb.operations.Constraints.Choice;
import groundswell.dynamodb.schema.TableDefinition;
import groundswell.dynamodb.tables.TransactionAction;
import groundswell.dynamodb.tables.TransactionOutcome;
import groundswell.dynamodb.tables.WriteOutcome;
import groundswell.dynamodb.throughput.CapacityUnits.ReadConsistency;
import groundswell.dynamodb.values.AttributeValues;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html>
final class TransactWriteItems {
  static final int ACTIONS_MAX = 100;
  private static final int TOKEN_LENGTH_MAX = 36;

  /// A transaction writes each item twice: to prepare, and to commit.
  private static final int WRITES_PER_ACTION = 2;

  private final Engine engine;
  private final ClientTokens tokens;

  TransactWriteItems(Engine engine, ClientTokens tokens) {
    this.engine = engine;
    this.tokens = tokens;
  }

  TransactWriteItemsResponse run(TransactWriteItemsRequest request) {
    checkMembers(request);
    var parsed = new ArrayList<ParsedAction>(request.transactItems().size());
    var members = 0;
    for (var item : request.transactItems()) parsed.add(ParsedAction.of(item, ++members));
    var token = request.clientRequestToken();
    if (token == null) return write(request, parsed);
    return tokens.once(
        token,
        request.transactItems(),
        () -> write(request, parsed),
        () -> repeated(request, parsed));
  }

  private static void checkMembers(TransactWriteItemsRequest request) {
    new Constraints()
        .notNull("transactItems", request.hasTransactItems() ? request : null)
        .size(
            "transactItems",
            request.hasTransactItems() ? request.transactItems() : null,
            1,
            ACTIONS_MAX)
        .length("clientRequestToken", request.clientRequestToken(), 1, TOKEN_LENGTH_MAX)
        .oneOf(Choice.RETURN_CONSUMED_CAPACITY, request.returnConsumedCapacityAsString())
        .oneOf(Choice.RETURN_ITEM_COLLECTION_METRICS, request.returnItemCollectionMetricsAsString())
        .check();
  }

  private TransactWriteItemsResponse write(
      TransactWriteItemsRequest request, List<ParsedAction> parsed) {
    var located = parsed.stream().map(action -> action.locate(engine)).toList();
    located.forEach(LocatedAction::refuseEmptyKeys);
    var budget = new TransactionBudget();
    var actions = new ArrayList<LocatedAction.Prepared>(located.size());
    for (var action : located) actions.add(action.prepare(budget));
    refuseInvalid(actions);
    refuseDuplicates(actions);
    var outcome =
        engine
            .database()
            .transact(actions.stream().map(LocatedAction.Prepared::transactionAction).toList());
    return switch (outcome) {
      case TransactionOutcome.Committed(var outcomes) -> response(request, actions, outcomes);
      case TransactionOutcome.Cancelled(var outcomes) ->
          throw Errors.transactionCanceled(reasons(actions, outcomes));
    };
  }

  private static void refuseInvalid(List<LocatedAction.Prepared> actions) {
    if (actions.stream().allMatch(action -> action.invalidity().isEmpty())) return;
    throw Errors.transactionCanceled(
        actions.stream()
            .map(action -> action.invalidity().map(Reasons::invalid).orElseGet(Reasons::none))
            .toList());
  }

  private static void refuseDuplicates(List<LocatedAction.Prepared> actions) {
    var targets = new HashSet<List<Object>>();
    for (var action : actions) {
      TransactionAction target = action.transactionAction();
      if (!targets.add(List.of(target.table().name(), target.key())))
        throw Errors.validation(
            "Transaction request cannot include multiple operations on one item");
    }
  }

  private static List<CancellationReason> reasons(
      List<LocatedAction.Prepared> actions, List<WriteOutcome> outcomes) {
    var reasons = new ArrayList<CancellationReason>(outcomes.size());
    for (var at = 0; at < outcomes.size(); at++)
      reasons.add(
          switch (outcomes.get(at)) {
            case WriteOutcome.Applied _ -> Reasons.none();
            case WriteOutcome.Refused refused ->
                Reasons.refused(refused, actions.get(at).returnsItem());
          });
    return reasons;
  }

  private static TransactWriteItemsResponse response(
      TransactWriteItemsRequest request,
      List<LocatedAction.Prepared> actions,
      List<WriteOutcome.Applied> outcomes) {
    var consumptions = new LinkedHashMap<String, Consumption>();
    var metrics = new LinkedHashMap<String, List<ItemCollectionMetrics>>();
    for (var at = 0; at < outcomes.size(); at++) {
      var target = actions.get(at).transactionAction();
      consumption(consumptions, target.table().definition(), Consumption.Kind.TRANSACTIONAL_WRITE)
          .add(outcomes.get(at), WRITES_PER_ACTION);
      var metric =
          ItemCollections.metrics(
              request.returnItemCollectionMetricsAsString(), target.table(), target.key());
      if (metric != null)
        metrics.computeIfAbsent(target.table().name(), _ -> new ArrayList<>()).add(metric);
    }
    var response = TransactWriteItemsResponse.builder();
    told(consumptions, request.returnConsumedCapacityAsString())
        .ifPresent(response::consumedCapacity);
    if (!metrics.isEmpty()) response.itemCollectionMetrics(metrics);
    return response.build();
  }

  /// The answer to a retry of a request that was carried out: the items are only read.
  private TransactWriteItemsResponse repeated(
      TransactWriteItemsRequest request, List<ParsedAction> parsed) {
    var consumptions = new LinkedHashMap<String, Consumption>();
    for (var action : parsed) {
      var located = action.locate(engine);
      var item = located.table().get(located.key(), true);
      consumption(consumptions, located.table().definition(), Consumption.Kind.TRANSACTIONAL_READ)
          .addTable(GetItem.units(item, ReadConsistency.TRANSACTIONAL));
    }
    var response = TransactWriteItemsResponse.builder();
    told(consumptions, request.returnConsumedCapacityAsString())
        .ifPresent(response::consumedCapacity);
    return response.build();
  }

  static Consumption consumption(
      Map<String, Consumption> consumptions, TableDefinition table, Consumption.Kind kind) {
    return consumptions.computeIfAbsent(table.name(), _ -> new Consumption(table, kind));
  }

  static Optional<List<ConsumedCapacity>> told(
      Map<String, Consumption> consumptions, @org.jspecify.annotations.Nullable String wanted) {
    if (!Consumption.isWanted(wanted)) return Optional.empty();
    var told = new ArrayList<ConsumedCapacity>();
    for (var consumption : consumptions.values()) {
      var capacity = consumption.told(wanted);
      if (capacity != null) told.add(capacity);
    }
    return Optional.of(told);
  }

  /// Why a transaction was cancelled, action by action:
  /// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CancellationReason.html>.
  static final class Reasons {
    private Reasons() {}

    static CancellationReason none() {
      return CancellationReason.builder().code("None").build();
    }

    static CancellationReason invalid(String message) {
      return CancellationReason.builder().code("ValidationError").message(message).build();
    }

    static CancellationReason refused(WriteOutcome.Refused refused, boolean returnsItem) {
      var reason = CancellationReason.builder().code(refused.code()).message(refused.message());
      if (returnsItem && refused.code().equals("ConditionalCheckFailed"))
        refused.before().ifPresent(item -> reason.item(AttributeValues.toSdk(item)));
      return reason.build();
    }
  }
}
