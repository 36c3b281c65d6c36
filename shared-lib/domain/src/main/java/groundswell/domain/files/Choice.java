package groundswell.domain.files;

import java.util.List;

/// A question that a file leaves open: its values can be read in several ways, and none of them
/// decides.
///
/// @param field the field in question, for example `date`
/// @param readings the ways to read it; at least two
public record Choice(String field, List<Reading> readings) {
  public Choice {
    readings = List.copyOf(readings);
    if (readings.size() < 2) {
      throw new IllegalArgumentException("a choice for %s needs two readings".formatted(field));
    }
  }

  /// One way to read the field.
  ///
  /// @param meaning in words, for example `day before month`
  /// @param example a value of the file, and what it would mean: `03/04/2026 is 3 April`
  /// @param mapping the part of a mapping that decides for it, for example `date=Day:dd/MM/yyyy`
  public record Reading(String meaning, String example, String mapping) {}
}
