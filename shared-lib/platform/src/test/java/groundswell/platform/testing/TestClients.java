package groundswell.platform.testing;

import groundswell.platform.AwsClients;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The clients for the code under test; a client that the test does not set refuses every call.
public final class TestClients {
  static final Region REGION = Region.US_EAST_1;
  static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  private static final AwsClients NONE =
      new AwsClients(
          new NoDynamoDb(),
          new NoSqs(),
          new NoSns(),
          new NoEventBridge(),
          new NoS3(),
          S3Presigner.builder().region(REGION).credentialsProvider(CREDENTIALS).build(),
          new TestParameters(),
          new NoLambda(),
          new NoCloudWatch());

  private TestClients() {}

  public static AwsClients of(DynamoDbClient dynamoDb) {
    return of(dynamoDb, NONE.sqs(), NONE.eventBridge(), NONE.s3());
  }

  public static AwsClients of(SqsClient sqs) {
    return of(NONE.dynamoDb(), sqs, NONE.eventBridge(), NONE.s3());
  }

  public static AwsClients of(DynamoDbClient dynamoDb, SqsClient sqs) {
    return of(dynamoDb, sqs, NONE.eventBridge(), NONE.s3());
  }

  public static AwsClients of(EventBridgeClient eventBridge) {
    return of(NONE.dynamoDb(), NONE.sqs(), eventBridge, NONE.s3());
  }

  public static AwsClients of(DynamoDbClient dynamoDb, S3Client s3) {
    return of(dynamoDb, NONE.sqs(), NONE.eventBridge(), s3);
  }

  public static AwsClients of(
      DynamoDbClient dynamoDb, SqsClient sqs, EventBridgeClient eventBridge, S3Client s3) {
    return of(dynamoDb, sqs, eventBridge, s3, NONE.cloudWatch());
  }

  public static AwsClients of(
      DynamoDbClient dynamoDb,
      SqsClient sqs,
      EventBridgeClient eventBridge,
      S3Client s3,
      CloudWatchClient cloudWatch) {
    return new AwsClients(
        dynamoDb,
        sqs,
        NONE.sns(),
        eventBridge,
        s3,
        NONE.s3Presigner(),
        NONE.ssm(),
        NONE.lambda(),
        cloudWatch);
  }

  private static final class NoDynamoDb implements DynamoDbClient {
    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private static final class NoSqs implements SqsClient {
    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private static final class NoSns implements SnsClient {
    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private static final class NoEventBridge implements EventBridgeClient {
    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private static final class NoLambda implements LambdaClient {
    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private static final class NoCloudWatch implements CloudWatchClient {
    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private static final class NoS3 implements S3Client {
    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
