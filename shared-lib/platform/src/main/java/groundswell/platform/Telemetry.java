package groundswell.platform;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.MDC;
import software.amazon.cloudwatchlogs.emf.config.EnvironmentConfigurationProvider;
import software.amazon.cloudwatchlogs.emf.environment.Environments;
import software.amazon.cloudwatchlogs.emf.model.MetricsContext;
import software.amazon.cloudwatchlogs.emf.model.Unit;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;
import software.amazon.lambda.powertools.metrics.provider.EmfMetricsProvider;
import software.amazon.lambda.powertools.metrics.provider.MetricsProvider;

/// A function's structured logs, with the fields of Powertools, and its metrics, which Powertools
/// writes. Powertools' factory has one service name per JVM; here each function has its own,
/// because in the local cloud they share a JVM.
public final class Telemetry {
  /// The log field that correlates all lines of one message or record.
  public static final String CORRELATION_ID = "correlation_id";

  private static final String SERVICE_FIELD = "service";
  private static final String SERVICE_DIMENSION = "Service";
  private static final MetricsProvider METRICS = new EmfMetricsProvider();

  static {
    // Metrics are lines on standard output, as on Lambda. Otherwise the library looks for its
    // environment, with a call to the metadata service of a virtual machine.
    EnvironmentConfigurationProvider.getConfig().setEnvironmentOverride(Environments.Lambda);
  }

  private final String namespace;
  private final DimensionSet service;
  private final String serviceName;
  private final FunctionEnvironment environment;

  /// Whether the next invocation is a cold start; after a snapshot none is.
  private final AtomicBoolean first;

  /// Referenced here because the checkpoint's context only holds it weakly.
  private final WarmUp warmUp;

  public Telemetry(FunctionEnvironment environment, Class<?> function) {
    var variables = environment.variables();
    namespace = variables.getOrDefault("POWERTOOLS_METRICS_NAMESPACE", "Groundswell");
    serviceName = environment.serviceName(function);
    service = DimensionSet.of(SERVICE_DIMENSION, serviceName);
    this.environment = environment;
    var onDemand = "on-demand".equals(variables.get("AWS_LAMBDA_INITIALIZATION_TYPE"));
    first = new AtomicBoolean(onDemand);
    warmUp = WarmUp.register(Telemetry::writeToNobody);
  }

  /// Runs an invocation, and adds its id to all log lines.
  public <T> T logged(Context context, Supplier<T> work) {
    MDC.put("function_name", context.getFunctionName());
    MDC.put("function_version", context.getFunctionVersion());
    MDC.put("function_arn", context.getInvokedFunctionArn());
    MDC.put("function_memory_size", String.valueOf(context.getMemoryLimitInMB()));
    MDC.put("function_request_id", context.getAwsRequestId());
    MDC.put("cold_start", String.valueOf(first.getAndSet(false)));
    MDC.put(SERVICE_FIELD, serviceName);
    environment.trace().ifPresent(trace -> MDC.put("xray_trace_id", rootOf(trace)));
    try {
      return work.get();
    } finally {
      MDC.clear();
    }
  }

  /// Emits counts of one invocation, by metric name, as a line in CloudWatch's metric format
  /// (CloudWatch user guide, "Specification: Embedded metric format").
  ///
  /// @param counts at least one
  public void record(Map<String, Integer> counts) {
    var metrics = METRICS.getMetricsInstance();
    metrics.setNamespace(namespace);
    metrics.setDefaultDimensions(service);
    environment.trace().ifPresent(trace -> metrics.addMetadata("traceId", trace));
    counts.forEach((name, count) -> metrics.addMetric(name, count, MetricUnit.COUNT));
    metrics.flush();
  }

  /// Loads the writer's classes and prepares what it writes; no line comes out.
  private static void writeToNobody() {
    METRICS.getMetricsInstance();
    var metrics = new MetricsContext();
    metrics.putMetric("WarmUp", 1, Unit.COUNT);
    try {
      metrics.serialize();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  WarmUp warmUp() {
    return warmUp;
  }

  private static String rootOf(String trace) {
    return trace.split(";", 2)[0].replace("Root=", "");
  }
}
