package groundswell.operations.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/// A function of the stack.
///
/// @param service what it is called everywhere else, for example `notifier`
/// @param name its own name, which the stack chose
/// @param reserved the most instances at once, if the function itself has such a cap
public record PipelineFunction(String service, String name, OptionalInt reserved) {
  private static final int FIELDS_MAX = 3;

  /// Parses a variable that lists functions as `service,name` or `service,name,reserved`, separated
  /// by whitespace.
  public static List<PipelineFunction> parse(String functions) {
    return Arrays.stream(functions.strip().split("\\s+")).map(PipelineFunction::of).toList();
  }

  private static PipelineFunction of(String entry) {
    var parts = entry.split(",", -1);
    if (parts.length < 2 || parts.length > FIELDS_MAX)
      throw new IllegalStateException(
          "entry \"%s\" of environment variable FUNCTIONS must be service,name or service,name,reserved"
              .formatted(entry));
    var reserved =
        parts.length == FIELDS_MAX
            ? OptionalInt.of(Integer.parseInt(parts[2]))
            : OptionalInt.empty();
    return new PipelineFunction(parts[0], parts[1], reserved);
  }
}
