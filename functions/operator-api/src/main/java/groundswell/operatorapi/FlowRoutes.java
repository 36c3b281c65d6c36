package groundswell.operatorapi;

import groundswell.http.Answer;
import groundswell.http.Json;
import groundswell.http.Request;
import groundswell.http.Router;
import groundswell.operations.failures.QueueDepths;
import groundswell.operations.failures.QueueDepths.Depth;
import groundswell.operations.failures.RedriveTargets;
import groundswell.operations.failures.RedriveTargets.RedriveTarget;
import groundswell.operations.metrics.Metric;
import groundswell.operations.metrics.PipelineFunction;
import groundswell.operatorapi.PipelineFigures.Figures;
import groundswell.platform.Parallel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Shows the whole pipeline at once: for each queue, what waits and what is being worked on; for
/// each function, what it did in the last minutes.
final class FlowRoutes {
  /// However many operators look, the queues are asked once in this time.
  private static final Duration KEPT = Duration.ofSeconds(1);

  /// When a page that shows this should ask again.
  private static final int POLL_AFTER_SECONDS = 2;

  private final RedriveTargets targets;
  private final QueueDepths depths;
  private final int parallelism;
  private final PipelineFigures figures;
  private final SharedReading<Snapshot> snapshots;

  FlowRoutes(
      RedriveTargets targets,
      QueueDepths depths,
      PipelineFigures figures,
      InstantSource clock,
      int parallelism) {
    this.targets = targets;
    this.depths = depths;
    this.figures = figures;
    this.parallelism = parallelism;
    snapshots = new SharedReading<>(KEPT, clock, now -> new Snapshot(now, depths()));
  }

  void addTo(Router<OperatorAccess> router) {
    router.add("GET /operations/flow", OperatorAccess.OPERATE, this::show);
  }

  private Answer show(Request request) {
    request.checkQuery(Set.of());
    var snapshot = snapshots.get();
    var measured = figures.now();
    return Answer.ok(
        new Flow(
            Json.time(snapshot.at()),
            POLL_AFTER_SECONDS,
            measured.measuredAt().map(Json::time).orElse(null),
            targets.all().stream()
                .map(target -> Mapping.of(target, snapshot.of(target), measured))
                .toList(),
            figures.functions().stream()
                .map(function -> FunctionFlow.of(function, measured))
                .toList()));
  }

  private Map<RedriveTarget, Depth> depths() {
    Map<RedriveTarget, Depth> found = new ConcurrentHashMap<>();
    Parallel.forEach(targets.all(), parallelism, target -> found.put(target, depths.now(target)));
    return found;
  }

  private record Snapshot(Instant at, Map<RedriveTarget, Depth> depths) {
    Depth of(RedriveTarget target) {
      return Objects.requireNonNull(depths.get(target));
    }
  }

  /// @param asOf when the queues were asked
  /// @param measuredAt when the services' measurements were asked for; null if there are none
  /// @param mappings along the pipeline
  /// @param functions along the pipeline
  record Flow(
      String asOf,
      int pollAfterSeconds,
      @Nullable String measuredAt,
      List<Mapping> mappings,
      List<FunctionFlow> functions) {}

  /// @param function that works the queue off
  /// @param cap the most invocations that do so at once
  /// @param inFlight messages, not invocations: one has a batch of them
  /// @param oldestSeconds the age of the oldest message, when it was last measured
  record Mapping(
      String queue,
      String function,
      int cap,
      int waiting,
      int inFlight,
      int delayed,
      @Nullable Long oldestSeconds) {
    static Mapping of(RedriveTarget target, Depth depth, Figures measured) {
      return new Mapping(
          target.queue(),
          target.service(),
          target.cap(),
          depth.waiting(),
          depth.inFlight(),
          depth.delayed(),
          measured.latest(Metric.AGE_OF_OLDEST_MESSAGE, target.queue()));
    }
  }

  /// @param lagMillis how late it reads its stream, when that was last measured; null if it reads
  ///     none
  /// @param minutes the last ones, the oldest first; those without any activity are left out
  record FunctionFlow(String function, @Nullable Long lagMillis, List<FunctionMinute> minutes) {
    static FunctionFlow of(PipelineFunction function, Figures measured) {
      var name = function.name();
      var invocations = measured.minutes(Metric.INVOCATIONS, name);
      var errors = measured.minutes(Metric.ERRORS, name);
      var throttles = measured.minutes(Metric.THROTTLES, name);
      var running = measured.minutes(Metric.CONCURRENCY, name);
      var measuredIn = new TreeSet<>(invocations.keySet());
      for (var more : List.of(errors, throttles, running)) measuredIn.addAll(more.keySet());
      return new FunctionFlow(
          function.service(),
          measured.latest(Metric.STREAM_LAG, name),
          measuredIn.stream()
              .map(
                  at ->
                      new FunctionMinute(
                          Json.time(at),
                          whole(invocations, at),
                          whole(errors, at),
                          whole(throttles, at),
                          whole(running, at)))
              .toList());
    }

    private static long whole(Map<Instant, Double> minutes, Instant at) {
      return Math.round(minutes.getOrDefault(at, 0.0));
    }
  }

  /// @param at its beginning
  /// @param errors invocations that failed
  /// @param throttles invocations that could not start
  /// @param running the most that ran at once
  record FunctionMinute(String at, long invocations, long errors, long throttles, long running) {}
}
