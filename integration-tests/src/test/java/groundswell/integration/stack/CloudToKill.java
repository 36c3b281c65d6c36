package groundswell.integration.stack;

import groundswell.client.ApiClient;
import groundswell.client.ApiException;
import groundswell.client.LocalCloudApi;
import groundswell.domain.ids.TenantId;
import groundswell.local.LocalCloud;
import groundswell.local.calls.Call;
import groundswell.local.calls.CallInterceptor;
import groundswell.workload.client.TenantApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// A local cloud with a data directory in a process of its own, which is killed after a given
/// number of its functions' calls.
public final class CloudToKill implements AutoCloseable {
  private static final String READY = "ready ";
  private static final String NOW = "now";
  private static final Duration PAUSE = Duration.ofMillis(500);

  /// A message whose process is killed ten times is not poison.
  private static final Map<String, String> PARAMETERS = Map.of("BulkMaxReceiveCount", "1000");

  private final Process process;
  private final CompletableFuture<String[]> ready = new CompletableFuture<>();

  private CloudToKill(Process process) {
    this.process = process;
    Thread.ofVirtual().name("output-of-cloud-to-kill").start(this::readOutput);
  }

  /// @param calls how many calls of functions it is killed after
  public static CloudToKill start(Path dataDirectory, TenantId tenant, int calls) {
    try {
      return new CloudToKill(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--enable-native-access=ALL-UNNAMED",
                  "--sun-misc-unsafe-memory-access=allow",
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-Xmx512m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  CloudToKill.class.getName(),
                  dataDirectory.toString(),
                  tenant.value(),
                  Integer.toString(calls))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Runs in this JVM, on the data that the other process left.
  public static OneJvm startHere(Path dataDirectory, CallInterceptor interceptor) {
    return OneJvm.start(
        OneJvm.options(dataDirectory)
            .withParameters(PARAMETERS)
            .withInterceptor(interceptor)
            .withKeptData());
  }

  private void readOutput() {
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals(NOW)) kill();
        else if (line.startsWith(READY)) ready.complete(line.split(" ", -1));
      }
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
    ready.completeExceptionally(new IllegalStateException("it ended before it was ready"));
  }

  /// What an administrator of the tenant can do, as long as it lives.
  public TenantApi administrator() {
    return new TenantApi(api());
  }

  private ApiClient api() {
    var parts = ready.orTimeout(1, TimeUnit.MINUTES).join();
    return TenantApi.client(URI.create(parts[1]), parts[2]);
  }

  public void kill() {
    process.destroyForcibly();
  }

  /// Waits until it is dead, or kills it once all its work is done. On a busy machine batches are
  /// larger, and it may make too few calls to be killed.
  public void killWhenQuiet() {
    var cloud = new LocalCloudApi(api());
    new Waiting(Stack.PATIENCE, PAUSE, () -> "nothing more is known")
        .until("end of a cloud", () -> isDeadOrQuiet(cloud));
    kill();
    process.onExit().join();
  }

  private boolean isDeadOrQuiet(LocalCloudApi cloud) {
    try {
      return !process.isAlive() || cloud.state().value().quiet();
    } catch (ApiException e) {
      return !process.isAlive();
    }
  }

  @Override
  public void close() {
    kill();
  }

  /// Counts the calls of functions.
  public static final class Calls implements CallInterceptor {
    private final AtomicInteger made = new AtomicInteger();
    private final IntConsumer onCall;

    /// @param onCall gets the number of calls so far, after each call
    public Calls(IntConsumer onCall) {
      this.onCall = onCall;
    }

    public int made() {
      return made.get();
    }

    @Override
    public <T> T around(Call call, Callable<T> proceed) throws Exception {
      var answer = proceed.call();
      onCall.accept(made.incrementAndGet());
      return answer;
    }
  }

  /// The program of that process.
  public static void main(String[] arguments) throws InterruptedException {
    var last = Integer.parseInt(arguments[2]);
    var calls =
        new Calls(
            made -> {
              if (made == last) System.out.println(NOW);
            });
    var options =
        OneJvm.options(Path.of(arguments[0]))
            .withParameters(PARAMETERS)
            .withInterceptor(calls)
            .withKeptData();
    try (var cloud = LocalCloud.start(options)) {
      var token = cloud.tokenFor(arguments[1], "admin", "administrator");
      System.out.println(READY + cloud.apiUrl() + " " + token);
      new CountDownLatch(1).await();
    }
  }
}
