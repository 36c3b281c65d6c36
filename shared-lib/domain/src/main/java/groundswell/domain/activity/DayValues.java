package groundswell.domain.activity;

import groundswell.domain.Quantity;
import groundswell.domain.activity.Correction.Ruling;
import groundswell.domain.ids.SourceId;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What stands for one day, without the times at which it was said. It alone decides which value
/// counts.
///
/// @param sources the value of each source that has one
/// @param correction empty if there is none, or if it was lifted
public record DayValues(SortedMap<SourceId, Quantity> sources, Optional<Ruling> correction) {
  public static final DayValues NONE =
      new DayValues(Collections.emptySortedMap(), Optional.empty());

  public DayValues {
    sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
    correction = correction.filter(ruling -> !ruling.equals(Ruling.LIFTED));
  }

  /// Whether nothing stands.
  public boolean isEmpty() {
    return sources.isEmpty() && correction.isEmpty();
  }
}
