package groundswell.domain.files;

import java.util.List;
import java.util.function.UnaryOperator;

/// A question that a file leaves open: its values can be read in several ways, and none of them
/// decides.
///
/// @param field the field in question, for example `date` or `metric:steps`
/// @param readings the ways to read it; at least two
public record Choice(String field, List<Reading> readings) {
  public Choice {
    readings = List.copyOf(readings);
    if (readings.size() < 2) {
      throw new IllegalArgumentException("a choice for %s needs two readings".formatted(field));
    }
  }

  Choice withMappings(UnaryOperator<String> write) {
    return new Choice(
        field,
        readings.stream()
            .map(it -> new Reading(it.meaning, it.example, write.apply(it.mapping)))
            .toList());
  }

  /// One way to read the field.
  ///
  /// @param meaning in words, for example `day before month`
  /// @param example a value of the file, and what it would mean: `03/04/2026 is 3 April`
  /// @param mapping of the whole file, which decides for it, for example
  ///     `member_id=Id; date=Day:dd/MM/yyyy`
  public record Reading(String meaning, String example, String mapping) {}
}
