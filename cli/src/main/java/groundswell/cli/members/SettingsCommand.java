package groundswell.cli.members;

import groundswell.cli.options.TextFiles;
import groundswell.cli.output.Printer;
import groundswell.cli.session.Session;
import groundswell.client.Json;
import groundswell.client.SettingsApi;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Shows and replaces what a tenant decides for itself.
@Command(
    name = "settings",
    description = "Shows and replaces the tenant's settings.",
    mixinStandardHelpOptions = true)
public final class SettingsCommand {
  private final Session session;
  private final Printer printer;

  public SettingsCommand(Session session, Printer printer) {
    this.session = session;
    this.printer = printer;
  }

  @Command(description = "Shows the settings, as put takes them.", mixinStandardHelpOptions = true)
  int show() {
    var answer = api().find().json();
    return printer.show(answer, () -> Json.pretty(answer));
  }

  @Command(
      description = {
        "Replaces the settings by a YAML or JSON file.",
        "A version in the file, as show prints it, guards against changes by others meanwhile."
      },
      mixinStandardHelpOptions = true)
  int put(@Parameters(paramLabel = "FILE", description = "All settings.") Path file) {
    var answer = api().put(TextFiles.read(file)).json();
    return printer.show(answer, () -> Json.pretty(answer));
  }

  private SettingsApi api() {
    return new SettingsApi(session.api());
  }
}
