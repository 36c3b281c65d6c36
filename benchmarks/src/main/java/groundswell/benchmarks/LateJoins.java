package groundswell.benchmarks;

import groundswell.client.UploadRequest;
import groundswell.domain.ids.ChallengeId;
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
/// be computed from their stored activity. The time ends when the board shows all of them; their
/// rewards and notices come later.
final class LateJoins {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
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
  List<String> run() throws IOException, InterruptedException {
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

  private void measure(LocalCloud cloud, TenantApi client) throws InterruptedException {
    var joins = workload.writeMembers(directory.resolve("joins.csv"));
    var challenge = workload.challenges().getFirst();
    client.send(UploadRequest.members(joins.path()));
    var start = Instant.now();
    try (var processor = new Processor()) {
      while (client.shown(challenge.id()) < workload.members().size()) Thread.sleep(BETWEEN_LOOKS);
      bounds.atMost("seconds from upload complete to the whole board", since(start), SECONDS_MAX);
      bounds.holds("that board equals the oracle", equalsTheOracle(client, challenge.id()));
      cloud.awaitQuiet(PATIENCE);
      out.printf("  %-46s %,12.3f%n", "seconds until quiet", since(start));
      processor.print(out);
    }
  }

  private static double since(Instant start) {
    return Duration.between(start, Instant.now()).toMillis() / 1000.0;
  }

  private boolean equalsTheOracle(TenantApi client, ChallengeId challenge) {
    var oracle = new Oracle();
    workload.challenges().forEach(oracle::define);
    oracle.register(workload.members());
    oracle.upload(workload.activityLines(), Instant.now());
    return Objects.equals(oracle.board(challenge), client.board(challenge));
  }
}
