package groundswell.cli;

import picocli.CommandLine.Option;

/// Why a command is given; it is kept in the audit.
final class Reason {
  @Option(
      names = "--reason",
      paramLabel = "WHY",
      required = true,
      description = "Why, for whoever reads the audit.")
  String text = "";
}
