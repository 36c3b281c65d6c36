package groundswell.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// The tenant's metrics.
@Command(
    name = "metrics",
    description = "Lists the metrics that the tenant enters, and what may be entered.",
    mixinStandardHelpOptions = true)
final class MetricsCommand implements Callable<Integer> {
  private final Groundswell root;

  MetricsCommand(Groundswell root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    var answer = root.api().get("/entry-rules");
    var table = new Table("metric", "unit", "most a day");
    for (var metric : answer.path("metrics")) {
      table.row(
          Groundswell.text(metric, "id"),
          Groundswell.text(metric, "unit"),
          Groundswell.text(metric, "daily_max"));
    }
    return root.show(
        answer,
        () ->
            "%s%ndays may be entered up to %s days back"
                .formatted(table, Groundswell.text(answer, "back_entry_days")));
  }
}
