package groundswell.cli.shell;

import groundswell.cli.output.HelpPages;
import groundswell.cli.output.Printer;
import groundswell.cli.session.Environment;
import groundswell.client.ErrorCode;
import groundswell.client.Problem;
import java.util.List;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says what is wrong with a command line, what would be right, and where its help is.
public final class WrongUsage implements IParameterExceptionHandler {
  private final Environment environment;

  public WrongUsage(Environment environment) {
    this.environment = environment;
  }

  /// @return exit code 2
  @Override
  public int handleParseException(ParameterException wrong, String[] arguments) {
    var problem = Problem.of(ErrorCode.USAGE, String.valueOf(wrong.getMessage()), hint(wrong));
    Printer.error(environment, List.of(arguments).contains("--json"), problem);
    return ExitCode.USAGE;
  }

  /// The right form of the command in one line, and in another what else helps.
  private static String hint(ParameterException wrong) {
    var command = wrong.getCommandLine().getCommandSpec();
    return "usage: %s\n%ssee: %s --help"
        .formatted(HelpPages.synopsis(command), similar(wrong), command.qualifiedName());
  }

  private static String similar(ParameterException wrong) {
    return wrong instanceof UnmatchedArgumentException unmatched
            && !unmatched.getSuggestions().isEmpty()
        ? "did you mean %s? ".formatted(String.join(" or ", unmatched.getSuggestions()))
        : "";
  }
}
