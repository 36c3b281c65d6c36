package groundswell.integration.stack;

import groundswell.platform.AwsClients;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/// The clients of an account: those that functions use, and those that deploy and inspect.
record Cloud(AwsClients aws, CloudFormationClient cloudFormation, LambdaClient lambda) {
  /// A function's first call starts its environment.
  private static final Duration ANSWER = Duration.ofSeconds(90);

  /// The account, region and credentials of the environment.
  static Cloud ofEnvironment() {
    var http = http();
    return new Cloud(
        AwsClients.standard(),
        CloudFormationClient.builder().httpClient(http).build(),
        LambdaClient.builder().httpClient(http).build());
  }

  /// A cloud with one endpoint for all services.
  static Cloud at(URI endpoint, String region, String accessKey, String secretKey) {
    var place =
        new Place(
            endpoint,
            Region.of(region),
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)),
            http());
    var aws =
        new AwsClients(
            place.of(DynamoDbClient.builder().httpClient(place.http())).build(),
            place.of(SqsClient.builder().httpClient(place.http())).build(),
            place.of(SnsClient.builder().httpClient(place.http())).build(),
            place.of(EventBridgeClient.builder().httpClient(place.http())).build(),
            place.of(S3Client.builder().httpClient(place.http()).forcePathStyle(true)).build(),
            place.presigner(),
            place.of(SsmClient.builder().httpClient(place.http())).build(),
            place.of(LambdaClient.builder().httpClient(place.http())).build(),
            place.of(CloudWatchClient.builder().httpClient(place.http())).build());
    return new Cloud(
        aws,
        place.of(CloudFormationClient.builder().httpClient(place.http())).build(),
        place.of(LambdaClient.builder().httpClient(place.http())).build());
  }

  private static SdkHttpClient http() {
    return UrlConnectionHttpClient.builder().socketTimeout(ANSWER).build();
  }

  private record Place(
      URI endpoint, Region region, AwsCredentialsProvider credentials, SdkHttpClient http) {

    <B extends AwsClientBuilder<B, ?>> B of(B builder) {
      return builder.endpointOverride(endpoint).region(region).credentialsProvider(credentials);
    }

    S3Presigner presigner() {
      return S3Presigner.builder()
          .endpointOverride(endpoint)
          .region(region)
          .credentialsProvider(credentials)
          .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
          .build();
    }
  }
}
