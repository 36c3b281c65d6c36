package groundswell.dynamodb.moto;

import java.util.function.BiFunction;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;

/// One request of a program.
record Call(
    DynamoDbRequest request, BiFunction<DynamoDbClient, DynamoDbRequest, DynamoDbResponse> send) {
  static <R extends DynamoDbRequest> Call of(
      R request, BiFunction<DynamoDbClient, R, DynamoDbResponse> send) {
    @SuppressWarnings("unchecked")
    var untyped =
        (BiFunction<DynamoDbClient, DynamoDbRequest, DynamoDbResponse>) (BiFunction<?, ?, ?>) send;
    return new Call(request, untyped);
  }

  Answer ask(DynamoDbClient client) {
    try {
      return Answer.of(send.apply(client, request));
    } catch (DynamoDbException refused) {
      return Answer.of(refused);
    }
  }

  boolean isRead() {
    return switch (request) {
      case GetItemRequest _,
          QueryRequest _,
          ScanRequest _,
          BatchGetItemRequest _,
          TransactGetItemsRequest _ ->
          true;
      default -> false;
    };
  }

  @Override
  public String toString() {
    return request.toString();
  }
}
