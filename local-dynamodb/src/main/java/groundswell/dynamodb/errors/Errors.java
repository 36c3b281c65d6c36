package groundswell.dynamodb.errors;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionSizeLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;

/// The API's refusals, built as the SDK builds them from the service's answers: with error code,
/// message, status and request id.
///
/// Codes and statuses:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html>.
public final class Errors {
  private static final AtomicLong REQUESTS = new AtomicLong();

  private Errors() {}

  /// An identifier of one request, in the service's form: 52 characters.
  public static String requestId() {
    var number = Long.toString(REQUESTS.incrementAndGet(), 32).toUpperCase(Locale.ROOT);
    return "0".repeat(52 - number.length()) + number;
  }

  public static DynamoDbException validation(String message) {
    return other("ValidationException", message, 400);
  }

  public static DynamoDbException accessDenied(String message) {
    return other("AccessDeniedException", message, 400);
  }

  /// The answer to an operation that this engine leaves out.
  public static DynamoDbException unknownOperation(String operation) {
    return other(
        "UnknownOperationException", "The operation %s is not built".formatted(operation), 400);
  }

  /// Any other refusal, by its code: the SDK has no class for it.
  public static DynamoDbException other(String code, String message, int status) {
    return (DynamoDbException) filled(DynamoDbException.builder(), code, message, status).build();
  }

  public static ResourceNotFoundException resourceNotFound() {
    return resourceNotFound("Requested resource not found");
  }

  public static ResourceNotFoundException resourceNotFound(String message) {
    return (ResourceNotFoundException)
        filled(ResourceNotFoundException.builder(), "ResourceNotFoundException", message, 400)
            .build();
  }

  /// For operations on the table itself; the message names the table.
  public static ResourceNotFoundException tableNotFound(String table) {
    return resourceNotFound("Requested resource not found: Table: %s not found".formatted(table));
  }

  public static ResourceInUseException resourceInUse(String message) {
    return (ResourceInUseException)
        filled(ResourceInUseException.builder(), "ResourceInUseException", message, 400).build();
  }

  public static LimitExceededException limitExceeded(String message) {
    return (LimitExceededException)
        filled(LimitExceededException.builder(), "LimitExceededException", message, 400).build();
  }

  /// @param item the item as stored, if the caller asked for it
  public static ConditionalCheckFailedException conditionalCheckFailed(
      @Nullable Map<String, AttributeValue> item) {
    var builder = ConditionalCheckFailedException.builder();
    if (item != null) builder.item(item);
    return (ConditionalCheckFailedException)
        filled(builder, "ConditionalCheckFailedException", "The conditional request failed", 400)
            .build();
  }

  /// @param reasons one for each action, in the actions' order
  public static TransactionCanceledException transactionCanceled(List<CancellationReason> reasons) {
    var codes =
        reasons.stream().map(CancellationReason::code).collect(Collectors.joining(", ", "[", "]"));
    var message =
        "Transaction cancelled, please refer cancellation reasons for specific reasons " + codes;
    return (TransactionCanceledException)
        filled(
                TransactionCanceledException.builder().cancellationReasons(reasons),
                "TransactionCanceledException",
                message,
                400)
            .build();
  }

  public static TransactionConflictException transactionConflict() {
    return (TransactionConflictException)
        filled(
                TransactionConflictException.builder(),
                "TransactionConflictException",
                "Transaction is ongoing for the item",
                400)
            .build();
  }

  public static TransactionInProgressException transactionInProgress() {
    return (TransactionInProgressException)
        filled(
                TransactionInProgressException.builder(),
                "TransactionInProgressException",
                "The transaction with the given request token is already in progress.",
                400)
            .build();
  }

  public static IdempotentParameterMismatchException idempotentParameterMismatch() {
    return (IdempotentParameterMismatchException)
        filled(
                IdempotentParameterMismatchException.builder(),
                "IdempotentParameterMismatchException",
                "Request parameters do not match with existing request with same token",
                400)
            .build();
  }

  public static ProvisionedThroughputExceededException throughputExceeded(
      String message, List<ThrottlingReason> reasons) {
    return (ProvisionedThroughputExceededException)
        filled(
                ProvisionedThroughputExceededException.builder().throttlingReasons(reasons),
                "ProvisionedThroughputExceededException",
                message,
                400)
            .build();
  }

  public static ThrottlingException throttling(String message, List<ThrottlingReason> reasons) {
    return (ThrottlingException)
        filled(
                ThrottlingException.builder().throttlingReasons(reasons),
                "ThrottlingException",
                message,
                400)
            .build();
  }

  public static ItemCollectionSizeLimitExceededException itemCollectionSizeLimitExceeded() {
    return (ItemCollectionSizeLimitExceededException)
        filled(
                ItemCollectionSizeLimitExceededException.builder(),
                "ItemCollectionSizeLimitExceededException",
                "Collection size exceeded.",
                400)
            .build();
  }

  public static ExpiredIteratorException expiredIterator(String message) {
    return (ExpiredIteratorException)
        filled(ExpiredIteratorException.builder(), "ExpiredIteratorException", message, 400)
            .build();
  }

  public static TrimmedDataAccessException trimmedData(String message) {
    return (TrimmedDataAccessException)
        filled(TrimmedDataAccessException.builder(), "TrimmedDataAccessException", message, 400)
            .build();
  }

  public static InternalServerErrorException internalServerError(String message) {
    return (InternalServerErrorException)
        filled(InternalServerErrorException.builder(), "InternalServerError", message, 500).build();
  }

  private static DynamoDbException.Builder filled(
      DynamoDbException.Builder builder, String code, String message, int status) {
    var details =
        AwsErrorDetails.builder()
            .errorCode(code)
            .errorMessage(message)
            .serviceName("DynamoDb")
            .sdkHttpResponse(SdkHttpResponse.builder().statusCode(status).build())
            .build();
    return builder
        .awsErrorDetails(details)
        .message(message)
        .statusCode(status)
        .requestId(requestId());
  }
}
