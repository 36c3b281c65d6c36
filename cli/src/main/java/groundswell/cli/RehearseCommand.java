package groundswell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Rehearsing a redrive.
@Command(
    name = "rehearse",
    description =
        "Handles some failures again with every write discarded, and says what came of it.",
    mixinStandardHelpOptions = true)
final class RehearseCommand implements Callable<Integer> {
  private static final Duration DEADLINE = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int WRITES_SHOWN = 5;

  private final Groundswell root;

  @Mixin private FilterOptions filter = new FilterOptions();

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many failures at most (default: ${DEFAULT-VALUE}).")
  private int samples = 3;

  RehearseCommand(Groundswell root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    var order = Json.object().put("samples", samples);
    order.set("filter", filter.json(root.surroundings().clock()));
    var path =
        "/rehearsals/" + root.operations().post("/rehearsals", order).path("rehearsal").asText();
    var rehearsal =
        new Wait(root.surroundings().clock(), PAUSE)
            .until(
                "the end of the rehearsal",
                DEADLINE,
                () -> root.operations().get(path),
                answer -> answer.path("ended").asBoolean());
    root.show(rehearsal, () -> text(rehearsal.path("verdicts")));
    return rehearsal.path("verdicts").valueStream().allMatch(RehearseCommand::succeeds)
        ? ExitCode.OK
        : Groundswell.FAILED;
  }

  private static boolean succeeds(JsonNode verdict) {
    return verdict.path("succeeds").asBoolean();
  }

  private static String text(JsonNode verdicts) {
    if (verdicts.isEmpty()) return "nothing matches";
    var text = new StringBuilder();
    for (var verdict : verdicts) {
      text.append(
          "%s would %s%n"
              .formatted(
                  Groundswell.text(verdict, "failure"),
                  succeeds(verdict)
                      ? "succeed"
                      : "fail again: " + Groundswell.text(verdict, "failed")));
      var writes = verdict.path("writes");
      writes
          .valueStream()
          .limit(WRITES_SHOWN)
          .forEach(write -> text.append("  would write %s%n".formatted(write.asText())));
      int more = writes.size() - WRITES_SHOWN;
      if (more > 0) text.append("  and %,d more; --json has them all%n".formatted(more));
    }
    return text.toString().stripTrailing();
  }
}
