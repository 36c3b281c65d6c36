package groundswell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// What moves in the local cloud.
@Command(
    name = "status",
    description = "Shows the local cloud's queues, and each mapping's cap and peak.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  private final Groundswell root;

  StatusCommand(Groundswell root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    var state = root.api().get("/_local/state");
    return root.show(
        state,
        () ->
            "%s%n%n%s%n%n%s"
                .formatted(
                    headline(state),
                    queues(state.path("queues")),
                    mappings(state.path("mappings"))));
  }

  private static String headline(JsonNode state) {
    var headline = state.path("quiet").asBoolean() ? "quiet" : "working";
    long dropped = state.path("dropped").asLong();
    return dropped == 0
        ? headline
        : "%s%n%,d messages are lost: no queue took them; the log of functions says why"
            .formatted(headline, dropped);
  }

  private static Table queues(JsonNode queues) {
    var table = new Table("queue", "visible", "in flight", "delayed");
    queues
        .properties()
        .forEach(
            queue ->
                table.row(
                    queue.getKey(),
                    Groundswell.text(queue.getValue(), "visible"),
                    Groundswell.text(queue.getValue(), "inFlight"),
                    Groundswell.text(queue.getValue(), "delayed")));
    return table;
  }

  private static Table mappings(JsonNode mappings) {
    var table =
        new Table("function", "source", "cap", "peak", "invocations", "records", "failures");
    for (var mapping : mappings) {
      table.row(
          Groundswell.text(mapping, "functionLogicalId"),
          Groundswell.text(mapping, "source"),
          Groundswell.text(mapping, "cap"),
          Groundswell.text(mapping, "observedPeak"),
          Groundswell.text(mapping, "invocations"),
          Groundswell.text(mapping, "records"),
          Groundswell.text(mapping, "failures"));
    }
    return table;
  }
}
