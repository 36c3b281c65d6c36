package groundswell.cli.output;

import groundswell.cli.session.Environment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/// The help of each command. The options that all commands have are shown once, in the help of the
/// whole.
public final class HelpPages {
  /// Picocli's minimum width.
  private static final int COLUMNS_MIN = 55;

  private HelpPages() {}

  /// Fits the help to the terminal and the user's wishes. Call it when all subcommands are there.
  public static void configure(CommandLine line, Environment environment) {
    var ansi = environment.colourful() ? Ansi.ON : Ansi.OFF;
    line.setColorScheme(Help.defaultColorScheme(ansi))
        .setHelpFactory(
            (command, colours) -> new OwnOptions(command, colours, OptionSpec::inherited))
        .setUsageHelpAutoWidth(environment.interactive());
    environment
        .columns()
        .ifPresent(
            columns ->
                line.setUsageHelpAutoWidth(false)
                    .setUsageHelpWidth(Math.max(COLUMNS_MIN, columns)));
    line.getSubcommands().values().forEach(HelpPages::pointToTheWhole);
  }

  /// How a command is written, in one line: its arguments and those options that are only its own.
  public static String synopsis(CommandSpec command) {
    return new OwnOptions(command, Help.defaultColorScheme(Ansi.OFF), HelpPages::isOfAll)
        .synopsis(0)
        .strip()
        .replaceAll("\\s+", " ");
  }

  private static boolean isOfAll(OptionSpec option) {
    return option.scopeType() == ScopeType.INHERIT || option.usageHelp() || option.versionHelp();
  }

  private static void pointToTheWhole(CommandLine command) {
    command
        .getCommandSpec()
        .usageMessage()
        .footer("", "Options of every command, such as --endpoint and --json: groundswell --help");
    command.getSubcommands().values().forEach(HelpPages::pointToTheWhole);
  }

  /// The help of one command with the options that it does not inherit.
  private static final class OwnOptions extends Help {
    private final Predicate<OptionSpec> omitted;

    /// @param omitted the options that the synopsis leaves out
    OwnOptions(CommandSpec command, ColorScheme colours, Predicate<OptionSpec> omitted) {
      super(command, colours);
      this.omitted = omitted;
    }

    @Override
    public String optionList() {
      var own =
          commandSpec().options().stream()
              .filter(option -> !option.inherited() && !option.hidden())
              .toList();
      return optionListExcludingGroups(own);
    }

    @Override
    protected Text createDetailedSynopsisOptionsText(
        Collection<ArgSpec> done, Comparator<OptionSpec> order, boolean clustered) {
      var shown = new ArrayList<>(done);
      commandSpec().options().stream().filter(omitted).forEach(shown::add);
      return super.createDetailedSynopsisOptionsText(shown, order, clustered);
    }
  }
}
