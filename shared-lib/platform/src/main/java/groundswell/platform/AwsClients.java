package groundswell.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/// The clients of the services that functions call. Each is created on first use, because loading
/// the classes of an unused client would take a good part of a function's start.
public final class AwsClients {
  private static final int CONNECT_MILLIS = 2_000;
  private static final int READ_MILLIS = 30_000;

  /// Longer than a publisher may run, and shorter than the replayer, its caller.
  public static final int CALL_MILLIS = 240_000;

  private final Supplier<DynamoDbClient> dynamoDb;
  private final Supplier<SqsClient> sqs;
  private final Supplier<SnsClient> sns;
  private final Supplier<EventBridgeClient> eventBridge;
  private final Supplier<S3Client> s3;
  private final Supplier<S3Presigner> s3Presigner;
  private final Supplier<SsmClient> ssm;
  private final Supplier<LambdaClient> lambda;
  private final Supplier<CloudWatchClient> cloudWatch;

  public AwsClients(
      DynamoDbClient dynamoDb,
      SqsClient sqs,
      SnsClient sns,
      EventBridgeClient eventBridge,
      S3Client s3,
      S3Presigner s3Presigner,
      SsmClient ssm,
      LambdaClient lambda,
      CloudWatchClient cloudWatch) {
    this.dynamoDb = () -> dynamoDb;
    this.sqs = () -> sqs;
    this.sns = () -> sns;
    this.eventBridge = () -> eventBridge;
    this.s3 = () -> s3;
    this.s3Presigner = () -> s3Presigner;
    this.ssm = () -> ssm;
    this.lambda = () -> lambda;
    this.cloudWatch = () -> cloudWatch;
  }

  /// All on one HTTP client.
  private AwsClients(SdkHttpClient http, AwsCredentialsProvider credentials) {
    dynamoDb =
        onDemand(() -> configured(DynamoDbClient.builder().httpClient(http), credentials).build());
    sqs = onDemand(() -> configured(SqsClient.builder().httpClient(http), credentials).build());
    sns = onDemand(() -> configured(SnsClient.builder().httpClient(http), credentials).build());
    eventBridge =
        onDemand(
            () -> configured(EventBridgeClient.builder().httpClient(http), credentials).build());
    s3 = onDemand(() -> configured(S3Client.builder().httpClient(http), credentials).build());
    s3Presigner = onDemand(() -> S3Presigner.builder().credentialsProvider(credentials).build());
    ssm = onDemand(() -> configured(SsmClient.builder().httpClient(http), credentials).build());
    lambda = onDemand(() -> functions(credentials).build());
    cloudWatch =
        onDemand(
            () -> configured(CloudWatchClient.builder().httpClient(http), credentials).build());
  }

  /// Wrapped clients, created when the clients that they wrap are first used.
  private AwsClients(AwsClients others, Around around) {
    dynamoDb = onDemand(() -> around.client(DynamoDbClient.class, others.dynamoDb()));
    sqs = onDemand(() -> around.client(SqsClient.class, others.sqs()));
    sns = onDemand(() -> around.client(SnsClient.class, others.sns()));
    eventBridge = onDemand(() -> around.client(EventBridgeClient.class, others.eventBridge()));
    s3 = onDemand(() -> around.client(S3Client.class, others.s3()));
    s3Presigner = others.s3Presigner;
    ssm = onDemand(() -> around.client(SsmClient.class, others.ssm()));
    lambda = onDemand(() -> around.client(LambdaClient.class, others.lambda()));
    cloudWatch = onDemand(() -> around.client(CloudWatchClient.class, others.cloudWatch()));
  }

  /// Wraps every client.
  public AwsClients with(Around around) {
    return new AwsClients(this, around);
  }

  /// Wraps clients.
  @FunctionalInterface
  public interface Around {
    <C extends SdkClient> C client(Class<C> type, C client);
  }

  /// Clients for the region and credentials of the environment. No call is made yet.
  public static AwsClients standard() {
    return new AwsClients(
        UrlConnectionHttpClient.create(AwsClients::connect),
        DefaultCredentialsProvider.builder().build());
  }

  /// The same on Lambda, where credentials are in variables or, after a snapshot, behind a URL
  /// (<https://docs.aws.amazon.com/lambda/latest/dg/snapstart-activate.html>). The default chain
  /// would first search all other places, which takes time.
  static AwsClients ofLambda(Map<String, String> variables) {
    return new AwsClients(
        UrlConnectionHttpClient.create(AwsClients::connect),
        variables.containsKey("AWS_CONTAINER_CREDENTIALS_FULL_URI")
            ? ContainerCredentialsProvider.builder().build()
            : EnvironmentVariableCredentialsProvider.create());
  }

  /// The HTTP client's own connections read the trust store when the client is created; these read
  /// it when they first need it. The timeouts are the SDK's defaults.
  private static HttpURLConnection connect(URI uri) {
    return connect(uri, READ_MILLIS);
  }

  private static HttpURLConnection connect(URI uri, int readMillis) {
    try {
      var connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout(CONNECT_MILLIS);
      connection.setReadTimeout(readMillis);
      return connection;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A synchronous call returns when the function ends, and the function runs on if the client
  /// gives up. So the client waits longer than any function called this way may run, and never
  /// retries (<https://docs.aws.amazon.com/lambda/latest/dg/invocation-sync.html>).
  static LambdaClientBuilder functions(AwsCredentialsProvider credentials) {
    return LambdaClient.builder()
        .httpClient(UrlConnectionHttpClient.create(uri -> connect(uri, CALL_MILLIS)))
        .credentialsProvider(credentials)
        .overrideConfiguration(
            configuration -> configuration.retryStrategy(retry -> retry.maxAttempts(1)));
  }

  /// A function's zip omits the clients that it does not call. Linking a lambda loads its return
  /// type, so these lambdas return no specific type.
  @SuppressWarnings("unchecked")
  private static <C> Supplier<C> onDemand(Supplier<?> make) {
    return new Lazy<>(() -> (C) make.get());
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

  public LambdaClient lambda() {
    return lambda.get();
  }

  public CloudWatchClient cloudWatch() {
    return cloudWatch.get();
  }

  /// Calls still throttled after the standard retries throw, and the queue redelivers the message.
  private static <B extends AwsClientBuilder<B, ?>> B configured(
      B builder, AwsCredentialsProvider credentials) {
    return builder
        .credentialsProvider(credentials)
        .overrideConfiguration(configuration -> configuration.retryStrategy(RetryMode.STANDARD));
  }
}
