package groundswell.benchmarks;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.local.LocalCloud;
import groundswell.local.LocalCloudOptions;
import groundswell.local.calls.Activity;
import groundswell.local.calls.CallInterceptor;
import groundswell.local.calls.CapacityRecorder;
import groundswell.local.calls.ObservedClients;
import groundswell.local.calls.TableWrites;
import groundswell.operations.domain.Arrival;
import groundswell.operations.domain.Cause;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.FailureKind;
import groundswell.operations.domain.Failures;
import groundswell.operations.domain.Fingerprint;
import groundswell.operations.domain.Origin;
import groundswell.operations.domain.Subject;
import groundswell.operations.domain.TouchedMembers;
import groundswell.operations.failures.FailureBy;
import groundswell.operations.failures.FilterCodec;
import groundswell.operations.failures.OperationsWiring;
import groundswell.platform.Parallel;
import groundswell.platform.json.JsonObject;
import groundswell.platform.tables.Item;
import groundswell.platform.tables.Key;
import groundswell.platform.tables.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// A million stored failures: how long one page of a search takes, and what it reads.
final class FailurePages {
  private static final int FAILURES = Integer.getInteger("groundswell.failures", 1_000_000);
  private static final int GROUPS = 200;
  private static final int TENANTS = 50;
  private static final int UPLOADS = 2_000;
  private static final int CHALLENGES = 100;
  private static final int AT_ONCE = 4;
  private static final int TRIES = 5;
  private static final double PAGE_MILLIS_MAX = 200;
  private static final Instant START = Instant.parse("2026-09-01T00:00:00Z");
  private static final Duration APART = Duration.ofSeconds(1);

  private final Path directory;
  private final PrintStream out;
  private final Bounds bounds;
  private final CapacityRecorder capacity = new CapacityRecorder();

  FailurePages(Path directory, PrintStream out) {
    this.directory = directory;
    this.out = out;
    bounds = new Bounds(out);
  }

  /// @return the bounds that were broken
  List<String> run() throws IOException {
    Files.createDirectories(directory);
    var template = Path.of("template.yaml");
    try (var cloud = LocalCloud.start(LocalCloudOptions.of(template, directory))) {
      out.printf("%npages of %,d failures%n", FAILURES);
      var operations = Operations.of(cloud);
      var wiring = new OperationsWiring(operations);
      load(wiring.failures(), wiring.operations());
      var observed =
          new ObservedClients(CallInterceptor.none(), capacity, new Activity(), new TableWrites());
      measure(
          new OperationsWiring(
                  operations.with(observed.of(operations.aws(), "operator", () -> true)))
              .failures());
    }
    return bounds.broken();
  }

  /// One failure of each group is recorded; the others are copies of its item.
  private void load(Failures failures, Table table) {
    var start = Instant.now();
    var firsts =
        IntStream.range(0, GROUPS).mapToObj(group -> failures.record(arrival(group))).toList();
    var items =
        firsts.stream()
            .map(Failure::id)
            .map(id -> table.get(new Key("FAILURE#" + id, "FAILURE")).orElseThrow())
            .toList();
    var chunks = IntStream.range(0, FAILURES / GROUPS).boxed().toList();
    Parallel.forEach(
        chunks,
        AT_ONCE,
        chunk ->
            table.putAll(
                IntStream.range(0, GROUPS)
                    .mapToObj(
                        group ->
                            copy(
                                firsts.get(group).group(),
                                items.get(group),
                                chunk * GROUPS + group))
                    .toList()));
    firsts.stream().map(Failure::group).forEach(failures::recount);
    out.printf(
        "  %-46s %,12d%n", "seconds to load", Duration.between(start, Instant.now()).toSeconds());
  }

  private static Arrival arrival(int group) {
    return new Arrival(
        new Origin.Queue("groundswell-ProgressBulkQueue"),
        "message-" + group,
        "body " + group,
        Map.of(),
        0,
        new Cause(FailureKind.TRANSIENT, "Error" + group, "reason " + group, "Place.of", "r1"),
        new Subject(
            "ActivityChanged",
            Optional.of(tenant(group)),
            Optional.of(upload(group)),
            Optional.empty(),
            Optional.of(challenge(group)),
            TouchedMembers.NONE),
        1,
        START,
        START);
  }

  private static Item copy(Fingerprint group, Item item, int number) {
    var id = new FailureId("%032x".formatted(number));
    var seen = START.plus(APART.multipliedBy(number));
    return Item.of(new HashMap<>(item.attributes()))
        .with(Item.PARTITION_KEY, "FAILURE#" + id)
        .with("failureOrder", "open#%013d#%s".formatted(seen.toEpochMilli(), id))
        .with(FailureBy.GROUP.attribute(), FailureBy.key(group.value(), id))
        .with(FailureBy.TENANT.attribute(), FailureBy.key(tenant(number).value(), id))
        .with(FailureBy.UPLOAD.attribute(), FailureBy.key(upload(number).value(), id))
        .with(FailureBy.CHALLENGE.attribute(), FailureBy.key(challenge(number).value(), id))
        .with("s", seen)
        .with("l", seen);
  }

  private void measure(Failures failures) {
    var group = failures.groups().getFirst().fingerprint();
    var middle = START.plus(APART.multipliedBy(FAILURES / 2));
    var day =
        "\"since\":\"%s\",\"until\":\"%s\"".formatted(middle, middle.plus(Duration.ofDays(1)));
    var some =
        Map.of(
            "all", "",
            "a group", "\"group\":\"%s\"".formatted(group),
            "a tenant", "\"tenant\":\"%s\"".formatted(tenant(7)),
            "an upload", "\"upload\":\"%s\"".formatted(upload(7)),
            "a challenge", "\"challenge\":\"%s\"".formatted(challenge(7)),
            "a day of a tenant", "\"tenant\":\"%s\",%s".formatted(tenant(7), day),
            "a reason, in a group", "\"group\":\"%s\",\"text\":\"nobody\"".formatted(group),
            "a reason, anywhere", "\"text\":\"nobody\"",
            "an event type, anywhere", "\"event_type\":\"MemberChanged\"");
    new TreeMap<>(some)
        .forEach(
            (name, keys) -> {
              var filter = FilterCodec.read(JsonObject.parse("{%s}".formatted(keys)));
              for (int size : List.of(50, 500)) page(failures, name, filter, size);
            });
    groups(failures);
  }

  private void page(Failures failures, String name, FailureFilter filter, int size) {
    failures.page(filter, size, Optional.empty());
    double before = units();
    long start = System.nanoTime();
    int found = 0;
    for (int i = 0; i < TRIES; i++)
      found = failures.page(filter, size, Optional.empty()).failures().size();
    double millis = (System.nanoTime() - start) / 1e6 / TRIES;
    bounds.atMost("ms for %d of %s".formatted(size, name), millis, PAGE_MILLIS_MAX);
    out.printf("  %-46s %,12d found, %,.1f units read%n", "", found, (units() - before) / TRIES);
  }

  private void groups(Failures failures) {
    failures.groups();
    double before = units();
    long start = System.nanoTime();
    int found = failures.groups().size();
    bounds.atMost("ms for all groups", (System.nanoTime() - start) / 1e6, PAGE_MILLIS_MAX);
    out.printf("  %-46s %,12d found, %,.1f units read%n", "", found, units() - before);
    bounds.holds(
        "nothing is scanned",
        capacity.report().usages().stream().noneMatch(usage -> usage.operation().equals("Scan")));
  }

  private double units() {
    return capacity.report().usages().stream().mapToDouble(usage -> usage.readUnits()).sum();
  }

  private static TenantId tenant(int number) {
    return new TenantId("tenant-" + number % TENANTS);
  }

  private static UploadId upload(int number) {
    return new UploadId("upload-" + number % UPLOADS);
  }

  private static ChallengeId challenge(int number) {
    return new ChallengeId("challenge-" + number % CHALLENGES);
  }
}
