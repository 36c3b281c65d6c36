package groundswell.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where this program lies, as `bin/groundswell` says.
final class Installation {
  /// Set by `bin/groundswell`.
  private static final String HOME = "groundswell.home";

  private static final Path TEMPLATE = Path.of("template.yaml");

  private Installation() {}

  /// The template in the current folder if there is one, else that of the installation.
  static Path template() {
    return Files.isRegularFile(TEMPLATE)
        ? TEMPLATE
        : Path.of(System.getProperty(HOME, "")).resolve(TEMPLATE);
  }
}
