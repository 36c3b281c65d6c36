package groundswell.cli.uploads;

import picocli.CommandLine.Option;

/// Whether members leave if the file does not name them.
final class LeaverOptions {
  @Option(
      names = "--leavers",
      required = true,
      description = {
        "The file is complete: registered members who are not in it leave. If those",
        "are more than 10 percent, nothing is stored until you confirm it."
      })
  private boolean leavers;

  @Option(names = "--yes", description = "Confirm that any number of members leaves.")
  private boolean yes;

  boolean isComplete() {
    return leavers;
  }

  boolean isConfirmed() {
    return yes;
  }
}
