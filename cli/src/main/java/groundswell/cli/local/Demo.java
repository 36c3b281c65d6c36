package groundswell.cli.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.cli.output.Printer;
import groundswell.cli.session.Environment;
import groundswell.cli.session.ExitCodes;
import groundswell.cli.session.Polling;
import groundswell.cli.session.Program;
import groundswell.client.ApiClient;
import groundswell.client.BoardSelection;
import groundswell.client.ChallengesApi;
import groundswell.client.Endpoint;
import groundswell.client.RetryPolicy;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
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
import picocli.CommandLine.ExitCode;

/// The main job from an empty system to compared boards. It runs the commands that a client runs.
final class Demo {
  private static final Duration QUIET_DEADLINE = Duration.ofMinutes(10);
  private static final String TENANT = "acme";
  private static final int DIFFERENCES_SHOWN = 20;

  /// Boards are compared whole; progress and rewards for every tenth member.
  private static final int MEMBERS_STEP = 10;

  private final Environment environment;
  private final Printer printer;
  private final LocalCloud cloud;
  private final DemoShell shell;
  private final ApiClient api;
  private final Path directory;
  private final Workload workload;

  private Demo(
      Program program,
      Environment environment,
      Printer printer,
      LocalCloud cloud,
      Path directory,
      long seed) {
    var token = cloud.tokenFor(TENANT, "admin", "demo");
    this.environment = environment;
    this.printer = printer;
    this.cloud = cloud;
    this.directory = directory;
    shell = new DemoShell(program, environment, cloud.apiUrl(), token);
    api =
        new ApiClient(
            new Endpoint(cloud.apiUrl(), false),
            () -> token,
            RetryPolicy.whileUnavailable(environment.pause(), environment.keys()));
    workload =
        Workloads.demo(seed, LocalDate.ofInstant(environment.clock().instant(), ZoneOffset.UTC));
  }

  /// @return whether all answers equal the plain calculation
  static boolean run(
      Program program,
      Environment environment,
      Printer printer,
      Path template,
      Path directory,
      long seed)
      throws IOException, InterruptedException {
    printer.text("Starting the local cloud from %s".formatted(template));
    var started = environment.clock().instant();
    var options = LocalCloudOptions.of(template, directory.resolve("objects"));
    try (var cloud = LocalCloud.start(options)) {
      var demo = new Demo(program, environment, printer, cloud, directory, seed);
      demo.say("It is up at %s after %.1f s".formatted(cloud.apiUrl(), demo.secondsSince(started)));
      demo.say("Its console: %s".formatted(UpCommand.console(cloud)));
      return demo.run();
    }
  }

  private boolean run() throws IOException, InterruptedException {
    defineChallenges();
    workload.writeMembers(directory.resolve("members.csv"));
    shell.run(ExitCode.OK, "upload", "members", file("members.csv"), "--wait");
    awaitQuiet("enrolling");

    var activity = workload.writeActivity(directory.resolve("activity.csv"));
    say("%,d rows of activity, %,d of them bad".formatted(activity.rows(), activity.rejected()));
    var sent = environment.clock().instant();
    shell.run(ExitCodes.FAILED, "upload", "activity", file("activity.csv"), "--wait");
    awaitQuiet("scoring");
    double seconds = secondsSince(sent);

    showResults();
    new DemoFigures(environment.out(), cloud).print(activity.rows(), seconds);
    return check(activity, sent);
  }

  private void defineChallenges() throws IOException {
    for (var challenge : workload.challenges()) {
      var name = challenge.id() + ".yaml";
      Files.writeString(directory.resolve(name), challenge.definition(), UTF_8);
      shell.run(ExitCode.OK, "challenge", "put", file(name));
    }
  }

  private void showResults() {
    for (var challenge : workload.challenges())
      shell.run(ExitCode.OK, "board", challenge.id().value(), "--top", "5");
    var best = bestOf(workload.challenges().getFirst().id()).value();
    shell.run(ExitCode.OK, "progress", best);
    shell.run(ExitCode.OK, "rewards", best);
    shell.run(ExitCode.OK, "inbox", "--last", "3");
  }

  private MemberId bestOf(ChallengeId challenge) {
    var board = new ChallengesApi(api).board(challenge, new BoardSelection.Top(1));
    return board.value().rows().getFirst().member();
  }

  /// @return whether nothing differs
  private boolean check(GeneratedFile activity, Instant acceptedAt) {
    var check = new DemoCheck(api, workload, acceptedAt);
    check.report(activity);
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
      differences.stream().limit(DIFFERENCES_SHOWN).forEach(printer::text);
    }
    return differences.isEmpty();
  }

  /// Waits until nothing is in flight, and shows how much still is.
  private void awaitQuiet(String task) throws InterruptedException {
    try (var progress = printer.progress(task, "messages")) {
      var most = new LongAccumulator(Math::max, 0);
      new Polling(environment)
          .until(
              "rest in the local cloud",
              QUIET_DEADLINE,
              () -> {
                long waiting = cloud.queues().values().stream().mapToLong(QueueDepth::total).sum();
                most.accumulate(waiting);
                progress.update(most.get() - waiting, most.get());
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
    return Duration.between(start, environment.clock().instant()).toMillis() / 1000.0;
  }

  private void say(String text) {
    printer.text("%n%s".formatted(text));
  }
}
