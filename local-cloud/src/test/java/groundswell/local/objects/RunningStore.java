package groundswell.local.objects;

import groundswell.local.http.TrustedCallers;
import groundswell.local.template.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// A store with one bucket with versions and one without, and the AWS SDK's clients for it.
final class RunningStore implements AutoCloseable {
  static final String PLAIN = "plain";
  static final String VERSIONED = "versioned";

  /// Called by pages of `*.example.com`.
  static final String PAGES = "pages";

  static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:uploads";
  private static final Credentials CREDENTIALS = new Credentials("local", "secret");

  private final Clock clock = new Clock();
  private final List<ObjectCreated> created = new ArrayList<>();
  private final ObjectStore store;
  private final S3Client client;
  private final S3Presigner presigner;
  private final HttpClient http = HttpClient.newHttpClient();

  /// The real time, until a test moves it.
  private static final class Clock implements InstantSource {
    private Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }
  }

  RunningStore() {
    try {
      var directory = Files.createTempDirectory("store");
      directory.toFile().deleteOnExit();
      var callers = new TrustedCallers();
      callers.addOrigins(List.of("https://app.example.*"));
      store = ObjectStore.start(directory, CREDENTIALS, callers, clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    store.createBucket(new Topology.Bucket("Plain", PLAIN, false, List.of()));
    store.createBucket(new Topology.Bucket("Versioned", VERSIONED, true, List.of(notification())));
    store.createBucket(new Topology.Bucket("Pages", PAGES, false, List.of(), List.of(cors())));
    store.onCreated((_, object, _) -> created.add(object));
    client = clientWith(CREDENTIALS);
    presigner = presignerWith(CREDENTIALS);
  }

  private static Topology.Notification notification() {
    return new Topology.Notification(
        QUEUE, List.of("s3:ObjectCreated:*"), Optional.of("uploads/"), Optional.of(".csv"));
  }

  private static Topology.CorsRule cors() {
    return new Topology.CorsRule(
        List.of("https://*.example.com"),
        List.of("GET", "PUT"),
        List.of("content-*", "if-none-match"),
        List.of("ETag"),
        Optional.of(Duration.ofMinutes(50)));
  }

  S3Client clientWith(Credentials credentials) {
    return S3Client.builder()
        .endpointOverride(store.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(provider(credentials))
        .forcePathStyle(true)
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  S3Presigner presignerWith(Credentials credentials) {
    return S3Presigner.builder()
        .endpointOverride(store.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(provider(credentials))
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  private static StaticCredentialsProvider provider(Credentials credentials) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(credentials.accessKeyId(), credentials.secretAccessKey()));
  }

  ObjectStore store() {
    return store;
  }

  S3Client client() {
    return client;
  }

  S3Presigner presigner() {
    return presigner;
  }

  HttpClient http() {
    return http;
  }

  List<ObjectCreated> created() {
    return created;
  }

  void passTime(Duration duration) {
    clock.ahead = clock.ahead.plus(duration);
  }

  @Override
  public void close() {
    client.close();
    presigner.close();
    http.close();
    store.close();
  }
}
