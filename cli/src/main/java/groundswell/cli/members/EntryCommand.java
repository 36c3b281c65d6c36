package groundswell.cli.members;

import groundswell.cli.options.Ids;
import groundswell.cli.output.Printer;
import groundswell.cli.session.Session;
import groundswell.client.MembersApi;
import groundswell.client.model.ActivityCorrection;
import groundswell.client.model.ActivityEntry;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Takes back and corrects what was entered.
@Command(
    name = "entry",
    description = "Takes back an entry, or corrects a day whatever its sources say.",
    mixinStandardHelpOptions = true)
public final class EntryCommand {
  private final Session session;
  private final Printer printer;

  public EntryCommand(Session session, Printer printer) {
    this.session = session;
    this.printer = printer;
  }

  @Command(
      description = "Takes back what a source said about a day; a later entry replaces it.",
      mixinStandardHelpOptions = true)
  int withdraw(
      @Parameters(paramLabel = "MEMBER") String member,
      @Parameters(paramLabel = "METRIC") String metric,
      @Parameters(paramLabel = "YYYY-MM-DD") LocalDate date,
      @Option(names = "--source", description = "Whose entry (default: manual).")
          @Nullable String source) {
    var from = source == null ? null : Ids.source(source);
    var entry = new ActivityEntry(date, Ids.metric(metric), null, true, null, from);
    return printer.show(api().enter(Ids.member(member), entry), EnterCommand::text);
  }

  @Command(
      description = "Sets the value of a day, whatever its sources say.",
      mixinStandardHelpOptions = true)
  int correct(
      @Parameters(paramLabel = "MEMBER") String member,
      @Parameters(paramLabel = "METRIC") String metric,
      @Parameters(paramLabel = "YYYY-MM-DD") LocalDate date,
      @Parameters(paramLabel = "VALUE") BigDecimal value) {
    return correct(member, ActivityCorrection.to(date, Ids.metric(metric), value));
  }

  @Command(
      description = "Leaves a day without entry, whatever its sources say.",
      mixinStandardHelpOptions = true)
  int blank(
      @Parameters(paramLabel = "MEMBER") String member,
      @Parameters(paramLabel = "METRIC") String metric,
      @Parameters(paramLabel = "YYYY-MM-DD") LocalDate date) {
    return correct(member, ActivityCorrection.blank(date, Ids.metric(metric)));
  }

  @Command(
      description = "Lifts the correction of a day: its sources count again.",
      mixinStandardHelpOptions = true)
  int lift(
      @Parameters(paramLabel = "MEMBER") String member,
      @Parameters(paramLabel = "METRIC") String metric,
      @Parameters(paramLabel = "YYYY-MM-DD") LocalDate date) {
    return correct(member, ActivityCorrection.lift(date, Ids.metric(metric)));
  }

  private int correct(String member, ActivityCorrection correction) {
    return printer.show(api().correct(Ids.member(member), correction), EnterCommand::text);
  }

  private MembersApi api() {
    return new MembersApi(session.api());
  }
}
