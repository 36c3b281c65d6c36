package groundswell.domain.files;

import java.util.Map;
import java.util.Optional;

/// What a look at whole columns decided about a file whose mapping leaves it open.
///
/// @param day how days are written
/// @param notations how numbers are written, by the left side of the mapping's part, for example
///     `metric:steps`
record Decisions(Optional<DayFormat> day, Map<String, Notation> notations) {
  static final Decisions NONE = new Decisions(Optional.empty(), Map.of());

  Decisions {
    notations = Map.copyOf(notations);
  }
}
