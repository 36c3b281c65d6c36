package groundswell.platform.testing;

import groundswell.platform.AwsClients;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The clients that a test gives to what it tests; each one that it does not name leads nowhere.
public final class TestClients {
  static final Region REGION = Region.US_EAST_1;
  static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");
  private static final AwsClients NONE =
      new AwsClients(
          nowhere(DynamoDbClient.builder()).build(),
          nowhere(SqsClient.builder()).build(),
          nowhere(SnsClient.builder()).build(),
          nowhere(EventBridgeClient.builder()).build(),
          nowhere(S3Client.builder()).build(),
          S3Presigner.builder().region(REGION).credentialsProvider(CREDENTIALS).build());

  private TestClients() {}

  public static AwsClients of(DynamoDbClient dynamoDb) {
    return of(dynamoDb, NONE.sqs(), NONE.eventBridge(), NONE.s3());
  }

  public static AwsClients of(SqsClient sqs) {
    return of(NONE.dynamoDb(), sqs, NONE.eventBridge(), NONE.s3());
  }

  public static AwsClients of(EventBridgeClient eventBridge) {
    return of(NONE.dynamoDb(), NONE.sqs(), eventBridge, NONE.s3());
  }

  public static AwsClients of(DynamoDbClient dynamoDb, S3Client s3) {
    return of(dynamoDb, NONE.sqs(), NONE.eventBridge(), s3);
  }

  public static AwsClients of(
      DynamoDbClient dynamoDb, SqsClient sqs, EventBridgeClient eventBridge, S3Client s3) {
    return new AwsClients(dynamoDb, sqs, NONE.sns(), eventBridge, s3, NONE.s3Presigner());
  }

  private static <B extends AwsClientBuilder<B, ?>> B nowhere(B builder) {
    return builder.endpointOverride(NOWHERE).region(REGION).credentialsProvider(CREDENTIALS);
  }
}
