package groundswell.cli.operations;

import groundswell.cli.output.Printer;
import groundswell.cli.output.Table;
import groundswell.cli.output.Terminal;
import groundswell.cli.session.Session;
import groundswell.client.OperationsApi;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/// Shows the audit.
@Command(
    name = "audit",
    description = "Shows who did what, when and why. --json prints a line for each.",
    mixinStandardHelpOptions = true)
public final class AuditCommand implements Callable<Integer> {
  private final Session session;
  private final Printer printer;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "The earliest: 2026-03-20T12:00:00Z, or 2h for two hours ago (default: 30d).")
  private @Nullable Instant since;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many at most (default: ${DEFAULT-VALUE}).")
  private int limit = 50;

  public AuditCommand(Session session, Printer printer) {
    this.session = session;
    this.printer = printer;
  }

  @Override
  public Integer call() {
    var entries = new OperationsApi(session.operatorApi()).audit(Optional.ofNullable(since), limit);
    if (printer.printsJson()) {
      entries.forEach(entry -> printer.raw(entry.json()));
      return ExitCode.OK;
    }
    var table = new Table("at", "who", "action", "reason", "outcome");
    for (var entry : entries) {
      var line = entry.value();
      table.row(
          line.at(),
          line.who(),
          line.action(),
          line.reason(),
          Terminal.orNothing(Terminal.firstLine(line.outcome())));
    }
    printer.text(table.toString());
    return ExitCode.OK;
  }
}
