package groundswell.platform;

import java.util.Map;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/// What became of a function's batches, in CloudWatch's embedded metric format.
public final class FunctionMetrics {
  private final String namespace;
  private final String service;

  public FunctionMetrics(FunctionEnvironment environment, Class<?> function) {
    namespace = environment.variables().getOrDefault("POWERTOOLS_METRICS_NAMESPACE", "Groundswell");
    service = environment.serviceName(function);
  }

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
