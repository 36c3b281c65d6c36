package groundswell.cli.uploads;

import static groundswell.cli.output.Terminal.line;

import groundswell.cli.output.Printer;
import groundswell.cli.output.Table;
import groundswell.cli.session.CommandException;
import groundswell.cli.session.Session;
import groundswell.client.MappingsApi;
import groundswell.client.model.NamedMapping;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Stores and shows mappings of other layouts.
@Command(
    name = "mapping",
    description = "Stores and shows mappings of other layouts, for: upload --mapping NAME",
    mixinStandardHelpOptions = true)
public final class MappingCommand {
  private final Session session;
  private final Printer printer;

  public MappingCommand(Session session, Printer printer) {
    this.session = session;
    this.printer = printer;
  }

  @Command(
      description = "Stores a mapping under a name, in place of the one of this name.",
      mixinStandardHelpOptions = true)
  int put(
      @Parameters(paramLabel = "NAME") String name,
      @Parameters(
              paramLabel = "MAPPING",
              description = "For example: member_id=Id; date=Day:M/d/yyyy; metric:steps=Steps")
          String mapping,
      @Option(
              names = "--kind",
              paramLabel = "KIND",
              defaultValue = "activity",
              description = "Of files of activity (default) or members.")
          String kind) {
    return printer.show(api().put(checked(name), kind, mapping), MappingCommand::text);
  }

  @Command(description = "Shows a mapping.", mixinStandardHelpOptions = true)
  int show(@Parameters(paramLabel = "NAME") String name) {
    return printer.show(api().find(checked(name)), MappingCommand::text);
  }

  @Command(
      description = "Lists the mappings: the built-in ones and the tenant's own.",
      mixinStandardHelpOptions = true)
  int list() {
    return printer.show(api().list(), MappingCommand::table);
  }

  @Command(description = "Deletes one of the tenant's mappings.", mixinStandardHelpOptions = true)
  int delete(@Parameters(paramLabel = "NAME") String name) {
    return printer.show(
        api().delete(checked(name)), deleted -> "deleted mapping " + line(deleted.name()));
  }

  private MappingsApi api() {
    return new MappingsApi(session.api());
  }

  /// The name becomes a part of the API's path.
  private static String checked(String name) {
    if (name.matches("[a-z0-9-]{1,32}")) return name;
    throw new CommandException(
        "'%s' is not the name of a mapping: a-z, digits and hyphens, 32 at most"
            .formatted(line(name)));
  }

  private static String text(NamedMapping mapping) {
    return "%s, for %s: %s%n  %s"
        .formatted(mapping.name(), mapping.kind(), line(mapping.title()), line(mapping.mapping()));
  }

  private static String table(List<NamedMapping> mappings) {
    var table = new Table("mapping", "for", "built in", "what");
    for (var mapping : mappings) {
      table.row(mapping.name(), mapping.kind(), mapping.builtIn() ? "yes" : "no", mapping.title());
    }
    return table.toString();
  }
}
