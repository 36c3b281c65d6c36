package groundswell.cli.local;

import groundswell.cli.session.CommandException;
import groundswell.cli.session.Environment;
import groundswell.client.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where this program is installed.
final class Installation {
  /// Set by `bin/groundswell`.
  private static final String HOME = "GROUNDSWELL_HOME";

  private static final Path TEMPLATE = Path.of("template.yaml");

  private Installation() {}

  /// The template to run: the chosen one, else the one in this directory, else the installation's.
  ///
  /// @throws CommandException if there is no such file
  static Path template(Optional<Path> chosen, Environment environment) {
    var template = chosen.orElseGet(() -> usualTemplate(environment));
    if (Files.isRegularFile(template)) return template;
    throw new CommandException(
        ErrorCode.FILE,
        "there is no file %s; choose a template with --template".formatted(template));
  }

  private static Path usualTemplate(Environment environment) {
    return Files.isRegularFile(TEMPLATE)
        ? TEMPLATE
        : Path.of(environment.variable(HOME).orElse("")).resolve(TEMPLATE);
  }
}
