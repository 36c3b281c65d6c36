package groundswell.cli;

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

  ParkCommand(Groundswell root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    var meant = filter.json(root.surroundings().clock(), all);
    return new PuttingAside(root).run("park", "parked", meant, reason);
  }
}
