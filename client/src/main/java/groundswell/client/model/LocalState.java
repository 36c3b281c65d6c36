package groundswell.client.model;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Activity in a local cloud.
///
/// @param quiet whether nothing is in flight
/// @param dropped messages that no queue accepted
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
public record LocalState(
    boolean quiet, long dropped, Map<String, QueueDepth> queues, List<Mapping> mappings) {
  public LocalState {
    queues = Collections.unmodifiableMap(new LinkedHashMap<>(queues));
    mappings = List.copyOf(mappings);
  }

  @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
  public record QueueDepth(long visible, long inFlight, long delayed) {}

  /// An event source mapping.
  ///
  /// @param cap null if it has none
  @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
  public record Mapping(
      String functionLogicalId,
      String source,
      @Nullable Integer cap,
      int observedPeak,
      long invocations,
      long records,
      long failures) {}
}
