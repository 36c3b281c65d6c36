package groundswell.operatorapi;

import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.Failures;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Searches for all failures that a filter matches, for as long as a caller can wait.
final class FailureSearch {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int PAGE = 1_000;

  private final Failures failures;
  private final InstantSource clock;

  FailureSearch(Failures failures, InstantSource clock) {
    this.failures = failures;
    this.clock = clock;
  }

  /// @param most how many failures to find at most
  Found find(FailureFilter filter, int most) {
    var end = clock.instant().plus(PATIENCE);
    var found = new ArrayList<Failure>();
    var next = Optional.<String>empty();
    do {
      var page = failures.page(filter, Math.min(PAGE, most - found.size()), next);
      found.addAll(page.failures());
      next = page.next();
    } while (next.isPresent() && found.size() < most && clock.instant().isBefore(end));
    return new Found(found, next.isEmpty());
  }

  /// @param complete false if there may be more
  record Found(List<Failure> failures, boolean complete) {}
}
