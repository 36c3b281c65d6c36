package groundswell.platform;

import java.util.function.Supplier;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/// The clients of the services that functions call.
///
/// @param lambda made when it is first asked for: only redrives call functions
public record AwsClients(
    DynamoDbClient dynamoDb,
    SqsClient sqs,
    SnsClient sns,
    EventBridgeClient eventBridge,
    S3Client s3,
    S3Presigner s3Presigner,
    SsmClient ssm,
    Supplier<LambdaClient> lambda) {

  /// Clients for the region and credentials of the environment, over one HTTP client. Nothing is
  /// called yet.
  public static AwsClients standard() {
    var http = UrlConnectionHttpClient.create();
    return new AwsClients(
        configured(DynamoDbClient.builder().httpClient(http)).build(),
        configured(SqsClient.builder().httpClient(http)).build(),
        configured(SnsClient.builder().httpClient(http)).build(),
        configured(EventBridgeClient.builder().httpClient(http)).build(),
        configured(S3Client.builder().httpClient(http)).build(),
        S3Presigner.create(),
        configured(SsmClient.builder().httpClient(http)).build(),
        () -> configured(LambdaClient.builder().httpClient(http)).build());
  }

  /// What is still throttled after the standard retries goes up: the queue brings it back later.
  private static <B extends AwsClientBuilder<B, ?>> B configured(B builder) {
    return builder.overrideConfiguration(
        configuration -> configuration.retryStrategy(RetryMode.STANDARD));
  }
}
