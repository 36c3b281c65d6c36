package groundswell.cli.challenges;

import groundswell.cli.options.Ids;
import groundswell.cli.output.Printer;
import groundswell.cli.session.Session;
import groundswell.client.ChallengesApi;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Starts to recompute a challenge.
@Command(
    name = "recalculate",
    description = "Computes every member's progress in a challenge anew, in the background.",
    mixinStandardHelpOptions = true)
public final class RecalculateCommand implements Callable<Integer> {
  private final Session session;
  private final Printer printer;

  @Parameters(paramLabel = "CHALLENGE")
  private String challenge = "";

  public RecalculateCommand(Session session, Printer printer) {
    this.session = session;
    this.printer = printer;
  }

  @Override
  public Integer call() {
    var id = Ids.challenge(challenge);
    return printer.show(
        new ChallengesApi(session.api()).recalculate(id),
        () -> "challenge %s is being recalculated".formatted(id));
  }
}
