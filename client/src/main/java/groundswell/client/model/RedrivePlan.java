package groundswell.client.model;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a redrive would do.
///
/// @param complete false if there are more failures than were counted
/// @param members how many members the messages touch; 0 if they name none
public record RedrivePlan(
    long failures,
    boolean complete,
    SortedMap<String, Long> groups,
    SortedMap<String, Long> tenants,
    SortedMap<String, Long> origins,
    long members,
    double perSecond,
    long estimateSeconds,
    List<String> warnings) {
  public RedrivePlan {
    groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
    tenants = Collections.unmodifiableSortedMap(new TreeMap<>(tenants));
    origins = Collections.unmodifiableSortedMap(new TreeMap<>(origins));
    warnings = List.copyOf(warnings);
  }
}
