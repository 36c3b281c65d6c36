package groundswell.benchmarks;

import groundswell.client.UploadRequest;
import groundswell.local.LocalCloud;
import groundswell.local.LocalCloudOptions;
import groundswell.workload.MemberRow;
import groundswell.workload.MembersCsv;
import groundswell.workload.Workload;
import groundswell.workload.client.TenantApi;
import groundswell.workload.oracle.Oracle;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// Members who join a challenge after all their activity: one file names them, and the board has to
/// come from what is stored of them.
final class LateJoins {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final double SECONDS_MAX = 20;

  private final Workload workload;
  private final Path directory;
  private final PrintStream out;
  private final Bounds bounds;

  LateJoins(Workload workload, Path directory, PrintStream out) {
    this.workload = workload;
    this.directory = directory;
    this.out = out;
    bounds = new Bounds(out);
  }

  /// @return the bounds that were broken
  List<String> run() throws IOException {
    Files.createDirectories(directory);
    var options = LocalCloudOptions.of(Path.of("template.yaml"), directory.resolve("objects"));
    try (var cloud = LocalCloud.start(options)) {
      var token = cloud.tokenFor("late", "admin", "administrator");
      var client = TenantApi.of(cloud.apiUrl(), token);
      prepare(cloud, client);
      out.printf("%nlate joins: %,d members%n", workload.members().size());
      measure(cloud, client);
    }
    return bounds.broken();
  }

  private void prepare(LocalCloud cloud, TenantApi client) {
    for (var challenge : workload.challenges()) client.define(challenge);
    var strangers = workload.members().stream().map(LateJoins::withoutChallenges).toList();
    var members = MembersCsv.write(directory.resolve("members.csv"), strangers);
    client.send(UploadRequest.members(members.path()));
    cloud.awaitQuiet(PATIENCE);
    var activity = workload.writeActivity(directory.resolve("activity.csv"));
    client.send(UploadRequest.activity(activity.path()));
    cloud.awaitQuiet(PATIENCE);
  }

  private static MemberRow withoutChallenges(MemberRow member) {
    return new MemberRow(
        member.id(), member.displayName(), member.team(), member.timeZone(), List.of());
  }

  private void measure(LocalCloud cloud, TenantApi client) {
    var joins = workload.writeMembers(directory.resolve("joins.csv"));
    client.send(UploadRequest.members(joins.path()));
    var start = Instant.now();
    try (var processor = new Processor()) {
      cloud.awaitQuiet(PATIENCE);
      double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
      bounds.atMost("seconds from upload complete to quiet", seconds, SECONDS_MAX);
      processor.print(out);
    }
    var oracle = new Oracle();
    workload.challenges().forEach(oracle::define);
    oracle.register(workload.members());
    oracle.upload(workload.activityLines(), Instant.now());
    for (var challenge : workload.challenges())
      bounds.holds(
          "board of %s equals the oracle".formatted(challenge.id()),
          Objects.equals(oracle.board(challenge.id()), client.board(challenge.id())));
  }
}
