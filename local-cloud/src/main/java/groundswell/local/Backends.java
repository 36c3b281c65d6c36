package groundswell.local;

import groundswell.local.http.HttpGateway;
import groundswell.local.identity.LocalIssuer;
import groundswell.local.objects.Credentials;
import groundswell.local.objects.ObjectStore;
import groundswell.local.queues.LocalQueues;
import groundswell.local.scheduling.Scheduler;
import groundswell.local.tables.LocalTables;
import groundswell.local.template.LocalNames;
import groundswell.local.template.Topology;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// The servers under the local cloud. They run before the template is read, because its references
/// resolve to their addresses.
record Backends(
    LocalTables tables,
    LocalQueues queues,
    ObjectStore objects,
    HttpGateway gateway,
    LocalIssuer issuer)
    implements AutoCloseable {
  private static final Credentials CREDENTIALS = new Credentials("local", "local");
  private static final Duration START_MAX = Duration.ofSeconds(60);

  /// Starts them side by side.
  static Backends start(LocalCloudOptions options) throws InterruptedException {
    var scheduler = options.scheduler();
    var tables = starting(scheduler, "tables", () -> LocalTables.start(scheduler));
    var queues = starting(scheduler, "queues", LocalQueues::start);
    var objects =
        starting(
            scheduler,
            "objects",
            () -> ObjectStore.start(options.dataDirectory(), CREDENTIALS, scheduler));
    try {
      return new Backends(
          scheduler.await(tables, START_MAX),
          scheduler.await(queues, START_MAX),
          scheduler.await(objects, START_MAX),
          HttpGateway.listen(options.port()),
          LocalIssuer.start(scheduler));
    } catch (TimeoutException e) {
      throw new IllegalStateException("not started within " + START_MAX, e);
    }
  }

  private static <T> CompletableFuture<T> starting(
      Scheduler scheduler, String name, Supplier<T> start) {
    var started = new CompletableFuture<T>();
    scheduler.start(
        "start-" + name,
        () -> {
          try {
            started.complete(start.get());
          } catch (Throwable e) {
            started.completeExceptionally(e);
          }
        });
    return started;
  }

  void create(Topology topology) {
    queues.create(topology.queues());
    tables.create(topology.tables());
    topology.buckets().forEach(objects::createBucket);
  }

  S3Client s3() {
    return S3Client.builder()
        .endpointOverride(objects.endpoint())
        .region(Region.of(LocalNames.REGION))
        .credentialsProvider(credentials())
        .forcePathStyle(true)
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  S3Presigner s3Presigner() {
    return S3Presigner.builder()
        .endpointOverride(objects.endpoint())
        .region(Region.of(LocalNames.REGION))
        .credentialsProvider(credentials())
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  private static StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(CREDENTIALS.accessKeyId(), CREDENTIALS.secretAccessKey()));
  }

  LocalNames names() {
    return LocalNames.of(queues.urlBase(), gateway.address().toString());
  }

  @Override
  public void close() {
    gateway.close();
    issuer.close();
    queues.close();
    objects.close();
    tables.close();
  }
}
