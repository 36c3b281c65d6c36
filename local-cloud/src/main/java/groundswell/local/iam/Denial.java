package groundswell.local.iam;

import groundswell.local.calls.Call;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.ssm.model.SsmException;

/// The error of a call that no statement allows, in each service's words. See
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html>.
final class Denial {
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;

  private Denial() {}

  static AwsServiceException of(Call call, Permission permission) {
    return switch (call.service()) {
      case "dynamodb" ->
          filled(
              DynamoDbException.builder(), "AccessDeniedException", BAD_REQUEST, call, permission);
      case "events" ->
          filled(
              EventBridgeException.builder(),
              "AccessDeniedException",
              BAD_REQUEST,
              call,
              permission);
      case "ssm" ->
          filled(SsmException.builder(), "AccessDeniedException", BAD_REQUEST, call, permission);
      case "lambda" ->
          filled(LambdaException.builder(), "AccessDeniedException", FORBIDDEN, call, permission);
      case "sqs" -> filled(SqsException.builder(), "AccessDenied", FORBIDDEN, call, permission);
      case "sns" ->
          filled(SnsException.builder(), "AuthorizationError", FORBIDDEN, call, permission);
      case "s3" -> filled(S3Exception.builder(), "AccessDenied", FORBIDDEN, call, permission);
      case String other -> throw new IllegalArgumentException("no service " + other);
    };
  }

  private static AwsServiceException filled(
      AwsServiceException.Builder builder,
      String code,
      int status,
      Call call,
      Permission permission) {
    var message =
        "User: arn:aws:sts::000000000000:assumed-role/%s is not authorized to perform: %s on resource: %s because no identity-based policy allows the %s action"
            .formatted(
                call.caller(), permission.action(), permission.resource(), permission.action());
    return builder
        .message(message)
        .statusCode(status)
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .serviceName(call.service())
                .errorCode(code)
                .errorMessage(message)
                .build())
        .build();
  }
}
