package groundswell.benchmarks;

import groundswell.client.UploadRequest;
import groundswell.domain.Lane;
import groundswell.domain.Quantity;
import groundswell.domain.activity.DayValues;
import groundswell.domain.events.Event.ActivityChanged;
import groundswell.domain.events.Event.MonthValues;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import groundswell.domain.ids.TenantId;
import groundswell.local.LocalCloud;
import groundswell.local.LocalCloudOptions;
import groundswell.local.calls.CapacityReport;
import groundswell.local.polling.MappingReport;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.FailureState;
import groundswell.operations.domain.Failures;
import groundswell.operations.domain.Redrive;
import groundswell.operations.domain.RedriveId;
import groundswell.operations.domain.Redrives;
import groundswell.operations.failures.FilterCodec;
import groundswell.operations.failures.OperationsWiring;
import groundswell.platform.events.EventCodec;
import groundswell.platform.queues.MessageSender.Outgoing;
import groundswell.platform.wiring.Wiring;
import groundswell.workload.MemberGenerator;
import groundswell.workload.MemberRow;
import groundswell.workload.MembersCsv;
import groundswell.workload.client.TenantApi;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/// 40,000 messages in a dead-letter queue: how fast they are recorded, and how fast they are
/// redriven to a consumer that has already done their work. Also what that costs, which is the
/// limit on AWS.
final class FailureFlood {
  private static final int MESSAGES = 40_000;
  private static final int MEMBERS = 2_000;
  private static final double PER_SECOND_MIN = 500;
  private static final double WRITES_PER_RECORD_MAX = 1.1;
  private static final double WRITES_PER_REDRIVE_MAX = 2.1;

  /// The message, the failure, and an entry in each of its two indexes.
  private static final double UNITS_PER_RECORD_MAX = 4.3;

  /// The claim and the outcome each write the failure and, in both indexes, delete an entry and add
  /// one. The lists of the steps come on top.
  private static final double UNITS_PER_REDRIVE_MAX = 10.5;

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final TenantId TENANT = new TenantId("flood");
  private static final String DEAD_LETTERS = "ProgressBulkDeadLetterQueue";
  private static final MetricId STEPS = new MetricId("steps");
  private static final YearMonth MONTH = YearMonth.of(2026, 9);

  private final Path directory;
  private final PrintStream out;
  private final Bounds bounds;
  private final Writes writes = new Writes();

  FailureFlood(Path directory, PrintStream out) {
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
      var members = MemberGenerator.members(1, MEMBERS, List.of());
      register(cloud, members);
      var environment = Operations.of(cloud);
      var failures = new OperationsWiring(environment).failures();
      var redrives = new OperationsWiring(environment).redrives();
      out.printf("%nfailures: %,d messages in %s%n", MESSAGES, DEAD_LETTERS);
      record(cloud, messages(members), failures);
      redrive(cloud, failures, redrives);
    }
    return bounds.broken();
  }

  private void register(LocalCloud cloud, List<MemberRow> members) {
    var token = cloud.tokenFor(TENANT.value(), "admin", "administrator");
    var file = MembersCsv.write(directory.resolve("members.csv"), members);
    TenantApi.of(cloud.apiUrl(), token).send(UploadRequest.members(file.path()));
    cloud.awaitQuiet(PATIENCE);
  }

  /// Each has other content, for a member who takes part in nothing.
  private static List<String> messages(List<MemberRow> members) {
    return IntStream.range(0, MESSAGES)
        .mapToObj(
            n ->
                new MonthValues(
                    members.get(n % MEMBERS).id(),
                    STEPS,
                    MONTH,
                    n + 1L,
                    new TreeMap<>(Map.of(1, steps(n)))))
        .map(month -> new ActivityChanged(TENANT, Lane.BULK, Optional.empty(), List.of(month)))
        .map(EventCodec::message)
        .toList();
  }

  private static DayValues steps(int value) {
    var sources = new TreeMap<>(Map.of(SourceId.FILE, Quantity.of(value)));
    return new DayValues(sources, Optional.empty());
  }

  /// The time from the first message in the queue to the last one recorded.
  private void record(LocalCloud cloud, List<String> messages, Failures failures) {
    var before = cloud.capacity();
    writes.reset();
    var start = Instant.now();
    new Wiring(Operations.of(cloud))
        .sender()
        .sendAllOf(
            Operations.queueUrl(cloud, DEAD_LETTERS),
            messages.stream().map(body -> new Outgoing(body, Map.of(), 0)).toList());
    await(() -> recorder(cloud).records() == MESSAGES);
    double seconds = secondsSince(start);

    bounds.atLeast("failures recorded a second", MESSAGES / seconds, PER_SECOND_MIN);
    bounds.holds("each is recorded once", countOf(failures, FailureState.Name.OPEN) == MESSAGES);
    perMessage("writes of failures per message", WRITES_PER_RECORD_MAX);
    units(before, cloud.capacity(), UNITS_PER_RECORD_MAX);
  }

  private static MappingReport recorder(LocalCloud cloud) {
    return cloud.mappings().stream()
        .filter(mapping -> mapping.source().endsWith(DEAD_LETTERS))
        .findFirst()
        .orElseThrow();
  }

  private void redrive(LocalCloud cloud, Failures failures, Redrives redrives) {
    cloud.awaitQuiet(PATIENCE);
    var before = cloud.capacity();
    writes.reset();
    var start = Instant.now();
    var id = start(cloud);
    var ends = new ArrayList<Double>();
    await(
        () -> {
          var now = find(redrives, id);
          while (ends.size() < now.steps().size()) ends.add(secondsSince(start));
          return now.state().ended();
        });
    double seconds = secondsSince(start);

    var steps = find(redrives, id).steps();
    for (int step = 0; step < steps.size(); step++)
      out.printf(
          "  step of %,5d: %.1f s, a message took %d ms%n",
          steps.get(step).claimed(),
          ends.get(step) - (step == 0 ? 0 : ends.get(step - 1)),
          steps.get(step).meanTook().orElse(Duration.ZERO).toMillis());
    double ramp = ends.get(Redrive.RAMP_STEPS - 1);
    long after = steps.stream().skip(Redrive.RAMP_STEPS).mapToLong(Redrive.Step::claimed).sum();
    out.printf("  %-46s %,12.1f%n", "seconds, the ramp included", seconds);
    bounds.atLeast(
        "messages redriven a second after the ramp", after / (seconds - ramp), PER_SECOND_MIN);
    bounds.holds("each is resolved", countOf(failures, FailureState.Name.RESOLVED) == MESSAGES);
    perMessage("writes of failures per message", WRITES_PER_REDRIVE_MAX);
    units(before, cloud.capacity(), UNITS_PER_REDRIVE_MAX);
    for (var mapping : cloud.mappings()) {
      if (mapping.cap().isPresent() && mapping.records() > 0)
        bounds.atMost(
            "peak concurrency of " + mapping.source(),
            mapping.observedPeak(),
            mapping.cap().getAsInt());
    }
  }

  private RedriveId start(LocalCloud cloud) {
    var api =
        TenantApi.client(cloud.apiUrl(), cloud.tokenFor(TENANT.value(), "operator", "operator"));
    var answer =
        api.post(
            "/redrives",
            "{\"filter\":%s,\"reason\":\"benchmark\"}"
                .formatted(FilterCodec.write(FailureFilter.OPEN)));
    if (!answer.isOk()) throw new IllegalStateException(answer.toString());
    return new RedriveId(answer.body().path("redrive").asText());
  }

  private static Redrive find(Redrives redrives, RedriveId id) {
    return redrives.find(id).orElseThrow();
  }

  private static int countOf(Failures failures, FailureState.Name state) {
    var ids = new HashSet<Object>();
    var filter = FailureFilter.OPEN.withState(state);
    var cursor = Optional.<String>empty();
    do {
      var page = failures.page(filter, 1_000, cursor);
      page.failures().forEach(failure -> ids.add(failure.id()));
      cursor = page.next();
    } while (cursor.isPresent());
    return ids.size();
  }

  private void perMessage(String what, double most) {
    bounds.atMost(what, (double) writes.of("FAILURE") / MESSAGES, most);
    out.printf("  calls: %s%n", writes.all());
  }

  private void units(CapacityReport before, CapacityReport after, double most) {
    var table = "groundswell-OperationsTable";
    bounds.atMost(
        "write units per message",
        (after.writeUnits(table) - before.writeUnits(table)) / MESSAGES,
        most);
    out.printf(
        "  %-46s %,12.2f%n",
        "read units per message", (after.readUnits(table) - before.readUnits(table)) / MESSAGES);
  }

  private static double secondsSince(Instant start) {
    return Duration.between(start, Instant.now()).toMillis() / 1_000.0;
  }

  private static void await(BooleanSupplier condition) {
    var end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) throw new IllegalStateException("took too long");
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
