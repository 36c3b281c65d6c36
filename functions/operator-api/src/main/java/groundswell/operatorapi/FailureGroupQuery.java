package groundswell.operatorapi;

import groundswell.domain.ids.TenantId;
import groundswell.http.Caller;
import groundswell.http.Role;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.FailureGroup;
import groundswell.operations.domain.FailureRetention;
import groundswell.operations.domain.FailureState;
import groundswell.operations.domain.Failures;
import groundswell.operations.domain.Fingerprint;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// The groups that a caller may see.
final class FailureGroupQuery {
  /// The most failures that are counted per state and tenant.
  private static final int COUNTED_MAX = 5_000;

  private final Failures failures;
  private final FailureSearch search;
  private final FailureRetention retention;
  private final InstantSource clock;

  FailureGroupQuery(
      Failures failures, FailureSearch search, FailureRetention retention, InstantSource clock) {
    this.failures = failures;
    this.search = search;
    this.retention = retention;
    this.clock = clock;
  }

  /// The latest first.
  ///
  /// @param after the place before the first one; empty for those from the latest
  List<FailureGroup> of(Caller caller, Optional<Place> after) {
    var all = caller.role() == Role.OPERATOR ? failures.groups() : within(caller.tenant());
    return all.stream()
        .filter(group -> after.isEmpty() || after.get().compareTo(Place.of(group)) < 0)
        .sorted(Comparator.comparing(Place::of))
        .toList();
  }

  static String place(FailureGroup group) {
    return Place.of(group).text();
  }

  /// A place in the list of groups. A group that fails again moves to its beginning.
  record Place(Instant lastSeen, Fingerprint group) implements Comparable<Place> {
    private static final Comparator<Place> LATEST_FIRST =
        Comparator.comparing(Place::lastSeen)
            .reversed()
            .thenComparing(place -> place.group().value());

    static Place of(FailureGroup group) {
      return new Place(group.last().at(), group.fingerprint());
    }

    /// @throws IllegalArgumentException if it is not the text of a place
    static Place parse(String text) {
      var parts = text.split("#", 2);
      if (parts.length != 2 || !parts[0].matches("[0-9]{1,15}"))
        throw new IllegalArgumentException("is no place");
      return new Place(Instant.ofEpochMilli(Long.parseLong(parts[0])), new Fingerprint(parts[1]));
    }

    String text() {
      return "%d#%s".formatted(lastSeen.toEpochMilli(), group.value());
    }

    @Override
    public int compareTo(Place other) {
      return LATEST_FIRST.compare(this, other);
    }
  }

  /// Counts only the tenant's own failures, so that a viewer learns nothing about other tenants.
  private List<FailureGroup> within(TenantId tenant) {
    var now = clock.instant();
    var counts = new HashMap<Fingerprint, FailureGroup.Count>();
    for (var state : FailureState.Name.values()) {
      var own = FailureFilter.OPEN.withState(state).withTenant(tenant);
      for (var failure : search.find(own, COUNTED_MAX).failures()) {
        counts
            .computeIfAbsent(failure.group(), _ -> new FailureGroup.Count(now, retention))
            .add(failure);
      }
    }
    return counts.values().stream()
        .map(FailureGroup.Count::result)
        .flatMap(Optional::stream)
        .toList();
  }
}
