package groundswell.dynamodb.moto;

import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Known wrong answers of moto (5.2.5), each with the AWS page that says what is right.
final class MotoFaults {
  private static final String INVALID_PATH =
      "The document path provided in the update expression is invalid for update";

  private static final List<Fault> KNOWN =
      List.of(
          new Fault(
              "It ends in an internal error, with the update half done, where a path or an operand does not fit the item",
              "developerguide/Expressions.UpdateExpressions.html",
              (_, _, motos) -> motos.isInternalError()),
          new Fault(
              "An update that an item refuses fails the whole transaction as invalid, not as cancelled with its reason",
              "APIReference/API_TransactWriteItems.html",
              (call, ours, motos) ->
                  call.request() instanceof TransactWriteItemsRequest
                      && ours.outcome().equals("TransactionCanceledException")
                      && ours.content().toString().contains("ValidationError")
                      && motos.outcome().equals("ValidationException")),
          new Fault(
              "UPDATED_NEW tells the key of an item that the update made, and nothing of what was set to the value it had",
              "APIReference/API_UpdateItem.html",
              (call, ours, motos) ->
                  call.request() instanceof UpdateItemRequest update
                      && update.returnValues() == ReturnValue.UPDATED_NEW
                      && ours.isOk()
                      && motos.isOk()
                      && attributes(ours).containsAll(withoutKeys(motos))),
          new Fault(
              "UPDATED_OLD tells the whole list where an element was set beyond its end",
              "APIReference/API_UpdateItem.html",
              (call, ours, motos) ->
                  call.request() instanceof UpdateItemRequest update
                      && update.returnValues() == ReturnValue.UPDATED_OLD
                      && ours.isOk()
                      && motos.isOk()
                      && attributes(motos).containsAll(attributes(ours))),
          new Fault(
              "It takes a name before an index for unused in a projection",
              "developerguide/Expressions.ExpressionAttributeNames.html",
              (call, ours, motos) ->
                  call.request() instanceof GetItemRequest
                      && ours.isOk()
                      && motos.message().contains("ExpressionAttributeNames unused")),
          new Fault(
              "A page of a query that its limit ends has no last key when nothing comes after",
              "developerguide/Query.Pagination.html",
              (call, ours, motos) ->
                  call.request() instanceof QueryRequest query
                      && query.limit() != null
                      && ours.isOk()
                      && withoutLastKey(ours).equals(withoutLastKey(motos))),
          new Fault(
              "It removes from a path of an item that does not exist only if the path is there",
              "developerguide/Expressions.UpdateExpressions.html",
              (_, ours, motos) ->
                  !ours.message().equals(INVALID_PATH) && motos.message().equals(INVALID_PATH)),
          new Fault(
              "It sets a path that leads through something that is no map or list",
              "developerguide/Expressions.UpdateExpressions.html",
              (_, ours, motos) -> ours.message().equals(INVALID_PATH) && motos.isOk()));

  private MotoFaults() {}

  /// @param page the AWS page that decides, below
  ///     <https://docs.aws.amazon.com/amazondynamodb/latest/>
  record Fault(String description, String page, Sign sign) {}

  @FunctionalInterface
  interface Sign {
    boolean isIn(Call call, Answer ours, Answer motos);
  }

  /// The known fault that explains why two answers differ.
  static Optional<Fault> explaining(Call call, Answer ours, Answer motos) {
    return KNOWN.stream().filter(fault -> fault.sign().isIn(call, ours, motos)).findFirst();
  }

  /// Whether the tables may differ after two answers. If an update is refused or fails, moto keeps
  /// what its first actions did, though an update must be all or nothing:
  /// APIReference/API_TransactWriteItems.html, APIReference/API_UpdateItem.html.
  static boolean mayPartTables(Call call, Answer ours, Answer motos) {
    if (call.isRead()) return false;
    return ours.isOk() != motos.isOk() || motos.isInternalError() || motos.isInvalid();
  }

  private static Set<Map.Entry<String, Value>> attributes(Answer answer) {
    return answer.content() instanceof Item(var attributes) ? attributes.entrySet() : Set.of();
  }

  private static Set<Map.Entry<String, Value>> withoutKeys(Answer answer) {
    return attributes(answer).stream()
        .filter(
            each ->
                !each.getKey().equals(SampleTable.PARTITION)
                    && !each.getKey().equals(SampleTable.SORT))
        .collect(Collectors.toSet());
  }

  private static Object withoutLastKey(Answer page) {
    return page.content() instanceof List<?> parts ? parts.subList(0, parts.size() - 1) : page;
  }
}
