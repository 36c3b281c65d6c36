package groundswell.local;

import groundswell.local.http.HttpGateway;
import groundswell.local.http.TrustedCallers;
import groundswell.local.identity.LocalIssuer;
import groundswell.local.journal.DataDirectory;
import groundswell.local.journal.Journal;
import groundswell.local.objects.Credentials;
import groundswell.local.objects.ObjectStore;
import groundswell.local.queues.KeptMessage;
import groundswell.local.queues.LocalQueues;
import groundswell.local.scheduling.Scheduler;
import groundswell.local.tables.LocalTables;
import groundswell.local.template.LocalNames;
import groundswell.local.template.Topology;
import groundswell.local.template.Topology.HttpApi;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
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
    LocalIssuer issuer,
    TrustedCallers callers,
    Optional<DataDirectory> kept)
    implements AutoCloseable {
  private static final Credentials CREDENTIALS =
      new Credentials(LocalNames.ACCESS_KEY_ID, LocalNames.SECRET_ACCESS_KEY);

  private static final Duration START_MAX = Duration.ofSeconds(60);

  /// Starts them side by side. If one fails, the others are closed again.
  ///
  /// @throws groundswell.local.http.PortInUseException if something else listens on the port
  static Backends start(LocalCloudOptions options) throws InterruptedException {
    var kept =
        options.keepsData()
            ? Optional.of(DataDirectory.open(options.dataDirectory()))
            : Optional.<DataDirectory>empty();
    try {
      return start(options, kept);
    } catch (RuntimeException | InterruptedException e) {
      kept.ifPresent(DataDirectory::close);
      throw e;
    }
  }

  private static Backends start(LocalCloudOptions options, Optional<DataDirectory> kept)
      throws InterruptedException {
    var scheduler = options.scheduler();
    var callers = new TrustedCallers();
    var gateway = HttpGateway.listen(options.port(), callers);
    var messages = journal(kept, "messages", KeptMessage.class);
    var issuer = starting(scheduler, "issuer", () -> LocalIssuer.start(callers, scheduler));
    var tables =
        starting(
            scheduler,
            "tables",
            () -> LocalTables.start(scheduler, kept.map(DataDirectory::tables)));
    var queues =
        starting(scheduler, "queues", () -> LocalQueues.start(callers, messages, scheduler));
    var objects = starting(scheduler, "objects", () -> objects(options, kept, callers));
    try {
      return new Backends(
          scheduler.await(tables, START_MAX),
          scheduler.await(queues, START_MAX),
          scheduler.await(objects, START_MAX),
          gateway,
          scheduler.await(issuer, START_MAX),
          callers,
          kept);
    } catch (TimeoutException | RuntimeException e) {
      gateway.close();
      var _ = issuer.thenAccept(LocalIssuer::close);
      var _ = tables.thenAccept(LocalTables::close);
      var _ = queues.thenAccept(LocalQueues::close);
      var _ = objects.thenAccept(ObjectStore::close);
      throw new IllegalStateException("the local cloud's servers did not start", e);
    }
  }

  private static ObjectStore objects(
      LocalCloudOptions options, Optional<DataDirectory> kept, TrustedCallers callers) {
    var directory = options.dataDirectory();
    var clock = options.scheduler();
    return kept.map(state -> state.journal("told", String.class))
        .map(told -> ObjectStore.keeping(directory, told, CREDENTIALS, callers, clock))
        .orElseGet(() -> ObjectStore.start(directory, CREDENTIALS, callers, clock));
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

  /// Creates what the template describes, unless an earlier run already did.
  void create(Topology topology, InstantSource clock) {
    queues.create(topology.queues(), clock.instant());
    tables.create(topology.tables());
    for (var bucket : topology.buckets()) {
      objects.createBucket(bucket);
      bucket.cors().forEach(rule -> callers.addOrigins(rule.origins()));
    }
    topology.httpApi().flatMap(HttpApi::cors).ifPresent(rule -> callers.addOrigins(rule.origins()));
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
    kept.ifPresent(DataDirectory::close);
  }

  /// A journal for the next start. It keeps nothing if the local cloud keeps no data.
  <V> Journal<V> journal(String name, Class<V> type) {
    return journal(kept, name, type);
  }

  private static <V> Journal<V> journal(Optional<DataDirectory> kept, String name, Class<V> type) {
    return kept.map(directory -> directory.journal(name, type)).orElseGet(Journal::nothing);
  }
}
