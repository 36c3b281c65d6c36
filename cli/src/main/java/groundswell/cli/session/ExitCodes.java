package groundswell.cli.session;

import picocli.CommandLine.ExitCode;

/// How a command tells a script its result.
public final class ExitCodes {
  /// Something was rejected or failed.
  public static final int FAILED = ExitCode.SOFTWARE;

  private ExitCodes() {}

  /// @param clean whether nothing was rejected and nothing failed
  public static int of(boolean clean) {
    return clean ? ExitCode.OK : FAILED;
  }
}
