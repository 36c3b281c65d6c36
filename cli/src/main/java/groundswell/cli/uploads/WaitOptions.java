package groundswell.cli.uploads;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What to wait for, and how long.
final class WaitOptions {
  @Option(
      names = "--wait",
      required = true,
      arity = "0..1",
      paramLabel = "rows",
      preprocessor = WaitFor.Attached.class,
      description = {
        "Wait until the boards show the rows.",
        "With --wait=rows: until they are stored and the report is there."
      })
  private WaitFor waitFor = WaitFor.boards;

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description = "Where to save rejected rows (default: beside the file, as *.rejects.csv).")
  private @Nullable Path rejects;

  @Option(
      names = "--timeout-minutes",
      paramLabel = "N",
      defaultValue = "30",
      description = "How long to wait (default: ${DEFAULT-VALUE}).")
  private long timeoutMinutes = 30;

  WaitFor waitFor() {
    return waitFor;
  }

  Duration timeout() {
    return Duration.ofMinutes(timeoutMinutes);
  }

  Optional<Path> rejects() {
    return Optional.ofNullable(rejects);
  }
}
