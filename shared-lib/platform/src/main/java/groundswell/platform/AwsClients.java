package groundswell.platform;

import java.util.function.Supplier;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/// The clients of the services that functions call. Each is made when it is first asked for: the
/// classes of a client that a function does not use would be a good part of its start.
public final class AwsClients {
  private final Supplier<DynamoDbClient> dynamoDb;
  private final Supplier<SqsClient> sqs;
  private final Supplier<SnsClient> sns;
  private final Supplier<EventBridgeClient> eventBridge;
  private final Supplier<S3Client> s3;
  private final Supplier<S3Presigner> s3Presigner;
  private final Supplier<SsmClient> ssm;

  public AwsClients(
      DynamoDbClient dynamoDb,
      SqsClient sqs,
      SnsClient sns,
      EventBridgeClient eventBridge,
      S3Client s3,
      S3Presigner s3Presigner,
      SsmClient ssm) {
    this.dynamoDb = () -> dynamoDb;
    this.sqs = () -> sqs;
    this.sns = () -> sns;
    this.eventBridge = () -> eventBridge;
    this.s3 = () -> s3;
    this.s3Presigner = () -> s3Presigner;
    this.ssm = () -> ssm;
  }

  /// Over one HTTP client.
  private AwsClients(SdkHttpClient http) {
    dynamoDb = new Once<>(() -> configured(DynamoDbClient.builder().httpClient(http)).build());
    sqs = new Once<>(() -> configured(SqsClient.builder().httpClient(http)).build());
    sns = new Once<>(() -> configured(SnsClient.builder().httpClient(http)).build());
    eventBridge =
        new Once<>(() -> configured(EventBridgeClient.builder().httpClient(http)).build());
    s3 = new Once<>(() -> configured(S3Client.builder().httpClient(http)).build());
    s3Presigner = new Once<>(S3Presigner::create);
    ssm = new Once<>(() -> configured(SsmClient.builder().httpClient(http)).build());
  }

  /// Clients for the region and credentials of the environment. Nothing is called yet.
  public static AwsClients standard() {
    return new AwsClients(UrlConnectionHttpClient.create());
  }

  public DynamoDbClient dynamoDb() {
    return dynamoDb.get();
  }

  public SqsClient sqs() {
    return sqs.get();
  }

  public SnsClient sns() {
    return sns.get();
  }

  public EventBridgeClient eventBridge() {
    return eventBridge.get();
  }

  public S3Client s3() {
    return s3.get();
  }

  public S3Presigner s3Presigner() {
    return s3Presigner.get();
  }

  public SsmClient ssm() {
    return ssm.get();
  }

  /// What is still throttled after the standard retries goes up: the queue brings it back later.
  private static <B extends AwsClientBuilder<B, ?>> B configured(B builder) {
    return builder.overrideConfiguration(
        configuration -> configuration.retryStrategy(RetryMode.STANDARD));
  }
}
