package groundswell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// A member's progress.
@Command(
    name = "progress",
    description = "Shows a member's progress in all its challenges.",
    mixinStandardHelpOptions = true)
final class ProgressCommand implements Callable<Integer> {
  private final Groundswell root;

  @Parameters(paramLabel = "MEMBER")
  private String member = "";

  ProgressCommand(Groundswell root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    var answer = root.api().get("/members/%s/progress".formatted(ApiClient.segment(member)));
    return root.show(
        answer,
        () ->
            "%s, as of %s%n%s"
                .formatted(
                    Groundswell.text(answer, "member"),
                    Groundswell.text(answer, "as_of"),
                    table(answer.path("challenges"))));
  }

  static Table table(JsonNode challenges) {
    var table =
        new Table("challenge", "value", "goal", "percent", "days", "longest", "current", "state");
    for (var challenge : challenges) {
      table.row(
          Groundswell.text(challenge, "challenge"),
          Groundswell.text(challenge, "value"),
          Groundswell.text(challenge, "goal"),
          Groundswell.text(challenge, "percent") + "%",
          Groundswell.text(challenge, "days"),
          Groundswell.text(challenge, "longest_streak"),
          Groundswell.text(challenge, "current_streak"),
          Groundswell.text(challenge, "state"));
    }
    return table;
  }
}
