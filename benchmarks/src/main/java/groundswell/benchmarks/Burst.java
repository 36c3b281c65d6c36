package groundswell.benchmarks;

import groundswell.client.UploadRequest;
import groundswell.local.LocalCloud;
import groundswell.local.LocalCloudOptions;
import groundswell.local.calls.CapacityReport;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.FileLine;
import groundswell.workload.Workload;
import groundswell.workload.client.TenantApi;
import groundswell.workload.oracle.Oracle;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/// One burst: a fresh local cloud, the members, then the measured activity file.
final class Burst {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final double RESIDENT_GIB_MAX = 4;
  private static final double WRITES_PER_MONTH_MAX = 1.1;
  private static final double WRITES_PER_MEMBER_MAX = 1.2;
  private static final double WRITES_TO_ITEMS_MAX = 1.6;

  /// Creating an upload takes one transaction; nothing after that takes any.
  private static final double CREATIONS = 1;

  /// The check of a file for 30,000 members tells rewards and boards exactly within this time.
  private static final double SECONDS_OF_CHECK_MAX = 60;

  private static final double GIB = 1L << 30;

  private final String name;
  private final Workload workload;
  private final Path directory;
  private final PrintStream out;
  private final double secondsMax;
  private final Bounds bounds;
  private final Writes writes = new Writes();
  private double seconds;

  /// @param secondsMax the most seconds on a calm machine with two cores
  Burst(String name, Workload workload, double secondsMax, Path directory, PrintStream out) {
    this.name = name;
    this.secondsMax = secondsMax;
    this.workload = workload;
    this.directory = directory;
    this.out = out;
    bounds = new Bounds(out);
  }

  /// @return the bounds that were broken
  List<String> run() throws IOException {
    Files.createDirectories(directory);
    var options =
        LocalCloudOptions.of(Path.of("template.yaml"), directory.resolve("objects"))
            .withInterceptor(writes);
    try (var cloud = LocalCloud.start(options)) {
      var token = cloud.tokenFor("burst", "admin", "administrator");
      var client = TenantApi.of(cloud.apiUrl(), token);
      prepare(cloud, client);
      out.printf("%n%s: %,d rows, %,d members%n", name, rows(), workload.members().size());
      measure(cloud, client);
      check(client);
      look(cloud, client);
    }
    return bounds.broken();
  }

  /// From the end of the upload until the system is quiet; 0 before the run.
  double seconds() {
    return seconds;
  }

  private void prepare(LocalCloud cloud, TenantApi client) throws IOException {
    for (var challenge : workload.challenges()) client.define(challenge);
    client.send(
        UploadRequest.members(workload.writeMembers(directory.resolve("members.csv")).path()));
    cloud.awaitQuiet(PATIENCE);
  }

  private void measure(LocalCloud cloud, TenantApi client) throws IOException {
    var file = workload.writeActivity(directory.resolve("activity.csv")).path();
    var before = cloud.capacity();
    writes.reset();
    var upload = client.send(UploadRequest.activity(file));
    var start = Instant.now();
    try (var processor = new Processor()) {
      cloud.awaitQuiet(PATIENCE);
      seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
      bounds.atMost("seconds from upload complete to quiet", seconds, secondsMax);
      out.printf("  %-46s %,12.0f%n", "rows a second", rows() / seconds);
      processor.print(out);
    }

    out.printf("  upload %s%n", client.report(upload).rows());
    Memory.peakBytes()
        .ifPresent(peak -> bounds.atMost("GiB resident at most", peak / GIB, RESIDENT_GIB_MAX));
    writes();
    units(before, cloud.capacity());
    mappings(cloud);
  }

  /// Looks at another file of the same members, without storing it.
  private void look(LocalCloud cloud, TenantApi client) throws IOException {
    var other =
        new Workload(
            workload.seed() + 1, workload.challenges(), workload.members(), workload.activity());
    var file = other.writeActivity(directory.resolve("other.csv")).path();
    var upload = client.send(UploadRequest.activity(file).checked());
    var start = Instant.now();
    cloud.awaitQuiet(PATIENCE);
    bounds.atMost(
        "seconds from upload complete to the check's answer",
        Duration.between(start, Instant.now()).toMillis() / 1000.0,
        SECONDS_OF_CHECK_MAX);
    var rewards = client.check(upload).orElseThrow().rewards();
    bounds.holds(
        "the check judged all members exactly",
        rewards.exact() && rewards.membersJudged() == workload.members().size());
  }

  private void writes() {
    double months = monthsTouched();
    double members = (double) workload.members().size() * workload.challenges().size();
    bounds.atMost(
        "month writes per month touched",
        (double) writes.of("ACTIVITY") / months,
        WRITES_PER_MONTH_MAX);
    bounds.atMost(
        "progress writes per member and challenge",
        (double) writes.of("PROGRESS") / members,
        WRITES_PER_MEMBER_MAX);
    bounds.atMost(
        "transactions, the upload's creation among them",
        (double) writes.of("transactions"),
        CREATIONS);
    bounds.atMost("writes to items written, without notices", writesToItems(), WRITES_TO_ITEMS_MAX);
    out.printf("  calls: %s%n", writes.all());
  }

  /// Each item has to be written once, so the number of items is the floor.
  private double writesToItems() {
    long written = 0;
    long items = 0;
    for (var kind : List.of("ACTIVITY", "PROGRESS", "REWARDS")) {
      written += writes.of(kind);
      items += writes.items(kind);
    }
    return (double) written / items;
  }

  private double monthsTouched() {
    var months = new HashSet<List<Object>>();
    workload
        .activityLines()
        .forEach(
            line -> {
              if (line instanceof FileLine.Good(var row))
                months.add(
                    List.of(row.member(), row.metric(), java.time.YearMonth.from(row.day())));
            });
    return months.size();
  }

  private void units(CapacityReport before, CapacityReport after) {
    var prices = new Prices();
    var tables = new HashSet<String>();
    after.usages().forEach(usage -> tables.add(usage.table()));
    for (var table : tables.stream().sorted().toList()) {
      double written = after.writeUnits(table) - before.writeUnits(table);
      double read = after.readUnits(table) - before.readUnits(table);
      prices.add(written, read);
      out.printf("  %-46s %,12.0f written %,12.0f read%n", "units of " + table, written, read);
    }
    out.printf("  %-46s %12.4f%n", "USD for write units", prices.ofWrites());
    out.printf("  %-46s %12.4f%n", "USD for read units", prices.ofReads());
  }

  private void mappings(LocalCloud cloud) {
    for (var mapping : cloud.mappings()) {
      out.printf(
          "  %-46s %,12d invocations %,9d records %,6d failures%n",
          mapping.id(), mapping.invocations(), mapping.records(), mapping.failures());
      mapping
          .cap()
          .ifPresent(cap -> bounds.atMost("  peak concurrency", mapping.observedPeak(), cap));
    }
  }

  private void check(TenantApi client) {
    var oracle = new Oracle();
    workload.challenges().forEach(oracle::define);
    oracle.register(workload.members());
    oracle.upload(workload.activityLines(), Instant.now());
    for (var challenge : workload.challenges().stream().map(ChallengeSpec::id).toList()) {
      var expected = oracle.board(challenge);
      bounds.holds(
          "board of %s equals the oracle".formatted(challenge),
          Objects.equals(expected, client.board(challenge)));
    }
  }

  private long rows() {
    return workload.activity().rows();
  }
}
