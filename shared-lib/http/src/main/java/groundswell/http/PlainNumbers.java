package groundswell.http;

import java.io.StringReader;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.ScalarEvent;

/// Refuses numbers that mean different things in versions of YAML: `010` is 8 in YAML 1.1, which
/// our parser reads, and 10 in the core schema of YAML 1.2, which people mean
/// (<https://yaml.org/spec/1.2.2/#103-core-schema>). So is a number with underscores or a binary
/// one, which are texts in 1.2.
final class PlainNumbers {
  private static final Pattern DIFFERENT =
      Pattern.compile(
          "[-+]?(?:0[0-9_]+(?:\\.[0-9_]*)?|[0-9]+_[0-9_]*(?:\\.[0-9_]*)?|0[bx][0-9a-fA-F_]+)");

  private PlainNumbers() {}

  /// @throws HttpProblem naming the line of such a number
  static void check(String body, LoaderOptions options) {
    try {
      for (var event : new Yaml(options).parse(new StringReader(body))) {
        if (event instanceof ScalarEvent scalar) check(scalar);
      }
    } catch (YAMLException _) {
      // The parser that comes next says what is wrong.
    }
  }

  private static void check(ScalarEvent scalar) {
    if (scalar.getScalarStyle() != ScalarStyle.PLAIN) return;
    if (!DIFFERENT.matcher(scalar.getValue()).matches()) return;
    throw HttpProblem.badRequest(
        "%s (line %d) means different numbers in versions of YAML; write a decimal number without zeros before it and without underscores, or quotes around a text"
            .formatted(scalar.getValue(), scalar.getStartMark().getLine() + 1));
  }
}
