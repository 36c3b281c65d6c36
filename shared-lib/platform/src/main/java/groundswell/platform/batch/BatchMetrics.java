package groundswell.platform.batch;

import groundswell.platform.FunctionEnvironment;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/// What became of batches, in CloudWatch's embedded metric format.
final class BatchMetrics {
  private final String namespace;
  private final String service;

  BatchMetrics(FunctionEnvironment environment, Class<?> function) {
    namespace = environment.variables().getOrDefault("POWERTOOLS_METRICS_NAMESPACE", "Groundswell");
    service =
        environment.variables().getOrDefault("POWERTOOLS_SERVICE_NAME", function.getSimpleName());
  }

  void record(int messages, int entries, int deadLettered, int returned) {
    MetricsFactory.getMetricsInstance()
        .flushMetrics(
            metrics -> {
              metrics.setNamespace(namespace);
              metrics.setDefaultDimensions(DimensionSet.of("Service", service));
              count(metrics, "Messages", messages);
              count(metrics, "Entries", entries);
              count(metrics, "DeadLettered", deadLettered);
              count(metrics, "MessagesReturned", returned);
            });
  }

  private static void count(Metrics metrics, String name, double value) {
    metrics.addMetric(name, value, MetricUnit.COUNT);
  }
}
