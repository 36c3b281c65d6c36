package groundswell.cli;

import static java.util.Objects.requireNonNull;

import groundswell.cli.challenges.BoardCommand;
import groundswell.cli.challenges.ChallengeCommand;
import groundswell.cli.challenges.RecalculateCommand;
import groundswell.cli.local.DemoCommand;
import groundswell.cli.local.FunctionOutput;
import groundswell.cli.local.InboxCommand;
import groundswell.cli.local.StatusCommand;
import groundswell.cli.local.UpCommand;
import groundswell.cli.members.EnterCommand;
import groundswell.cli.members.EntryCommand;
import groundswell.cli.members.MemberCommand;
import groundswell.cli.members.MetricsCommand;
import groundswell.cli.members.ProgressCommand;
import groundswell.cli.members.RewardsCommand;
import groundswell.cli.members.SettingsCommand;
import groundswell.cli.operations.AuditCommand;
import groundswell.cli.operations.ExportCommand;
import groundswell.cli.operations.FailuresCommand;
import groundswell.cli.operations.ParkCommand;
import groundswell.cli.operations.RedriveCommand;
import groundswell.cli.operations.RehearseCommand;
import groundswell.cli.operations.RestoreCommand;
import groundswell.cli.operations.TenantCommand;
import groundswell.cli.options.Values;
import groundswell.cli.output.HelpPages;
import groundswell.cli.output.Printer;
import groundswell.cli.output.Table;
import groundswell.cli.session.CommandException;
import groundswell.cli.session.Environment;
import groundswell.cli.session.ExitCodes;
import groundswell.cli.session.Session;
import groundswell.cli.shell.CompletionCommand;
import groundswell.cli.shell.WrongUsage;
import groundswell.cli.uploads.MappingCommand;
import groundswell.cli.uploads.UploadCommand;
import groundswell.client.ApiException;
import groundswell.client.ErrorCode;
import groundswell.client.FileErrors;
import groundswell.client.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/// The `groundswell` command: lists its subcommands and explains their failures.
@Command(
    name = "groundswell",
    description = "Turns bursts of wellness activity into progress, leaderboards and rewards.",
    mixinStandardHelpOptions = true,
    version = "groundswell 1.0.0",
    sortOptions = false,
    sortSynopsis = false,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing was rejected and nothing failed",
      "1:something was rejected or failed",
      "2:the command line is wrong"
    },
    optionListHeading = "%nOptions of every command:%n",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Settings come from the options, else from the environment (GROUNDSWELL_PROFILE,",
      "GROUNDSWELL_ENDPOINT, GROUNDSWELL_TENANT, GROUNDSWELL_TOKEN), else from the profile."
    })
public final class Groundswell {
  @Mixin private final Session session;
  @Mixin private final Printer printer;

  private Groundswell(Environment environment) {
    session = new Session(environment);
    printer = new Printer(environment);
  }

  public static void main(String[] args) {
    FunctionOutput.discard();
    System.exit(run(Environment.ofProcess(), args));
  }

  /// @return the exit code
  static int run(Environment environment, String... args) {
    var root = new Groundswell(environment);
    var line = new CommandLine(root);
    root.commands().forEach(line::addSubcommand);
    HelpPages.configure(line, environment);
    Values.register(line, environment.clock());
    line.setOut(environment.out())
        .setErr(environment.err())
        .setParameterExceptionHandler(new WrongUsage(environment))
        .setExecutionExceptionHandler((exception, command, _) -> root.explain(exception, command));
    return ScopedValue.where(Table.TERMINAL_COLUMNS, columns(line, environment))
        .call(() -> line.execute(args));
  }

  /// How wide tables may be: unlimited unless the output is a terminal, or COLUMNS is set.
  private static int columns(CommandLine line, Environment environment) {
    int usual = environment.interactive() ? line.getUsageHelpWidth() : Integer.MAX_VALUE;
    return environment.columns().orElse(usual);
  }

  /// The commands in the order of the help. To add one, add it here and nowhere else.
  private List<Object> commands() {
    return List.of(
        new UpCommand(session, printer),
        new DemoCommand(session, printer, Groundswell::run),
        new UploadCommand(session, printer),
        new MappingCommand(session, printer),
        new ChallengeCommand(session, printer),
        new MemberCommand(session, printer),
        new EnterCommand(session, printer),
        new EntryCommand(session, printer),
        new BoardCommand(session, printer),
        new ProgressCommand(session, printer),
        new RewardsCommand(session, printer),
        new MetricsCommand(session, printer),
        new SettingsCommand(session, printer),
        new RecalculateCommand(session, printer),
        new InboxCommand(session, printer),
        new StatusCommand(session, printer),
        new FailuresCommand(session, printer),
        new RedriveCommand(session, printer),
        new ParkCommand(session, printer),
        new RestoreCommand(session, printer),
        new RehearseCommand(session, printer),
        new ExportCommand(session, printer),
        new AuditCommand(session, printer),
        new TenantCommand(session, printer),
        new CompletionCommand(printer),
        new HelpCommand());
  }

  private int explain(Exception exception, CommandLine command) throws Exception {
    switch (exception) {
      case ParameterException wrong -> throw wrong;
      case CommandException failed -> printer.error(failed.problem());
      case ApiException failed -> printer.error(failed.problem());
      case UncheckedIOException failed ->
          printer.error(fileProblem(requireNonNull(failed.getCause())));
      case IOException failed -> printer.error(fileProblem(failed));
      case Exception unexpected -> printer.error(fault(unexpected, command.getCommandName()));
    }
    return ExitCodes.FAILED;
  }

  private static Problem fileProblem(IOException failed) {
    var file =
        failed instanceof FileSystemException named && named.getFile() != null
            ? named.getFile()
            : "a file";
    return Problem.of(
        ErrorCode.FILE, "cannot use %s: %s".formatted(file, FileErrors.reason(failed)));
  }

  /// Our own exceptions have sentences for people. Others have names of classes, which help only
  /// those who mend the program.
  private Problem fault(Exception unexpected, String command) {
    if (session.environment().variable("GROUNDSWELL_DEBUG").isPresent())
      unexpected.printStackTrace(session.environment().err());
    var what =
        switch (unexpected) {
          case IllegalArgumentException _, IllegalStateException _ ->
              String.valueOf(unexpected.getMessage());
          case Exception _ -> "a fault in this program";
        };
    return Problem.of(
        ErrorCode.INTERNAL,
        "%s failed: %s".formatted(command, what),
        "to see where, set GROUNDSWELL_DEBUG=1");
  }
}
