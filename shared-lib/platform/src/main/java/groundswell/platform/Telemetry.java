package groundswell.platform;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.MDC;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/// A function's structured logs and its metrics in CloudWatch's embedded metric format.
public final class Telemetry {
  /// The logged field that ties together what belongs to one message or record.
  public static final String CORRELATION_ID = "correlation_id";

  private static final String SERVICE_FIELD = "service";

  private final String namespace;
  private final String service;

  public Telemetry(FunctionEnvironment environment, Class<?> function) {
    namespace = environment.variables().getOrDefault("POWERTOOLS_METRICS_NAMESPACE", "Groundswell");
    service = environment.serviceName(function);
  }

  /// Does the work of an invocation; whatever it logs names the invocation.
  public <T> T logged(Context context, Supplier<T> work) {
    return PowertoolsLogging.withLogging(
        context,
        () -> {
          MDC.put(SERVICE_FIELD, service);
          return work.get();
        });
  }

  /// Emits counts of one invocation, by the metric's name.
  public void record(Map<String, Integer> counts) {
    MetricsFactory.getMetricsInstance()
        .flushMetrics(
            metrics -> {
              metrics.setNamespace(namespace);
              metrics.setDefaultDimensions(DimensionSet.of("Service", service));
              counts.forEach((name, count) -> metrics.addMetric(name, count, MetricUnit.COUNT));
            });
  }
}
