package groundswell.cli.operations;

import groundswell.cli.options.ReasonOption;
import groundswell.cli.output.Printer;
import groundswell.client.FailureFilter;
import groundswell.client.Json;
import groundswell.client.model.FailureChanges;
import java.util.function.BiFunction;

/// Changes all failures that match. One request changes a limited number, so it is repeated until
/// none are left.
final class BulkChange {
  private final Printer printer;
  private final BiFunction<FailureFilter, String, FailureChanges> request;

  /// @param request takes the filter and the reason
  BulkChange(Printer printer, BiFunction<FailureFilter, String, FailureChanges> request) {
    this.printer = printer;
    this.request = request;
  }

  /// @param done what the command does, as a participle
  /// @return the exit code
  int run(FailureFilter filter, ReasonOption reason, String done) {
    var total = new Total(0, 0);
    FailureChanges changes;
    do {
      changes = request.apply(filter, reason.text());
      total = total.plus(changes);
    } while (changes.more() && changes.changed() > 0);
    var text = "%,d %s".formatted(total.changed(), done);
    return printer.show(Json.tree(total), () -> text);
  }

  private record Total(long changed, long unchanged) {
    Total plus(FailureChanges changes) {
      return new Total(changed + changes.changed(), unchanged + changes.unchanged());
    }
  }
}
