package groundswell.cli.members;

import groundswell.cli.output.Plural;
import groundswell.cli.output.Printer;
import groundswell.cli.output.Table;
import groundswell.cli.session.Session;
import groundswell.client.SettingsApi;
import groundswell.client.model.Settings;
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
    return printer.show(new SettingsApi(session.api()).find(), MetricsCommand::text);
  }

  private static String text(Settings settings) {
    var table = new Table("metric", "unit", "most a day", "decimals");
    settings
        .metrics()
        .forEach(
            metric -> table.row(metric.id(), metric.unit(), metric.dailyMax(), metric.decimals()));
    return "%s%na value may be for a day up to %s back"
        .formatted(table, Plural.of(settings.backEntryDays(), "day"));
  }
}
