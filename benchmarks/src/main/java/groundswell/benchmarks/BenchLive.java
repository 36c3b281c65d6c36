package groundswell.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.client.UploadRequest;
import groundswell.client.model.ActivityCorrection;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.local.LocalCloud;
import groundswell.local.LocalCloudOptions;
import groundswell.workload.ActivityOptions.Order;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.MemberRow;
import groundswell.workload.Rule;
import groundswell.workload.Workload;
import groundswell.workload.Workloads;
import groundswell.workload.client.TenantApi;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;

/// How long a member's own entry takes to appear on the published board: in a quiet system, and
/// while another tenant uploads a million rows.
///
/// Entries are made through the API one after the other, and the board is polled until it has the
/// new score. Time runs from the answer to the entry.
///
/// Arguments: the directory for its files. The seed is `-Dgroundswell.seed`.
public final class BenchLive {
  private static final MetricId STEPS = new MetricId("steps");
  private static final long SEED = Long.getLong("groundswell.seed", 1);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  /// Makes entries fall anywhere in the batching windows.
  private static final Duration BETWEEN_ENTRIES = Duration.ofMillis(137);

  private static final int ENTRIES_WHEN_IDLE = 60;
  private static final int WARM_UP = 10;
  private static final double IDLE_P95_SECONDS_MAX = 2;
  private static final double RATIO_MAX = 1.5;
  private static final double MICROS = 1_000_000;

  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private final ChallengeSpec challenge =
      ChallengeSpec.of(
          "live", today.minusDays(7), today.plusDays(7), Rule.total("steps", "25000"), "70000");
  private final MemberId member = new MemberId("ann");
  private final Path directory;
  private final PrintStream out;
  private final Bounds bounds;
  private int entries;

  private BenchLive(Path directory, PrintStream out) {
    this.directory = directory;
    this.out = out;
    bounds = new Bounds(out);
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var directory = Path.of(arguments[0]);
    var out = System.out;
    System.setOut(new PrintStream(directory.resolve("functions.log").toFile(), UTF_8));
    var broken = new BenchLive(directory, out).run();
    out.println(broken.isEmpty() ? "All bounds kept." : "Broken: " + broken);
    System.exit(broken.isEmpty() ? 0 : 1);
  }

  private List<String> run() throws IOException, InterruptedException {
    var burst = Workloads.referenceBurst(SEED, today, Order.RANDOM);
    var options = LocalCloudOptions.of(Path.of("template.yaml"), directory.resolve("objects"));
    try (var cloud = LocalCloud.start(options)) {
      var live = client(cloud, "live");
      live.define(challenge);
      live.register(MemberRow.of(member.value(), challenge.id().value()));
      var busy = client(cloud, "busy");
      register(busy, burst);
      warmUp(cloud);

      enter(live, new Histogram(3), () -> entries < WARM_UP);
      var idle = new Histogram(3);
      enter(live, idle, () -> entries < WARM_UP + ENTRIES_WHEN_IDLE);
      print("idle", idle);

      var file = burst.writeActivity(directory.resolve("activity.csv")).path();
      var upload = busy.send(UploadRequest.activity(file));
      var loaded = new Histogram(3);
      enter(live, loaded, () -> !busy.hasEnded(upload));
      print("while a million rows are loaded", loaded);
      compare(idle, loaded);
    }
    return bounds.broken();
  }

  /// A smaller burst of a third tenant. A million rows in a JVM that has compiled nothing yet would
  /// measure its compiler rather than the lanes.
  private void warmUp(LocalCloud cloud) throws IOException {
    var small = Workloads.smallBurst(SEED, today);
    var tenant = client(cloud, "warm");
    register(tenant, small);
    cloud.awaitQuiet(PATIENCE);
    tenant.send(UploadRequest.activity(small.writeActivity(directory.resolve("warm.csv")).path()));
    cloud.awaitQuiet(PATIENCE);
  }

  private static TenantApi client(LocalCloud cloud, String tenant) {
    return TenantApi.of(cloud.apiUrl(), cloud.tokenFor(tenant, "admin", "administrator"));
  }

  private void register(TenantApi client, Workload workload) throws IOException {
    Files.createDirectories(directory);
    for (var each : workload.challenges()) client.define(each);
    client.send(
        UploadRequest.members(workload.writeMembers(directory.resolve("members.csv")).path()));
  }

  private void enter(TenantApi client, Histogram micros, BooleanSupplier goesOn)
      throws InterruptedException {
    while (goesOn.getAsBoolean()) {
      var score = BigDecimal.valueOf(++entries);
      client.correct(member, ActivityCorrection.to(today, STEPS, score));
      long start = System.nanoTime();
      while (!isShown(client, score)) Thread.sleep(BETWEEN_LOOKS);
      micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
      Thread.sleep(BETWEEN_ENTRIES);
    }
  }

  private boolean isShown(TenantApi client, BigDecimal score) {
    return client.board(challenge.id()).stream()
        .anyMatch(line -> line.score().compareTo(score) == 0);
  }

  private void print(String when, Histogram micros) {
    out.printf("%n%s: %,d entries%n", when, micros.getTotalCount());
    for (double percentile : new double[] {50, 95, 99, 100}) {
      out.printf(
          "  %-46s %,12.3f%n",
          "seconds until the board shows it, p%.0f".formatted(percentile),
          seconds(micros, percentile));
    }
  }

  private void compare(Histogram idle, Histogram loaded) {
    double usual = seconds(idle, 95);
    bounds.atMost("p95 when idle, in seconds", usual, IDLE_P95_SECONDS_MAX);
    bounds.atMost("p95 under load to p95 when idle", seconds(loaded, 95) / usual, RATIO_MAX);
  }

  private static double seconds(Histogram micros, double percentile) {
    return micros.getValueAtPercentile(percentile) / MICROS;
  }
}
