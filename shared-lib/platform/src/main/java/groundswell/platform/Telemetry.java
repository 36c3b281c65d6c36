package groundswell.platform;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.core.JsonGenerator;
import groundswell.platform.json.Json;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.MDC;

/// A function's structured logs, and its metrics in CloudWatch's embedded metric format. Fields and
/// formats are those of Powertools, which would take longer to start.
public final class Telemetry {
  /// The log field that correlates all lines of one message or record.
  public static final String CORRELATION_ID = "correlation_id";

  private static final String SERVICE_FIELD = "service";
  private static final String SERVICE_DIMENSION = "Service";

  private final String namespace;
  private final String service;
  private final String version;
  private final String logStream;
  private final FunctionEnvironment environment;

  /// Whether the next invocation is a cold start; after a snapshot none is.
  private final AtomicBoolean first;

  public Telemetry(FunctionEnvironment environment, Class<?> function) {
    var variables = environment.variables();
    namespace = variables.getOrDefault("POWERTOOLS_METRICS_NAMESPACE", "Groundswell");
    service = environment.serviceName(function);
    version = variables.getOrDefault("AWS_LAMBDA_FUNCTION_VERSION", "");
    logStream = variables.getOrDefault("AWS_LAMBDA_LOG_STREAM_NAME", "");
    this.environment = environment;
    var onDemand = "on-demand".equals(variables.get("AWS_LAMBDA_INITIALIZATION_TYPE"));
    first = new AtomicBoolean(onDemand);
  }

  /// Runs an invocation, and adds its id to all log lines.
  public <T> T logged(Context context, Supplier<T> work) {
    MDC.put("function_name", context.getFunctionName());
    MDC.put("function_version", context.getFunctionVersion());
    MDC.put("function_arn", context.getInvokedFunctionArn());
    MDC.put("function_memory_size", String.valueOf(context.getMemoryLimitInMB()));
    MDC.put("function_request_id", context.getAwsRequestId());
    MDC.put("cold_start", String.valueOf(first.getAndSet(false)));
    MDC.put(SERVICE_FIELD, service);
    environment.trace().ifPresent(trace -> MDC.put("xray_trace_id", rootOf(trace)));
    try {
      return work.get();
    } finally {
      MDC.clear();
    }
  }

  /// Emits counts of one invocation, by metric name.
  public void record(Map<String, Integer> counts) {
    System.out.println(metrics(counts));
  }

  /// A line in CloudWatch's metric format (CloudWatch user guide, "Specification: Embedded metric
  /// format").
  String metrics(Map<String, Integer> counts) {
    return Json.write(
        json -> {
          json.writeStartObject();
          json.writeObjectFieldStart("_aws");
          json.writeNumberField("Timestamp", environment.clock().millis());
          json.writeArrayFieldStart("CloudWatchMetrics");
          writeDirective(json, counts);
          json.writeEndArray();
          json.writeEndObject();
          json.writeStringField(SERVICE_DIMENSION, service);
          json.writeStringField("functionVersion", version);
          json.writeStringField("logStreamId", logStream);
          var trace = environment.trace();
          if (trace.isPresent()) json.writeStringField("traceId", trace.get());
          for (var count : counts.entrySet())
            json.writeNumberField(count.getKey(), count.getValue());
          json.writeEndObject();
        });
  }

  private void writeDirective(JsonGenerator json, Map<String, Integer> counts) throws IOException {
    json.writeStartObject();
    json.writeStringField("Namespace", namespace);
    json.writeArrayFieldStart("Dimensions");
    json.writeStartArray();
    json.writeString(SERVICE_DIMENSION);
    json.writeEndArray();
    json.writeEndArray();
    json.writeArrayFieldStart("Metrics");
    for (var name : counts.keySet()) {
      json.writeStartObject();
      json.writeStringField("Name", name);
      json.writeStringField("Unit", "Count");
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String rootOf(String trace) {
    return trace.split(";", 2)[0].replace("Root=", "");
  }
}
