package groundswell.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Putting open failures aside.
@Command(
    name = "park",
    description = "Puts open failures aside; what fails anew is open all the same.",
    mixinStandardHelpOptions = true)
final class ParkCommand implements Callable<Integer> {
  private final Groundswell root;

  @Mixin private FilterOptions filter = new FilterOptions();
  @Mixin private Reason reason = new Reason();

  @Option(names = "--all", description = "Everything that is open.")
  private boolean all;

  @Option(names = "--yes", description = "Park them; without it, they are only shown.")
  private boolean yes;

  ParkCommand(Groundswell root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    var meant = filter.json(root.surroundings().clock(), all);
    return yes ? new PuttingAside(root).run("park", "parked", meant, reason) : preview(meant);
  }

  private int preview(ObjectNode meant) {
    var plan = root.operations().post("/redrives/plan", Json.object().set("filter", meant));
    return root.show(plan, () -> RedriveText.parking(plan));
  }
}
