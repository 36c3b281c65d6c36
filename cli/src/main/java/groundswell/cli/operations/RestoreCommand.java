package groundswell.cli.operations;

import groundswell.cli.options.ReasonOption;
import groundswell.cli.output.Printer;
import groundswell.cli.session.Session;
import groundswell.client.OperationsApi;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Reopens failures.
@Command(
    name = "restore",
    description = "Opens parked failures again, or those that an ended redrive left behind.",
    mixinStandardHelpOptions = true)
public final class RestoreCommand implements Callable<Integer> {
  private final Session session;
  private final Printer printer;

  @Mixin private FilterOptions options = new FilterOptions();
  @Mixin private ReasonOption reason = new ReasonOption();

  @Option(
      names = "--state",
      defaultValue = "parked",
      description = "parked or redriving (default: ${DEFAULT-VALUE}).")
  private String state = "parked";

  @Option(names = "--all", description = "All failures in that state.")
  private boolean all;

  public RestoreCommand(Session session, Printer printer) {
    this.session = session;
    this.printer = printer;
  }

  @Override
  public Integer call() {
    var api = new OperationsApi(session.operatorApi());
    var filter = options.filterOrAll(api, all).withState(state);
    return new BulkChange(printer, api::restore).run(filter, reason, "restored");
  }
}
