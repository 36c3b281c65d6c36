package groundswell.workload.oracle;

import groundswell.domain.ids.RewardId;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// The rewards that a member's standing in a challenge earns.
///
/// @param goalReached whether the whole goal is reached
/// @param points the sum over the rewards
public record Entitlement(boolean goalReached, SortedSet<RewardId> rewards, long points) {
  public static final Entitlement NONE = new Entitlement(false, new TreeSet<>(Set.of()), 0);

  public Entitlement {
    rewards = Collections.unmodifiableSortedSet(new TreeSet<>(rewards));
  }
}
