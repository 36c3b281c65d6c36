package groundswell.dynamodb.http;

import groundswell.dynamodb.http.Shape.Structure;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// Error messages as the services write them: `__type` names the error and the part of the service
/// that found it.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html>
final class ErrorAnswer {
  private static final String SERVICE = "com.amazon.coral.service#";
  private static final String DYNAMODB = "com.amazonaws.dynamodb.v20120810#";
  private static final Map<String, String> NAMESPACES =
      Map.of(
          "ValidationException", "com.amazon.coral.validate#",
          "ThrottlingException", "com.amazon.coral.availability#",
          "AccessDeniedException", SERVICE,
          "UnrecognizedClientException", SERVICE,
          "UnknownOperationException", SERVICE);

  /// These errors have their text in `Message`; all others have it in `message`.
  private static final Set<String> CAPITALISED =
      Set.of(
          "AccessDeniedException",
          "SerializationException",
          "TransactionCanceledException",
          "TransactionInProgressException",
          "IdempotentParameterMismatchException");

  private ErrorAnswer() {}

  /// An error of the protocol itself.
  static byte[] ofService(String code, Optional<String> message) {
    return body(SERVICE + code, code, message.orElse(null), Optional.empty());
  }

  static byte[] internal() {
    return body(
        DYNAMODB + "InternalServerError",
        "InternalServerError",
        "Internal server error",
        Optional.empty());
  }

  /// @param refusal with the members of its kind, such as the item of a failed condition
  static byte[] of(AwsServiceException refusal) {
    var code = refusal.awsErrorDetails().errorCode();
    return body(
        NAMESPACES.getOrDefault(code, DYNAMODB) + code,
        code,
        refusal.awsErrorDetails().errorMessage(),
        Optional.of(refusal));
  }

  private static byte[] body(
      String type, String code, @Nullable String message, Optional<AwsServiceException> refusal) {
    return ResponseWriter.object(
        json -> {
          json.writeStringField("__type", type);
          if (message != null)
            json.writeStringField(CAPITALISED.contains(code) ? "Message" : "message", message);
          if (refusal.isPresent()) {
            ResponseWriter.members(
                json, refusal.get(), Structure.ofWritten(refusal.get().toBuilder()));
          }
        });
  }
}
