package groundswell.cli.members;

import static groundswell.cli.output.Terminal.line;

import groundswell.cli.options.Ids;
import groundswell.cli.output.Printer;
import groundswell.cli.output.Table;
import groundswell.cli.session.Session;
import groundswell.client.MembersApi;
import groundswell.client.model.ChallengeProgress;
import groundswell.client.model.MemberProgress;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Shows a member's progress.
@Command(
    name = "progress",
    description = "Shows a member's progress in all its challenges.",
    mixinStandardHelpOptions = true)
public final class ProgressCommand implements Callable<Integer> {
  private final Session session;
  private final Printer printer;

  @Parameters(paramLabel = "MEMBER")
  private String member = "";

  public ProgressCommand(Session session, Printer printer) {
    this.session = session;
    this.printer = printer;
  }

  @Override
  public Integer call() {
    var api = new MembersApi(session.api());
    return printer.show(api.progress(Ids.member(member)), ProgressCommand::text);
  }

  private static String text(MemberProgress progress) {
    return "%s, as of %s%n%s"
        .formatted(line(progress.member().value()), progress.asOf(), table(progress.challenges()));
  }

  static Table table(List<ChallengeProgress> challenges) {
    var table =
        new Table("challenge", "value", "goal", "percent", "days", "longest", "current", "state");
    for (var challenge : challenges) {
      table.row(
          challenge.challenge(),
          challenge.value(),
          challenge.goal(),
          challenge.percent() + "%",
          challenge.days(),
          challenge.longestStreak(),
          challenge.currentStreak(),
          challenge.state());
    }
    return table;
  }
}
