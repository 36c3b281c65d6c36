package groundswell.operatorapi;

import groundswell.http.Json;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.FailureKind;
import groundswell.operations.domain.FailureRetention;
import groundswell.operations.domain.Redrive;
import groundswell.operations.domain.RedrivePlan;
import groundswell.operations.failures.QueueDepths;
import groundswell.operations.failures.RedriveTargets;
import groundswell.operations.failures.RedriveTargets.RedriveTarget;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says what a redrive would do, and warns of problems.
final class RedrivePlanner {
  private static final int LOOKED_AT_MAX = 10_000;

  /// About how long a step waits for its outcomes.
  private static final Duration WAIT_PER_STEP = Duration.ofSeconds(5);

  /// How long a consumer needs for a message, if none of these was ever redriven.
  private static final Duration TOOK = Duration.ofMillis(200);

  private final FailureSearch search;
  private final RedriveTargets targets;
  private final QueueDepths depths;
  private final FailureRetention retention;
  private final InstantSource clock;
  private final String release;

  /// @param release that runs now; empty if unknown
  RedrivePlanner(
      FailureSearch search,
      RedriveTargets targets,
      QueueDepths depths,
      FailureRetention retention,
      InstantSource clock,
      String release) {
    this.depths = depths;
    this.retention = retention;
    this.clock = clock;
    this.search = search;
    this.targets = targets;
    this.release = release;
  }

  /// @param perSecondMax 0 if only the target's cap bounds it
  PlanView plan(FailureFilter filter, int perSecondMax) {
    var found = search.find(filter, LOOKED_AT_MAX);
    var plan = RedrivePlan.of(found.failures(), found.complete(), filter);
    var queues = targets(found.failures());
    double perSecond = perSecond(found.failures(), queues, perSecondMax);
    return PlanView.of(
        plan,
        release,
        perSecond,
        plan.estimate(perSecond, WAIT_PER_STEP),
        warnings(found.failures(), plan, queues));
  }

  private List<RedriveTarget> targets(List<Failure> failures) {
    return failures.stream()
        .map(failure -> failure.message().origin())
        .distinct()
        .map(targets::of)
        .flatMap(Optional::stream)
        .toList();
  }

  private static double perSecond(
      List<Failure> failures, List<RedriveTarget> queues, int perSecondMax) {
    double took =
        failures.stream()
            .flatMap(failure -> failure.history().took().stream())
            .mapToLong(Duration::toMillis)
            .average()
            .orElse((double) TOOK.toMillis());
    int cap = queues.stream().mapToInt(RedriveTarget::cap).min().orElse(1);
    double possible = cap * 1_000 / Math.max(1, took);
    return Math.round(10 * (perSecondMax == 0 ? possible : Math.min(perSecondMax, possible))) / 10d;
  }

  private List<String> warnings(
      List<Failure> failures, RedrivePlan plan, List<RedriveTarget> queues) {
    var warnings = new ArrayList<String>();
    if (!plan.complete())
      warnings.add("only the first failures were counted; the redrive includes all that match");
    long unchanged = failures.stream().filter(this::failsInWhatRunsNow).count();
    if (unchanged > 0)
      warnings.add(
          "%,d failed in release %s, which is still deployed; expect them to fail again"
              .formatted(unchanged, release));
    long permanent = failures.stream().filter(RedrivePlanner::isPermanent).count();
    if (permanent > 0)
      warnings.add(
          "%,d are permanent and will fail again; fix the data they refer to, or park them"
              .formatted(permanent));
    var soon = clock.instant().plus(FailureRetention.SOON);
    var expiries =
        failures.stream().map(retention::expiryOf).filter(soon::isAfter).sorted().toList();
    if (!expiries.isEmpty())
      warnings.add(
          "%,d expire within %d days, the first on %s: redrive or export them before then"
              .formatted(
                  expiries.size(), FailureRetention.SOON.toDays(), Json.time(expiries.getFirst())));
    if (plan.redrivenBefore() > 0)
      warnings.add("redriven before: %,d".formatted(plan.redrivenBefore()));
    if (plan.tooOften() > 0)
      warnings.add(
          "%,d are skipped after %d redrives; name them with --id to redrive them anyway"
              .formatted(plan.tooOften(), Redrive.REDRIVES_MAX));
    for (var queue : queues) {
      int depth = depths.of(queue);
      if (depth > 0)
        warnings.add(
            "queue %s is not empty: %,d messages are there".formatted(queue.queue(), depth));
    }
    return warnings;
  }

  private static boolean isPermanent(Failure failure) {
    return failure.cause().kind() == FailureKind.PERMANENT;
  }

  private boolean failsInWhatRunsNow(Failure failure) {
    return !release.isEmpty()
        && failure.cause().release().equals(release)
        && !failure.cause().kind().mayPass()
        && !isPermanent(failure);
  }
}
