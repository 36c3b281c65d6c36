package groundswell.cli.operations;

import groundswell.cli.options.ReasonOption;
import groundswell.cli.output.Printer;
import groundswell.cli.session.Session;
import groundswell.client.OperationsApi;
import groundswell.client.RedriveOrder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Parks open failures.
@Command(
    name = "park",
    description = "Sets open failures aside. A message that fails later is open again.",
    mixinStandardHelpOptions = true)
public final class ParkCommand implements Callable<Integer> {
  private final Session session;
  private final Printer printer;

  @Mixin private FilterOptions options = new FilterOptions();
  @Mixin private ReasonOption reason = new ReasonOption();

  @Option(names = "--all", description = "All open failures.")
  private boolean all;

  @Option(names = "--yes", description = "Park them. Without it, the command only shows them.")
  private boolean yes;

  public ParkCommand(Session session, Printer printer) {
    this.session = session;
    this.printer = printer;
  }

  @Override
  public Integer call() {
    var api = new OperationsApi(session.operatorApi());
    var filter = options.filterOrAll(api, all);
    return yes
        ? new BulkChange(printer, api::park).run(filter, reason, "parked")
        : printer.show(api.plan(RedriveOrder.of(filter)), RedriveText::parking);
  }
}
