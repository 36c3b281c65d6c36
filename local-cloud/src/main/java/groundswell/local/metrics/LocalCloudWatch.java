package groundswell.local.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterValueException;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/// CloudWatch's GetMetricData over what the functions do here, by the minute. What is not measured
/// here has no values, as in CloudWatch
/// (<https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html>).
public final class LocalCloudWatch implements CloudWatchClient {
  /// The most queries of one request, as in API_GetMetricData.
  static final int QUERIES_MAX = 500;

  private static final String OF_FUNCTIONS = "AWS/Lambda";
  private static final String FUNCTION = "FunctionName";
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final Account account = new Account();
  private final Map<String, Minutes> functions = new ConcurrentHashMap<>();

  /// Where all functions together are measured.
  public Account account() {
    return account;
  }

  /// Where a function is measured.
  public Minutes minutesOf(String functionName) {
    return functions.computeIfAbsent(functionName, _ -> new Minutes());
  }

  @Override
  public GetMetricDataResponse getMetricData(GetMetricDataRequest request) {
    if (request.metricDataQueries().size() > QUERIES_MAX)
      throw refused("at most %d queries are taken".formatted(QUERIES_MAX));
    if (!request.startTime().isBefore(request.endTime()))
      throw refused("StartTime must be before EndTime");
    return GetMetricDataResponse.builder()
        .metricDataResults(
            request.metricDataQueries().stream().map(query -> result(query, request)).toList())
        .build();
  }

  private MetricDataResult result(MetricDataQuery query, GetMetricDataRequest request) {
    var values = values(query, request.startTime(), request.endTime());
    // The latest comes first unless the request wants it otherwise.
    var inOrder = request.scanBy() == ScanBy.TIMESTAMP_ASCENDING ? values : values.reversed();
    return MetricDataResult.builder()
        .id(query.id())
        .label(query.metricStat().metric().metricName())
        .timestamps(inOrder.keySet())
        .values(inOrder.values())
        .statusCode(StatusCode.COMPLETE)
        .build();
  }

  private SortedMap<Instant, Double> values(MetricDataQuery query, Instant from, Instant to) {
    var asked = query.metricStat();
    if (asked.period() != PERIOD.toSeconds())
      throw refused("Period %d is not measured here; 60 is".formatted(asked.period()));
    var minutes = minutes(asked.metric());
    var measure = Measure.of(asked.metric().metricName(), asked.stat());
    return minutes.isEmpty() || measure.isEmpty()
        ? Collections.emptySortedMap()
        : minutes.get().of(measure.get(), from, to);
  }

  private Optional<Minutes> minutes(Metric metric) {
    if (!metric.namespace().equals(OF_FUNCTIONS)) return Optional.empty();
    if (metric.dimensions().isEmpty()) return Optional.of(account.minutes());
    return metric.dimensions().stream()
        .filter(dimension -> dimension.name().equals(FUNCTION))
        .map(Dimension::value)
        .flatMap(name -> Optional.ofNullable(functions.get(name)).stream())
        .findFirst();
  }

  private static InvalidParameterValueException refused(String message) {
    return InvalidParameterValueException.builder().message(message).statusCode(400).build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
