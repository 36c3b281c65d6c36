package groundswell.operatorapi;

import groundswell.http.Answer;
import groundswell.http.Json;
import groundswell.http.Request;
import groundswell.http.Router;
import groundswell.operations.failures.QueueDepths;
import groundswell.operations.failures.QueueDepths.Depth;
import groundswell.operations.failures.RedriveTargets;
import groundswell.operations.failures.RedriveTargets.RedriveTarget;
import groundswell.platform.Parallel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Shows the whole pipeline at once: for each queue, what waits and what is being worked on.
final class FlowRoutes {
  /// However many operators look, the queues are asked once in this time.
  private static final Duration KEPT = Duration.ofSeconds(1);

  /// When a page that shows this should ask again.
  private static final int POLL_AFTER_SECONDS = 2;

  private final RedriveTargets targets;
  private final QueueDepths depths;
  private final InstantSource clock;
  private final int parallelism;
  private @Nullable Snapshot latest;

  FlowRoutes(RedriveTargets targets, QueueDepths depths, InstantSource clock, int parallelism) {
    this.targets = targets;
    this.depths = depths;
    this.clock = clock;
    this.parallelism = parallelism;
  }

  void addTo(Router<OperatorAccess> router) {
    router.add("GET /operations/flow", OperatorAccess.OPERATE, this::show);
  }

  private Answer show(Request request) {
    request.checkQuery(Set.of());
    var snapshot = snapshot();
    return Answer.ok(new Flow(Json.time(snapshot.at()), POLL_AFTER_SECONDS, snapshot.mappings()));
  }

  private synchronized Snapshot snapshot() {
    var now = clock.instant();
    var known = latest;
    if (known != null && now.isBefore(known.at().plus(KEPT))) return known;
    var taken = new Snapshot(now, mappings());
    latest = taken;
    return taken;
  }

  private List<Mapping> mappings() {
    Map<RedriveTarget, Depth> found = new ConcurrentHashMap<>();
    Parallel.forEach(targets.all(), parallelism, target -> found.put(target, depths.now(target)));
    return targets.all().stream()
        .map(target -> Mapping.of(target, Objects.requireNonNull(found.get(target))))
        .toList();
  }

  private record Snapshot(Instant at, List<Mapping> mappings) {}

  /// @param asOf when the queues were asked
  /// @param mappings along the pipeline
  record Flow(String asOf, int pollAfterSeconds, List<Mapping> mappings) {}

  /// @param function that works the queue off
  /// @param cap the most invocations that do so at once
  /// @param inFlight messages, not invocations: one has a batch of them
  record Mapping(String queue, String function, int cap, int waiting, int inFlight, int delayed) {
    static Mapping of(RedriveTarget target, Depth depth) {
      return new Mapping(
          target.queue(),
          target.service(),
          target.cap(),
          depth.waiting(),
          depth.inFlight(),
          depth.delayed());
    }
  }
}
