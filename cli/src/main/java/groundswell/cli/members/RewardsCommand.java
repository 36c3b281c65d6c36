package groundswell.cli.members;

import static groundswell.cli.output.Terminal.line;

import groundswell.cli.options.Ids;
import groundswell.cli.output.Plural;
import groundswell.cli.output.Printer;
import groundswell.cli.output.Table;
import groundswell.cli.session.Session;
import groundswell.client.MembersApi;
import groundswell.client.model.MemberRewards;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Shows a member's rewards.
@Command(
    name = "rewards",
    description = "Shows a member's points and the rewards that they come from.",
    mixinStandardHelpOptions = true)
public final class RewardsCommand implements Callable<Integer> {
  private final Session session;
  private final Printer printer;

  @Parameters(paramLabel = "MEMBER")
  private String member = "";

  public RewardsCommand(Session session, Printer printer) {
    this.session = session;
    this.printer = printer;
  }

  @Override
  public Integer call() {
    var api = new MembersApi(session.api());
    return printer.show(api.rewards(Ids.member(member)), RewardsCommand::text);
  }

  private static String text(MemberRewards rewards) {
    var table = new Table("challenge", "reward", "state", "points");
    for (var ledger : rewards.challenges()) {
      for (var reward : ledger.rewards())
        table.row(ledger.challenge(), reward.reward(), reward.state(), reward.points());
    }
    return "%s has %s%n%s"
        .formatted(line(rewards.member().value()), Plural.of(rewards.points(), "point"), table);
  }
}
