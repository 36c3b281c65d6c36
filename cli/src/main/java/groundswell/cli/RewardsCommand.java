package groundswell.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// A member's rewards.
@Command(
    name = "rewards",
    description = "Shows a member's points and the rewards they come from.",
    mixinStandardHelpOptions = true)
final class RewardsCommand implements Callable<Integer> {
  private final Groundswell root;

  @Parameters(paramLabel = "MEMBER")
  private String member = "";

  RewardsCommand(Groundswell root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    var answer = root.api().get("/members/%s/rewards".formatted(ApiClient.segment(member)));
    var table = new Table("challenge", "reward", "state", "points");
    for (var challenge : answer.path("challenges")) {
      for (var reward : challenge.path("rewards")) {
        table.row(
            Groundswell.text(challenge, "challenge"),
            Groundswell.text(reward, "reward"),
            Groundswell.text(reward, "state"),
            Groundswell.text(reward, "points"));
      }
    }
    return root.show(
        answer,
        () ->
            "%s has %s points%n%s"
                .formatted(
                    Groundswell.text(answer, "member"), Groundswell.text(answer, "points"), table));
  }
}
