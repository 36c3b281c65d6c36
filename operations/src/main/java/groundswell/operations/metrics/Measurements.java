package groundswell.operations.metrics;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;

/// Port: what the services have measured, minute by minute.
public interface Measurements {
  /// @param from the beginning of the first minute
  /// @param to the end of the last minute
  /// @return the value of each minute that has one, by its beginning; series without any are left
  ///     out. The last minutes may lack values that are still on their way
  Map<Series, SortedMap<Instant, Double>> minutes(
      Collection<Series> wanted, Instant from, Instant to);
}
