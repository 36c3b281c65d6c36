package groundswell.operations.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;

/// What CloudWatch has of the services
/// (<https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html>).
public final class CloudWatchMeasurements implements Measurements {
  /// The most series of one request, as in API_GetMetricData.
  static final int SERIES_MAX = 500;

  /// A page has 100,800 values, which are more than those of all series over an hour. A page may
  /// have fewer, but a client that follows pages without end would hold up its caller.
  static final int PAGES_MAX = 10;

  private static final int MINUTE_SECONDS = 60;
  private static final String ID = "s";

  private final Supplier<CloudWatchClient> cloudWatch;
  private final Duration patience;

  /// @param patience how long to wait for a page: callers have other things to show, too, and
  ///     those must not wait longer
  public CloudWatchMeasurements(Supplier<CloudWatchClient> cloudWatch, Duration patience) {
    this.cloudWatch = cloudWatch;
    this.patience = patience;
  }

  /// @throws IllegalArgumentException if there are more series than CloudWatch takes in one request
  @Override
  public Map<Series, SortedMap<Instant, Double>> minutes(
      Collection<Series> wanted, Instant from, Instant to) {
    if (wanted.size() > SERIES_MAX)
      throw new IllegalArgumentException(
          "%d series; CloudWatch takes %d at once".formatted(wanted.size(), SERIES_MAX));
    var series = List.copyOf(wanted);
    var request = request(series, from, to);
    var found = new HashMap<Series, SortedMap<Instant, Double>>();
    for (int pages = 0; pages < PAGES_MAX; pages++) {
      var page = cloudWatch.get().getMetricData(request.build());
      page.metricDataResults().forEach(result -> add(result, series, found));
      if (page.nextToken() == null || page.nextToken().isEmpty()) break;
      request.nextToken(page.nextToken());
    }
    return found;
  }

  private GetMetricDataRequest.Builder request(List<Series> series, Instant from, Instant to) {
    var queries =
        IntStream.range(0, series.size())
            .mapToObj(index -> query(ID + index, series.get(index)))
            .toList();
    return GetMetricDataRequest.builder()
        .metricDataQueries(queries)
        .startTime(from)
        .endTime(to)
        .overrideConfiguration(call -> call.apiCallTimeout(patience));
  }

  private static MetricDataQuery query(String id, Series series) {
    var metric = series.metric();
    var dimensions =
        metric.dimension().isEmpty()
            ? List.<Dimension>of()
            : List.of(Dimension.builder().name(metric.dimension()).value(series.of()).build());
    return MetricDataQuery.builder()
        .id(id)
        .metricStat(
            asked ->
                asked
                    .metric(
                        each ->
                            each.namespace(metric.namespace())
                                .metricName(metric.cloudWatchName())
                                .dimensions(dimensions))
                    .period(MINUTE_SECONDS)
                    .stat(metric.statistic()))
        .build();
  }

  /// A page may have a part of a series only.
  private static void add(
      MetricDataResult result, List<Series> series, Map<Series, SortedMap<Instant, Double>> found) {
    var of = series.get(Integer.parseInt(result.id().substring(ID.length())));
    for (int i = 0; i < result.timestamps().size(); i++)
      found
          .computeIfAbsent(of, _ -> new TreeMap<>())
          .put(result.timestamps().get(i), result.values().get(i));
  }
}
