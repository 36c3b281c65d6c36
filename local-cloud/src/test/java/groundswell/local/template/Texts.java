package groundswell.local.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/// Reads templates that a test writes out as text.
final class Texts {
  static final LocalNames NAMES =
      LocalNames.of("http://127.0.0.1:9324/000000000000", "http://127.0.0.1:8080");

  private Texts() {}

  static Topology read(String template) {
    return read(template, Map.of());
  }

  static Topology read(String template, Map<String, String> overrides) {
    try {
      var directory = Files.createTempDirectory("template");
      var file = Files.writeString(directory.resolve("template.yaml"), template);
      try {
        return Template.read(file, overrides, NAMES);
      } finally {
        Files.delete(file);
        Files.delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a text of a template resolves to, given as an output.
  static String valueOf(String value, String rest) {
    var topology = read("Outputs:\n  It:\n    Value: %s\n%s".formatted(value, rest));
    return topology.outputs().getOrDefault("It", "");
  }
}
