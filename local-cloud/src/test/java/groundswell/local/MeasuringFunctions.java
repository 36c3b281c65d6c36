package groundswell.local;

import static groundswell.local.RecordingQueue.success;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterValueException;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/// CloudWatch's GetMetricData
/// (<https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html>).
class MeasuringFunctions {
  private static final byte[] NO_RECORDS = "{\"Records\":[]}".getBytes(UTF_8);

  @Test
  void countsInvocationsErrorsAndThrottlesByTheMinute() {
    try (var cloud = cloud((_, _, _) -> success())) {
      cloud.cloud().invoke("worker", NO_RECORDS);
      cloud.cloud().invoke("worker", NO_RECORDS);
      cloud.cloud().reserveConcurrency("worker", OptionalInt.of(0));
      assertThatThrownBy(() -> cloud.cloud().invoke("worker", NO_RECORDS)).isNotNull();

      assertThat(sum(cloud, "Invocations", "Sum")).isEqualTo(2);
      assertThat(sum(cloud, "Throttles", "Sum")).isEqualTo(1);
      assertThat(sum(cloud, "Errors", "Sum")).isZero();
      assertThat(greatest(cloud, "ConcurrentExecutions", "worker")).isEqualTo(1);
      assertThat(greatest(cloud, "ConcurrentExecutions", "")).isEqualTo(1);
    }
  }

  @Test
  void countsInvocationsThatFailAsErrors() {
    Script<SQSEvent, SQSBatchResponse> failing =
        (_, _, _) -> {
          throw new IllegalStateException("it cannot be");
        };
    try (var cloud = cloud(failing)) {
      assertThatThrownBy(() -> cloud.cloud().invoke("worker", NO_RECORDS)).isNotNull();

      assertThat(sum(cloud, "Errors", "Sum")).isEqualTo(1);
      assertThat(sum(cloud, "Invocations", "Sum")).isEqualTo(1);
    }
  }

  @Test
  void hasNoValuesOfWhatItDoesNotMeasure() {
    try (var cloud = cloud((_, _, _) -> success())) {
      cloud.cloud().invoke("worker", NO_RECORDS);

      assertThat(read(cloud, "Invocations", "Maximum", "worker").values()).isEmpty();
      assertThat(read(cloud, "Invocations", "Sum", "another").values()).isEmpty();
      assertThat(read(cloud, "Duration", "Maximum", "worker").values()).isEmpty();
      assertThat(read(cloud, "Invocations", "Sum", "worker"))
          .satisfies(
              result -> {
                assertThat(result.id()).isEqualTo("q");
                assertThat(result.statusCode()).isEqualTo(StatusCode.COMPLETE);
                assertThat(result.timestamps())
                    .allMatch(at -> at.getEpochSecond() % 60 == 0, "the beginning of a minute");
              });
    }
  }

  @Test
  void answersTheLatestMinuteFirstUnlessAskedOtherwise() {
    try (var cloud = cloud((_, _, _) -> success())) {
      cloud.cloud().invoke("worker", NO_RECORDS);
      cloud.cloud().invoke("worker", NO_RECORDS);

      var latestFirst = request(query("Invocations", "Sum", "worker"));
      var oldestFirst = latestFirst.toBuilder().scanBy(ScanBy.TIMESTAMP_ASCENDING).build();

      assertThat(timestamps(cloud, latestFirst))
          .isEqualTo(timestamps(cloud, oldestFirst).reversed());
    }
  }

  @Test
  void refusesWhatCloudWatchRefuses() {
    try (var cloud = cloud((_, _, _) -> success())) {
      var fine = request(query("Invocations", "Sum", "worker"));
      refused(cloud, fine.toBuilder().endTime(fine.startTime()).build(), "StartTime");
      refused(
          cloud,
          fine.toBuilder()
              .metricDataQueries(Collections.nCopies(501, fine.metricDataQueries().getFirst()))
              .build(),
          "500 queries");
      var seconds =
          query("Invocations", "Sum", "worker").toBuilder()
              .metricStat(
                  fine.metricDataQueries().getFirst().metricStat().toBuilder().period(1).build())
              .build();
      refused(cloud, request(seconds), "Period 1");
    }
  }

  private static void refused(TestCloud cloud, GetMetricDataRequest request, String why) {
    assertThatThrownBy(() -> cloud.cloud().aws().cloudWatch().getMetricData(request))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining(why);
  }

  private static TestCloud cloud(Script<SQSEvent, SQSBatchResponse> function) {
    return TestCloud.of(new TinyTemplate().function("worker", QueueScript.class, function));
  }

  private static double sum(TestCloud cloud, String metric, String statistic) {
    return read(cloud, metric, statistic, "worker").values().stream()
        .mapToDouble(Double::doubleValue)
        .sum();
  }

  private static double greatest(TestCloud cloud, String metric, String function) {
    return read(cloud, metric, "Maximum", function).values().stream()
        .mapToDouble(Double::doubleValue)
        .max()
        .orElse(0);
  }

  private static List<Instant> timestamps(TestCloud cloud, GetMetricDataRequest request) {
    return cloud.cloud().aws().cloudWatch().getMetricData(request).metricDataResults().stream()
        .flatMap(result -> result.timestamps().stream())
        .toList();
  }

  private static MetricDataResult read(
      TestCloud cloud, String metric, String statistic, String function) {
    return cloud
        .cloud()
        .aws()
        .cloudWatch()
        .getMetricData(request(query(metric, statistic, function)))
        .metricDataResults()
        .getFirst();
  }

  /// The last quarter of an hour, and the minute that has just begun.
  private static GetMetricDataRequest request(MetricDataQuery query) {
    var now = Instant.now();
    return GetMetricDataRequest.builder()
        .metricDataQueries(query)
        .startTime(now.minus(Duration.ofMinutes(15)))
        .endTime(now.plus(Duration.ofMinutes(1)))
        .build();
  }

  /// @param function empty for all functions of the account
  private static MetricDataQuery query(String metric, String statistic, String function) {
    Consumer<Metric.Builder> named =
        each -> {
          each.namespace("AWS/Lambda").metricName(metric);
          if (!function.isEmpty())
            each.dimensions(Dimension.builder().name("FunctionName").value(function).build());
        };
    return MetricDataQuery.builder()
        .id("q")
        .metricStat(asked -> asked.metric(named).period(60).stat(statistic))
        .build();
  }
}
