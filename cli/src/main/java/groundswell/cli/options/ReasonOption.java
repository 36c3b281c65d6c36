package groundswell.cli.options;

import picocli.CommandLine.Option;

/// Why a command is run. The audit keeps it.
public final class ReasonOption {
  @Option(
      names = "--reason",
      paramLabel = "WHY",
      required = true,
      description = "Why you do this; the audit keeps it.")
  private String text = "";

  public String text() {
    return text;
  }
}
