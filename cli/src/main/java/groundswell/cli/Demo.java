package groundswell.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.local.LocalCloud;
import groundswell.local.LocalCloudOptions;
import groundswell.local.queues.QueueDepth;
import groundswell.workload.GeneratedFile;
import groundswell.workload.Workload;
import groundswell.workload.Workloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.LongAccumulator;

/// The main job from an empty system to checked boards. It does what a client does, with the same
/// commands.
final class Demo {
  private static final Duration QUIET_DEADLINE = Duration.ofMinutes(10);
  private static final String DEMO_TENANT = "acme";
  private static final int DIFFERENCES_SHOWN = 20;

  /// Progress and rewards are checked for every so manieth member, the boards for all.
  private static final int MEMBERS_STEP = 10;

  private final Surroundings surroundings;
  private final LocalCloud cloud;
  private final Commands commands;
  private final Path directory;
  private final Workload workload;

  private Demo(Surroundings surroundings, LocalCloud cloud, Path directory, long seed) {
    this.surroundings = surroundings;
    this.cloud = cloud;
    this.commands =
        new Commands(surroundings, cloud.apiUrl(), cloud.tokenFor(DEMO_TENANT, "admin", "demo"));
    this.directory = directory;
    this.workload =
        Workloads.demo(seed, LocalDate.ofInstant(surroundings.clock().instant(), ZoneOffset.UTC));
  }

  /// @return whether everything came out as the plain calculation says
  static boolean run(Surroundings surroundings, Path template, Path directory, long seed)
      throws IOException, InterruptedException {
    surroundings.out().printf("Starting the local cloud from %s%n", template);
    var started = surroundings.clock().instant();
    var options = LocalCloudOptions.of(template, directory.resolve("objects"));
    try (var cloud = LocalCloud.start(options)) {
      var demo = new Demo(surroundings, cloud, directory, seed);
      demo.say("It is up at %s after %.1f s".formatted(cloud.apiUrl(), demo.secondsSince(started)));
      return demo.run();
    }
  }

  private boolean run() throws IOException, InterruptedException {
    defineChallenges();
    workload.writeMembers(directory.resolve("members.csv"));
    require(commands.show("upload", "members", file("members.csv"), "--wait"), 0);
    awaitQuiet("enrolling");

    var activity = workload.writeActivity(directory.resolve("activity.csv"));
    say("%,d rows of activity, %,d of them bad".formatted(activity.rows(), activity.rejected()));
    var sent = surroundings.clock().instant();
    require(
        commands.show("upload", "activity", file("activity.csv"), "--wait"), Groundswell.FAILED);
    awaitQuiet("scoring  ");
    double seconds = secondsSince(sent);

    showResults();
    new DemoFigures(surroundings.out(), cloud).print(activity.rows(), seconds);
    return check(activity, sent);
  }

  private void defineChallenges() throws IOException {
    for (var challenge : workload.challenges()) {
      var name = challenge.id() + ".yaml";
      Files.writeString(directory.resolve(name), challenge.definition(), UTF_8);
      require(commands.show("challenge", "put", file(name)), 0);
    }
  }

  private void showResults() {
    for (var challenge : workload.challenges()) {
      require(commands.show("board", challenge.id().value(), "--top", "5"), 0);
    }
    var first = workload.challenges().getFirst().id().value();
    var best =
        commands.ask("board", first, "--top", "1").path("rows").path(0).path("member").asText();
    require(commands.show("progress", best), 0);
    require(commands.show("rewards", best), 0);
    require(commands.show("inbox", "--last", "3"), 0);
  }

  /// @return whether nothing differs
  private boolean check(GeneratedFile activity, Instant acceptedAt) {
    var check = new DemoCheck(commands, workload, acceptedAt);
    check.report(commands.ask("upload", "list").path("uploads").path(0).path("report"), activity);
    workload.challenges().forEach(challenge -> check.board(challenge.id()));
    check.members(MEMBERS_STEP);
    var differences = check.differences();
    if (differences.isEmpty()) {
      say(
          "%,d answers compared with a plain calculation from the same rows: all equal"
              .formatted(check.checks()));
    } else {
      say(
          "%,d of %,d answers differ from a plain calculation:"
              .formatted(differences.size(), check.checks()));
      differences.stream().limit(DIFFERENCES_SHOWN).forEach(surroundings.out()::println);
    }
    return differences.isEmpty();
  }

  /// Waits until nothing moves any more, and shows how much still does.
  private void awaitQuiet(String doing) throws InterruptedException {
    try (var gauge = Gauge.of(surroundings, doing, " messages")) {
      var most = new LongAccumulator(Math::max, 0);
      new Wait(surroundings.clock())
          .until(
              "quiet",
              QUIET_DEADLINE,
              () -> {
                long waiting = cloud.queues().values().stream().mapToLong(QueueDepth::total).sum();
                most.accumulate(waiting);
                gauge.to(most.get() - waiting, most.get());
                return cloud.isQuiet();
              },
              quiet -> quiet);
    }
    cloud.awaitQuiet(QUIET_DEADLINE);
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  private double secondsSince(Instant start) {
    return Duration.between(start, surroundings.clock().instant()).toMillis() / 1000.0;
  }

  private void say(String text) {
    surroundings.out().println();
    surroundings.out().println(text);
  }

  private static void require(int exitCode, int expected) {
    if (exitCode != expected)
      throw new Failure(
          "the command ended with exit code %d instead of %d".formatted(exitCode, expected));
  }
}
