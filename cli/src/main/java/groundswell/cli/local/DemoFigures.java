package groundswell.cli.local;

import groundswell.cli.output.Table;
import groundswell.local.LocalCloud;
import groundswell.local.calls.CapacityReport;
import groundswell.local.calls.CapacityReport.Usage;
import java.io.PrintWriter;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The cost of a run: time, DynamoDB units, concurrency.
final class DemoFigures {
  private final PrintWriter out;
  private final LocalCloud cloud;

  DemoFigures(PrintWriter out, LocalCloud cloud) {
    this.out = out;
    this.cloud = cloud;
  }

  void print(long rows, double seconds) {
    out.printf(
        "%n%,d rows in %.1f s, from the start of the upload to the last board and reward:"
            + " %,.0f rows/s%n",
        rows, seconds, rows / seconds);
    out.printf("%nDynamoDB units consumed, by all functions since the start:%n%s%n", capacity());
    out.printf("%nConcurrency of each event source mapping:%n%s%n", mappings());
  }

  private Table capacity() {
    var report = cloud.capacity();
    var table = new Table("table", "write units", "read units", "calls", "refused");
    var names =
        report.usages().stream().map(Usage::table).collect(Collectors.toCollection(TreeSet::new));
    for (var name : names) {
      table.row(
          name,
          "%,.0f".formatted(report.writeUnits(name)),
          "%,.0f".formatted(report.readUnits(name)),
          "%,d".formatted(calls(report, name)),
          "%,d".formatted(refused(report, name)));
    }
    return table;
  }

  private Table mappings() {
    var table =
        new Table("function", "source", "cap", "peak", "invocations", "records", "failures");
    for (var mapping : cloud.mappings()) {
      table.row(
          mapping.functionLogicalId(),
          mapping.source(),
          mapping.cap().isPresent() ? mapping.cap().getAsInt() : null,
          mapping.observedPeak(),
          "%,d".formatted(mapping.invocations()),
          "%,d".formatted(mapping.records()),
          "%,d".formatted(mapping.failures()));
    }
    return table;
  }

  private static long calls(CapacityReport report, String table) {
    return report.usages().stream()
        .filter(usage -> usage.table().equals(table))
        .mapToLong(Usage::calls)
        .sum();
  }

  private static long refused(CapacityReport report, String table) {
    return report.usages().stream()
        .filter(usage -> usage.table().equals(table))
        .mapToLong(Usage::refused)
        .sum();
  }
}
