package groundswell.domain.activity;

import groundswell.domain.Quantity;
import groundswell.domain.ids.SourceId;
import java.util.Optional;
import java.util.Set;

/// What counts for one day, and why.
///
/// @param value empty if the day has no entry
/// @param sources the sources whose value counts; none under a correction
public record Counting(Optional<Quantity> value, Set<SourceId> sources, Reason reason) {
  public Counting {
    sources = Set.copyOf(sources);
  }

  /// Why a value counts.
  public enum Reason {
    /// No source that may count has a value.
    NO_VALUE,
    /// An administrator said that the day has no entry.
    BLANKED,
    /// An administrator said what the value is.
    CORRECTED,
    HIGHEST,
    SUM,
    /// It is the first in the order of priority that has a value.
    PRIORITY,
    /// No source in the order of priority has a value.
    HIGHEST_OF_THE_UNNAMED
  }
}
