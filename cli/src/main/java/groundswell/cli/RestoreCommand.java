package groundswell.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Taking failures back.
@Command(
    name = "restore",
    description = "Opens parked failures again, or those that an ended redrive has left behind.",
    mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
  private final Groundswell root;

  @Mixin private FilterOptions filter = new FilterOptions();
  @Mixin private Reason reason = new Reason();

  @Option(
      names = "--state",
      defaultValue = "parked",
      description = "parked or redriving (default: ${DEFAULT-VALUE}).")
  private String state = "parked";

  @Option(names = "--all", description = "Everything in that state.")
  private boolean all;

  RestoreCommand(Groundswell root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    var meant = filter.json(root.surroundings().clock(), all).put("state", state);
    return new PuttingAside(root).run("restore", "restored", meant, reason);
  }
}
