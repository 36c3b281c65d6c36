package groundswell.cli.shell;

import groundswell.cli.output.Printer;
import groundswell.cli.output.Terminal;
import groundswell.cli.session.Environment;
import groundswell.client.ErrorCode;
import groundswell.client.Problem;
import java.util.List;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says what is wrong with a command line, and where its help is.
public final class WrongUsage implements IParameterExceptionHandler {
  private final Environment environment;

  public WrongUsage(Environment environment) {
    this.environment = environment;
  }

  /// @return exit code 2
  @Override
  public int handleParseException(ParameterException wrong, String[] arguments) {
    var message = Terminal.line(String.valueOf(wrong.getMessage()));
    var hint = hint(wrong);
    if (List.of(arguments).contains("--json")) {
      Printer.error(environment, Problem.of(ErrorCode.USAGE, message, hint));
    } else {
      environment.err().println("groundswell: " + message);
      environment.err().println("  " + hint);
    }
    return ExitCode.USAGE;
  }

  private static String hint(ParameterException wrong) {
    var command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    var help = "see: %s --help".formatted(command);
    if (!(wrong instanceof UnmatchedArgumentException unmatched)) return help;
    var similar = unmatched.getSuggestions();
    return similar.isEmpty()
        ? help
        : "did you mean %s? %s".formatted(Terminal.line(String.join(" or ", similar)), help);
  }
}
