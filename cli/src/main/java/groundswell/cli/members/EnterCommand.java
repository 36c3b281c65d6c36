package groundswell.cli.members;

import static groundswell.cli.output.Terminal.line;

import groundswell.cli.options.Ids;
import groundswell.cli.output.Printer;
import groundswell.cli.session.Session;
import groundswell.client.MembersApi;
import groundswell.client.model.ActivityEntry;
import groundswell.client.model.EnteredActivity;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Enters one value.
@Command(
    name = "enter",
    description = "Enters one value of a day for a member, and shows the progress that it makes.",
    mixinStandardHelpOptions = true)
public final class EnterCommand implements Callable<Integer> {
  private final Session session;
  private final Printer printer;

  @Parameters(paramLabel = "MEMBER")
  private String member = "";

  @Parameters(paramLabel = "METRIC", description = "For example steps; see: groundswell metrics")
  private String metric = "";

  @Parameters(paramLabel = "VALUE")
  private BigDecimal value = BigDecimal.ZERO;

  @Option(names = "--date", paramLabel = "YYYY-MM-DD", description = "The day (default: today).")
  private @Nullable LocalDate date;

  @Option(names = "--recorded-at", paramLabel = "TIME", description = "When it was measured.")
  private @Nullable Instant recordedAt;

  @Option(
      names = "--source",
      description = "The device or app that it comes from (default: manual).")
  private @Nullable String source;

  public EnterCommand(Session session, Printer printer) {
    this.session = session;
    this.printer = printer;
  }

  @Override
  public Integer call() {
    var entry =
        new ActivityEntry(
            date == null ? today() : date,
            Ids.metric(metric),
            value,
            false,
            recordedAt,
            source == null ? null : Ids.source(source));
    return printer.show(
        new MembersApi(session.api()).enter(Ids.member(member), entry), EnterCommand::text);
  }

  static String text(EnteredActivity entered) {
    var entry = entered.entries().getFirst();
    return "%s; %s%n%s"
        .formatted(
            line(entry.outcome()),
            DayText.of(entry.day()),
            ProgressCommand.table(entered.progress()));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(session.environment().clock().instant(), ZoneId.systemDefault());
  }
}
