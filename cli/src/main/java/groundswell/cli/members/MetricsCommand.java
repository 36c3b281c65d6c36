package groundswell.cli.members;

import groundswell.cli.output.Plural;
import groundswell.cli.output.Printer;
import groundswell.cli.output.Table;
import groundswell.cli.session.Session;
import groundswell.client.MembersApi;
import groundswell.client.model.EntryRules;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Lists what may be entered.
@Command(
    name = "metrics",
    description = "Lists the tenant's metrics and the limits of their values.",
    mixinStandardHelpOptions = true)
public final class MetricsCommand implements Callable<Integer> {
  private final Session session;
  private final Printer printer;

  public MetricsCommand(Session session, Printer printer) {
    this.session = session;
    this.printer = printer;
  }

  @Override
  public Integer call() {
    return printer.show(new MembersApi(session.api()).entryRules(), MetricsCommand::text);
  }

  private static String text(EntryRules rules) {
    var table = new Table("metric", "unit", "most a day");
    rules.metrics().forEach(metric -> table.row(metric.id(), metric.unit(), metric.dailyMax()));
    return "%s%na value may be for a day up to %s back"
        .formatted(table, Plural.of(rules.backEntryDays(), "day"));
  }
}
