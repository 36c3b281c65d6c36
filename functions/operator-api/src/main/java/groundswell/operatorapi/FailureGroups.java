package groundswell.operatorapi;

import groundswell.domain.ids.TenantId;
import groundswell.http.Caller;
import groundswell.http.Role;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.FailureGroup;
import groundswell.operations.domain.FailureState;
import groundswell.operations.domain.Failures;
import groundswell.operations.domain.Fingerprint;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// The groups that a caller may see.
final class FailureGroups {
  /// The most failures that are counted per state and tenant.
  private static final int COUNTED_MAX = 5_000;

  private final Failures failures;
  private final FailureSearch search;
  private final InstantSource clock;

  FailureGroups(Failures failures, FailureSearch search, InstantSource clock) {
    this.failures = failures;
    this.search = search;
    this.clock = clock;
  }

  List<FailureGroup> of(Caller caller) {
    return caller.role() == Role.OPERATOR ? failures.groups() : within(caller.tenant());
  }

  /// Counts only the tenant's own failures, so that a viewer learns nothing about other tenants.
  private List<FailureGroup> within(TenantId tenant) {
    var now = clock.instant();
    var counts = new HashMap<Fingerprint, FailureGroup.Count>();
    for (var state : FailureState.Name.values()) {
      var own = FailureFilter.OPEN.withState(state).withTenant(tenant);
      for (var failure : search.find(own, COUNTED_MAX).failures()) {
        counts.computeIfAbsent(failure.group(), _ -> new FailureGroup.Count(now)).add(failure);
      }
    }
    return counts.values().stream()
        .map(FailureGroup.Count::result)
        .flatMap(Optional::stream)
        .sorted(Comparator.comparing((FailureGroup group) -> group.last().at()).reversed())
        .toList();
  }
}
