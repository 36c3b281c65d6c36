package groundswell.dynamodb.moto;

import groundswell.dynamodb.values.AttributeValues;
import groundswell.dynamodb.values.Item;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// The part of an answer that two services must agree on: the kind of an error, or the items. Sets
/// and the pages of a scan have no order; numbers compare by value, not as text.
///
/// @param outcome `OK` or the code of the error
/// @param message the error's text; not compared, because each service has its own wording
record Answer(String outcome, Object content, String message) {
  private static final String OK = "OK";
  private static final String INTERNAL_ERROR = "InternalServerError";

  static Answer of(DynamoDbResponse response) {
    return new Answer(OK, content(response), "");
  }

  static Answer of(DynamoDbException refused) {
    var details = refused.awsErrorDetails();
    return new Answer(
        Objects.requireNonNullElse(details.errorCode(), INTERNAL_ERROR),
        content(refused),
        Objects.requireNonNullElse(details.errorMessage(), ""));
  }

  boolean isOk() {
    return outcome.equals(OK);
  }

  boolean isInternalError() {
    return outcome.equals(INTERNAL_ERROR);
  }

  boolean isInvalid() {
    return outcome.equals("ValidationException");
  }

  boolean agreesWith(Answer other) {
    return outcome.equals(other.outcome) && content.equals(other.content);
  }

  private static Object content(DynamoDbException refused) {
    return switch (refused) {
      case ConditionalCheckFailedException failed -> item(failed.item());
      case TransactionCanceledException cancelled ->
          cancelled.cancellationReasons().stream()
              .map(
                  reason ->
                      List.of(
                          Objects.requireNonNullElse(reason.code(), "None"), item(reason.item())))
              .toList();
      default -> "";
    };
  }

  private static Object content(DynamoDbResponse response) {
    return switch (response) {
      case PutItemResponse put -> item(put.attributes());
      case UpdateItemResponse update -> item(update.attributes());
      case DeleteItemResponse delete -> item(delete.attributes());
      case GetItemResponse get -> item(get.item());
      case QueryResponse query ->
          List.of(
              items(query.items()),
              query.count(),
              query.scannedCount(),
              item(query.lastEvaluatedKey()));
      case ScanResponse scan ->
          List.of(counted(items(scan.items())), scan.count(), scan.scannedCount());
      case BatchGetItemResponse batch -> {
        var tables = new HashMap<String, Object>();
        batch.responses().forEach((table, items) -> tables.put(table, counted(items(items))));
        yield tables;
      }
      case TransactGetItemsResponse transaction ->
          transaction.responses().stream().map(ItemResponse::item).map(Answer::item).toList();
      default -> "";
    };
  }

  private static List<Item> items(Collection<Map<String, AttributeValue>> items) {
    return items.stream().map(Answer::item).toList();
  }

  private static Item item(Map<String, AttributeValue> attributes) {
    return AttributeValues.item(attributes);
  }

  private static Map<Item, Integer> counted(List<Item> items) {
    var counted = new HashMap<Item, Integer>();
    items.forEach(item -> counted.merge(item, 1, Integer::sum));
    return counted;
  }
}
