package groundswell.cli.uploads;

import java.time.Duration;
import picocli.CommandLine.Option;

/// How to wait for the end.
final class EndOptions {
  @Option(names = "--wait", required = true, description = "Wait until it is taken back.")
  boolean wait;

  @Option(
      names = "--timeout-minutes",
      paramLabel = "N",
      defaultValue = "30",
      description = "How long to wait (default: ${DEFAULT-VALUE}).")
  private long timeoutMinutes = 30;

  Duration timeout() {
    return Duration.ofMinutes(timeoutMinutes);
  }
}
