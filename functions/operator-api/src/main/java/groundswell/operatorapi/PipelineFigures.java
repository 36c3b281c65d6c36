package groundswell.operatorapi;

import groundswell.operations.failures.RedriveTargets;
import groundswell.operations.failures.RedriveTargets.RedriveTarget;
import groundswell.operations.metrics.Measurements;
import groundswell.operations.metrics.Metric;
import groundswell.operations.metrics.PipelineFunction;
import groundswell.operations.metrics.Series;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/// What was measured of the pipeline in the last minutes.
final class PipelineFigures {
  /// How many minutes are shown.
  static final int MINUTES = 15;

  /// However many operators look, each instance asks once in this time. CloudWatch has one value a
  /// minute.
  static final Duration KEPT = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(PipelineFigures.class);

  private final RedriveTargets targets;
  private final List<PipelineFunction> functions;
  private final Measurements measurements;
  private final SharedReading<Figures> latest;

  PipelineFigures(
      RedriveTargets targets,
      List<PipelineFunction> functions,
      Measurements measurements,
      InstantSource clock) {
    this.targets = targets;
    this.functions = functions;
    this.measurements = measurements;
    latest = new SharedReading<>(KEPT, clock, this::ask);
  }

  List<PipelineFunction> functions() {
    return functions;
  }

  /// Whether a function reads a stream. It does if it works off no queue and has no cap of its own,
  /// as functions that answer people have.
  boolean readsAStream(PipelineFunction function) {
    return function.reserved().isEmpty() && mappingsOf(function).isEmpty();
  }

  List<RedriveTarget> mappingsOf(PipelineFunction function) {
    return targets.all().stream()
        .filter(target -> target.service().equals(function.service()))
        .toList();
  }

  Figures now() {
    return latest.get();
  }

  /// An operator needs the queues' depths most when AWS has trouble, so the document lacks figures
  /// rather than failing with them.
  private Figures ask(Instant now) {
    var to = now.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1));
    try {
      var values = measurements.minutes(wanted(), to.minus(Duration.ofMinutes(MINUTES)), to);
      return new Figures(now, Optional.of(now), values);
    } catch (SdkException e) {
      LOG.warn("the pipeline's figures can't be read; asking again in {}", KEPT, e);
      return new Figures(now, Optional.empty(), Map.of());
    }
  }

  private List<Series> wanted() {
    var wanted = new ArrayList<Series>();
    wanted.add(Series.OF_THE_ACCOUNT);
    for (var target : targets.all())
      wanted.add(new Series(Metric.AGE_OF_OLDEST_MESSAGE, target.queue()));
    for (var function : functions) {
      wanted.add(new Series(Metric.INVOCATIONS, function.name()));
      wanted.add(new Series(Metric.ERRORS, function.name()));
      wanted.add(new Series(Metric.THROTTLES, function.name()));
      wanted.add(new Series(Metric.CONCURRENCY, function.name()));
      if (readsAStream(function)) wanted.add(new Series(Metric.STREAM_LAG, function.name()));
    }
    return wanted;
  }

  /// @param measuredAt when they were asked for; empty if there was no answer
  record Figures(
      Instant askedAt,
      Optional<Instant> measuredAt,
      Map<Series, SortedMap<Instant, Double>> values) {
    /// By the beginning of the minute; minutes without a value are left out.
    SortedMap<Instant, Double> minutes(Metric metric, String of) {
      return values.getOrDefault(new Series(metric, of), Collections.emptySortedMap());
    }

    /// Null if no minute has a value.
    @Nullable Long latest(Metric metric, String of) {
      var minutes = minutes(metric, of);
      return minutes.isEmpty() ? null : Math.round(minutes.lastEntry().getValue());
    }

    /// Null if no minute has a value.
    @Nullable Long greatest(Metric metric, String of) {
      var minutes = minutes(metric, of);
      return minutes.isEmpty() ? null : Math.round(Collections.max(minutes.values()));
    }

    /// Null if no minute has a value.
    @Nullable Long sum(Metric metric, String of) {
      var minutes = minutes(metric, of);
      if (minutes.isEmpty()) return null;
      return Math.round(minutes.values().stream().mapToDouble(Double::doubleValue).sum());
    }
  }
}
