package groundswell.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Where this program lies, as `bin/groundswell` says.
final class Installation {
  /// Set by `bin/groundswell`.
  private static final String HOME = "GROUNDSWELL_HOME";

  private static final Path TEMPLATE = Path.of("template.yaml");

  private Installation() {}

  /// The template in the current folder if there is one, else that of the installation.
  ///
  /// @param variables of the environment
  static Path template(Map<String, String> variables) {
    return Files.isRegularFile(TEMPLATE)
        ? TEMPLATE
        : Path.of(variables.getOrDefault(HOME, "")).resolve(TEMPLATE);
  }
}
