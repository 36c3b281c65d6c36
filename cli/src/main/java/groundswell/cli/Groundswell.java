package groundswell.cli;

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
import groundswell.cli.options.TimeOption;
import groundswell.cli.output.Printer;
import groundswell.cli.session.CommandException;
import groundswell.cli.session.Environment;
import groundswell.cli.session.ExitCodes;
import groundswell.cli.session.Session;
import groundswell.cli.uploads.UploadCommand;
import groundswell.client.ApiException;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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
    footer = {
      "",
      "Environment: GROUNDSWELL_ENDPOINT and GROUNDSWELL_TOKEN replace --endpoint and --token."
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
    return line.registerConverter(Instant.class, new TimeOption(environment.clock()))
        .setOut(environment.out())
        .setErr(environment.err())
        .setExecutionExceptionHandler((exception, command, _) -> root.explain(exception, command))
        .execute(args);
  }

  /// The commands in the order of the help. To add one, add it here and nowhere else.
  private List<Object> commands() {
    return List.of(
        new UpCommand(session, printer),
        new DemoCommand(session, printer, Groundswell::run),
        new UploadCommand(session, printer),
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
        new AuditCommand(session, printer));
  }

  private int explain(Exception exception, CommandLine command) throws Exception {
    switch (exception) {
      case ParameterException wrong -> throw wrong;
      case CommandException failed -> explain(failed, failed.details());
      case ApiException failed -> explain(failed, failed.details());
      case Exception unexpected ->
          printer.error("%s failed: %s".formatted(command.getCommandName(), unexpected), List.of());
    }
    return ExitCodes.FAILED;
  }

  private void explain(Exception exception, List<String> details) {
    printer.error(String.valueOf(exception.getMessage()), details);
  }
}
