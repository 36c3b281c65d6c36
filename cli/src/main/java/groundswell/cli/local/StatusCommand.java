package groundswell.cli.local;

import groundswell.cli.output.Plural;
import groundswell.cli.output.Printer;
import groundswell.cli.output.Table;
import groundswell.cli.session.Session;
import groundswell.client.LocalCloudApi;
import groundswell.client.model.LocalState;
import groundswell.client.model.LocalState.Mapping;
import groundswell.client.model.LocalState.QueueDepth;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Shows what is in flight in a local cloud.
@Command(
    name = "status",
    description = "Shows the local cloud's queues, and the cap and peak of each mapping.",
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
  private final Session session;
  private final Printer printer;

  public StatusCommand(Session session, Printer printer) {
    this.session = session;
    this.printer = printer;
  }

  @Override
  public Integer call() {
    return printer.show(new LocalCloudApi(session.api()).state(), StatusCommand::text);
  }

  private static String text(LocalState state) {
    return "%s%n%n%s%n%n%s"
        .formatted(headline(state), queues(state.queues()), mappings(state.mappings()));
  }

  private static String headline(LocalState state) {
    var headline = state.quiet() ? "quiet" : "working";
    return state.dropped() == 0
        ? headline
        : "%s%nlost %s that could not be delivered to any queue; see the functions' log"
            .formatted(headline, Plural.of(state.dropped(), "message"));
  }

  private static Table queues(Map<String, QueueDepth> queues) {
    var table = new Table("queue", "visible", "in flight", "delayed");
    queues.forEach(
        (name, depth) -> table.row(name, depth.visible(), depth.inFlight(), depth.delayed()));
    return table;
  }

  private static Table mappings(List<Mapping> mappings) {
    var table =
        new Table("function", "source", "cap", "peak", "invocations", "records", "failures");
    for (var mapping : mappings) {
      table.row(
          mapping.functionLogicalId(),
          mapping.source(),
          mapping.cap(),
          mapping.observedPeak(),
          mapping.invocations(),
          mapping.records(),
          mapping.failures());
    }
    return table;
  }
}
