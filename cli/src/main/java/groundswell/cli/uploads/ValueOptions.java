package groundswell.cli.uploads;

import java.util.Optional;
import picocli.CommandLine.Option;

/// How the values of an activity file are read.
final class ValueOptions {
  @Option(
      names = "--withdrawals",
      description = "An empty value takes back what its source had said about the day.")
  private boolean withdrawals;

  @Option(
      names = "--corrections",
      description =
          "Each row corrects a day whatever its sources say: a value, blank (no entry) or lift.")
  private boolean corrections;

  Optional<String> text() {
    if (corrections) return Optional.of("corrections");
    return withdrawals ? Optional.of("withdrawals") : Optional.empty();
  }
}
