package groundswell.operatorapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.local.metrics.LocalCloudWatch;
import groundswell.local.metrics.Measure;
import groundswell.operations.metrics.CloudWatchMeasurements;
import groundswell.operations.metrics.Metric;
import groundswell.operations.metrics.Series;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;

/// The adapter, over a service that answers all at once as the local one does, and over one that
/// answers in small pages as CloudWatch may.
class ReadingCloudWatch {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  private static final Series CALLS = new Series(Metric.INVOCATIONS, "f");
  private static final Series PEAK = new Series(Metric.CONCURRENCY, "f");
  private static final Series NOTHING = new Series(Metric.AGE_OF_OLDEST_MESSAGE, "q");

  private final LocalCloudWatch local = new LocalCloudWatch();

  @Test
  void findsTheMinutesThatHaveAValue() {
    measure();

    for (var service : List.of(local, new Paged(local))) {
      var found = read(service, CALLS, PEAK, NOTHING);

      assertThat(found)
          .isEqualTo(
              Map.of(
                  CALLS, minutes(0, 2.0, 2, 1.0),
                  PEAK, minutes(0, 4.0)));
    }
  }

  @Test
  void asksForTheMinutesFromOneToTheOneBeforeAnother() {
    measure();

    var found =
        new CloudWatchMeasurements(() -> local, PATIENCE)
            .minutes(List.of(CALLS), NOON.plusSeconds(60), NOON.plusSeconds(120));

    assertThat(found).isEmpty();
  }

  @Test
  void followsNoServiceWithoutEnd() {
    var endless = new Endless();

    assertThat(read(endless, CALLS)).isEmpty();
    assertThat(endless.calls).isEqualTo(10);
  }

  @Test
  void asksForNoMoreSeriesThanARequestTakes() {
    var many = IntStream.range(0, 501).mapToObj(i -> new Series(Metric.ERRORS, "f" + i)).toList();

    assertThatThrownBy(
            () ->
                new CloudWatchMeasurements(() -> local, PATIENCE)
                    .minutes(many, NOON, NOON.plusSeconds(60)))
        .hasMessage("501 series; CloudWatch takes 500 at once");
  }

  /// A server that takes the connection and says nothing.
  @Test
  void waitsForNoServiceThatIsSilent() throws IOException {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var client = client(silent.getLocalPort())) {
      var measurements = new CloudWatchMeasurements(() -> client, Duration.ofMillis(300));

      assertThatThrownBy(() -> measurements.minutes(List.of(CALLS), NOON, NOON.plusSeconds(60)))
          .isInstanceOf(ApiCallTimeoutException.class);
    }
  }

  private static CloudWatchClient client(int port) {
    return CloudWatchClient.builder()
        .endpointOverride(URI.create("http://127.0.0.1:" + port))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  private void measure() {
    var function = local.minutesOf("f");
    function.record(Measure.INVOCATIONS, 1, NOON);
    function.record(Measure.INVOCATIONS, 1, NOON.plusSeconds(59));
    function.record(Measure.INVOCATIONS, 1, NOON.plusSeconds(120));
    function.record(Measure.CONCURRENT_EXECUTIONS, 4, NOON);
    function.record(Measure.CONCURRENT_EXECUTIONS, 3, NOON.plusSeconds(30));
    local.minutesOf("other").record(Measure.INVOCATIONS, 9, NOON);
  }

  private static Map<Series, SortedMap<Instant, Double>> read(
      CloudWatchClient service, Series... wanted) {
    return new CloudWatchMeasurements(() -> service, PATIENCE)
        .minutes(List.of(wanted), NOON, NOON.plusSeconds(300));
  }

  private static SortedMap<Instant, Double> minutes(Object... minutesAndValues) {
    var minutes = new TreeMap<Instant, Double>();
    for (int i = 0; i < minutesAndValues.length; i += 2)
      minutes.put(
          NOON.plusSeconds(60L * (int) minutesAndValues[i]), (double) minutesAndValues[i + 1]);
    return minutes;
  }

  /// One value a page.
  private record Paged(CloudWatchClient whole) implements CloudWatchClient {
    @Override
    public GetMetricDataResponse getMetricData(GetMetricDataRequest request) {
      var all =
          whole
              .getMetricData(request.toBuilder().nextToken(null).build())
              .metricDataResults()
              .stream()
              .flatMap(
                  result ->
                      IntStream.range(0, result.values().size())
                          .mapToObj(
                              i ->
                                  MetricDataResult.builder()
                                      .id(result.id())
                                      .timestamps(result.timestamps().get(i))
                                      .values(result.values().get(i))
                                      .build()))
              .toList();
      int page = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
      return GetMetricDataResponse.builder()
          .metricDataResults(all.get(page))
          .nextToken(page + 1 < all.size() ? "" + (page + 1) : null)
          .build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private static final class Endless implements CloudWatchClient {
    private int calls;

    @Override
    public GetMetricDataResponse getMetricData(GetMetricDataRequest request) {
      calls++;
      return GetMetricDataResponse.builder().nextToken("more").build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
