package groundswell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Bringing back what failed.
@Command(
    name = "redrive",
    description = "Brings back what failed, step by step, and stops by itself if it fails again.",
    mixinStandardHelpOptions = true)
final class RedriveCommand {
  private static final String PATH = "/redrives/";

  private final Groundswell root;

  RedriveCommand(Groundswell root) {
    this.root = root;
  }

  @Command(description = "Says what a redrive would do.", mixinStandardHelpOptions = true)
  int plan(
      @Mixin FilterOptions filter,
      @Option(names = "--all", description = "Everything that is open.") boolean all,
      @Mixin Rate rate) {
    var plan = planned(filter.json(root.surroundings().clock(), all), rate);
    return root.show(plan, () -> RedriveText.plan(plan));
  }

  @Command(
      description = "Shows the plan, starts the redrive and watches it.",
      mixinStandardHelpOptions = true)
  int run(@Mixin FilterOptions filter, @Mixin Rate rate, @Mixin Reason reason, @Mixin How how) {
    var meant = filter.json(root.surroundings().clock(), how.all);
    var plan = planned(meant, rate);
    if (!root.json()) root.print(RedriveText.plan(plan));
    if (plan.path("failures").asLong() == 0) return root.json() ? root.show(plan, () -> "") : 0;

    var order = order(meant, rate).put("reason", reason.text);
    if (how.refailurePercentMax != null)
      order.put("refailure_percent_max", how.refailurePercentMax);
    var redrive = root.operations().post("/redrives", order);
    return how.noWait ? started(redrive) : watched(redrive);
  }

  @Command(description = "Lists the latest redrives.", mixinStandardHelpOptions = true)
  int list() {
    var answer = root.operations().get("/redrives");
    var table =
        new Table(
            "redrive", "state", "taken", "succeeded", "failed again", "by", "started", "reason");
    for (var redrive : answer.path("redrives")) {
      table.row(
          Groundswell.texts(
                  redrive,
                  "redrive",
                  "state",
                  "claimed",
                  "succeeded",
                  "failed_again",
                  "by",
                  "started_at",
                  "reason")
              .toArray());
    }
    return root.show(answer, table::toString);
  }

  @Command(description = "Shows a redrive.", mixinStandardHelpOptions = true)
  int show(
      @Parameters(paramLabel = "REDRIVE") String redrive,
      @Option(names = "--wait", description = "Watch it until it ends.") boolean wait) {
    var answer = root.operations().get(PATH + ApiClient.encoded(redrive));
    return wait ? watched(answer) : root.show(answer, () -> RedriveText.redrive(answer));
  }

  @Command(description = "Stops after what is sent.", mixinStandardHelpOptions = true)
  int pause(@Parameters(paramLabel = "REDRIVE") String redrive, @Mixin Reason reason) {
    return steer(redrive, "pause", reason);
  }

  @Command(
      description = "Goes on; also revives one whose worker died.",
      mixinStandardHelpOptions = true)
  int resume(@Parameters(paramLabel = "REDRIVE") String redrive, @Mixin Reason reason) {
    return steer(redrive, "resume", reason);
  }

  @Command(description = "Ends it; what is sent stays sent.", mixinStandardHelpOptions = true)
  int cancel(@Parameters(paramLabel = "REDRIVE") String redrive, @Mixin Reason reason) {
    return steer(redrive, "cancel", reason);
  }

  @Command(
      description = "Redrives a message that was corrected by hand, where that is allowed.",
      mixinStandardHelpOptions = true)
  int edit(
      @Parameters(paramLabel = "FAILURE") String failure,
      @Option(
              names = "--file",
              required = true,
              description = "The message; the present one: groundswell failures show ID --body")
          Path file,
      @Mixin Reason reason) {
    var order = Json.object().put("body", textOf(file)).put("reason", reason.text);
    var answer =
        root.operations().post("/failures/%s/edit".formatted(ApiClient.encoded(failure)), order);
    return root.show(
        answer,
        () ->
            "the message is failure %s now; watch it: groundswell redrive show %s --wait"
                .formatted(
                    Groundswell.text(answer, "failure"),
                    Groundswell.text(answer.path("redrive"), "redrive")));
  }

  private JsonNode planned(ObjectNode filter, Rate rate) {
    return root.operations().post("/redrives/plan", order(filter, rate));
  }

  private static ObjectNode order(ObjectNode filter, Rate rate) {
    var order = Json.object();
    order.set("filter", filter);
    if (rate.perSecondMax != null) order.put("per_second_max", rate.perSecondMax);
    return order;
  }

  private int started(JsonNode redrive) {
    var id = Groundswell.text(redrive, "redrive");
    return root.show(
        redrive,
        () -> "redrive %s; watch it: groundswell redrive show %s --wait".formatted(id, id));
  }

  private int watched(JsonNode redrive) {
    var ended = new RedriveWatch(root).until(Groundswell.text(redrive, "redrive"));
    root.show(ended, () -> RedriveText.outcome(ended));
    return RedriveText.isClean(ended) ? ExitCode.OK : Groundswell.FAILED;
  }

  private int steer(String redrive, String action, Reason reason) {
    var answer =
        root.operations()
            .post(
                PATH + ApiClient.encoded(redrive) + "/" + action,
                Json.object().put("reason", reason.text));
    return root.show(answer, () -> RedriveText.redrive(answer));
  }

  private static String textOf(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new Failure("cannot read %s: %s".formatted(file, e.getMessage()));
    }
  }

  /// How fast.
  static final class Rate {
    @Option(names = "--rate", paramLabel = "N", description = "At most so many messages a second.")
    @Nullable Integer perSecondMax;
  }

  /// How a redrive is run.
  static final class How {
    @Option(names = "--all", description = "Everything that is open.")
    boolean all;

    @Option(
        names = "--refailure-percent",
        paramLabel = "N",
        description = "Stop when more than this share of a step fails again (default: 5).")
    @Nullable Integer refailurePercentMax;

    @Option(names = "--no-wait", description = "Only start it.")
    boolean noWait;
  }
}
