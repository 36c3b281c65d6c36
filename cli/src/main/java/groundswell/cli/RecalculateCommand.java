package groundswell.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Computing a challenge anew.
@Command(
    name = "recalculate",
    description = "Computes every member's progress in a challenge anew, in the background.",
    mixinStandardHelpOptions = true)
final class RecalculateCommand implements Callable<Integer> {
  private final Groundswell root;

  @Parameters(paramLabel = "CHALLENGE")
  private String challenge = "";

  RecalculateCommand(Groundswell root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    var path = "/challenges/%s/recalculate".formatted(ApiClient.encoded(challenge));
    var answer = root.api().post(path, Json.object());
    return root.show(answer, () -> "challenge %s is being recalculated".formatted(challenge));
  }
}
