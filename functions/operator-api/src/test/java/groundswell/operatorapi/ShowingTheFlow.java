package groundswell.operatorapi;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.http.testing.Reply;
import groundswell.local.metrics.Measure;
import groundswell.platform.testing.Interleaving;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;

class ShowingTheFlow {
  private final OperatorWorld world = new OperatorWorld();

  private Reply flow() {
    return world.as("operator", "olga", "GET", "/operations/flow");
  }

  @Test
  void saysWhatWaitsInEachQueueAndItsCap() {
    world.work("one");
    world.work("two");

    var reply = flow();

    assertThat(reply.status()).isEqualTo(200);
    var mapping = reply.json().at("/mappings/0");
    assertThat(mapping.path("function").asText()).isEqualTo("work");
    assertThat(mapping.path("cap").asInt()).isEqualTo(4);
    assertThat(mapping.path("waiting").asInt()).isEqualTo(2);
    assertThat(mapping.path("in_flight").asInt()).isZero();
    assertThat(mapping.path("delayed").asInt()).isZero();
    assertThat(reply.json().path("as_of").asText()).isEqualTo("2026-03-10T12:00:00Z");
    assertThat(reply.json().path("poll_after_seconds").asInt()).isEqualTo(2);
  }

  @Test
  void countsWhatAFunctionHasReceivedApart() {
    world.work("one");
    world.receiveWork();

    var mapping = flow().json().at("/mappings/0");

    assertThat(mapping.path("waiting").asInt()).isZero();
    assertThat(mapping.path("in_flight").asInt()).isEqualTo(1);
  }

  @Test
  void asksTheQueuesOnceASecondHoweverManyLook() {
    assertThat(flow().json().at("/mappings/0/waiting").asInt()).isZero();
    world.work("one");

    world.at("2026-03-10T12:00:00.999Z");
    assertThat(flow().json().at("/mappings/0/waiting").asInt()).isZero();
    world.at("2026-03-10T12:00:01Z");
    assertThat(flow().json().at("/mappings/0/waiting").asInt()).isEqualTo(1);
  }

  @Test
  void showsWhatEachFunctionDidInTheLastMinutes() {
    var work = world.measured.minutesOf(OperatorWorld.WORK);
    work.record(Measure.INVOCATIONS, 1, world.now().minusSeconds(60));
    work.record(Measure.INVOCATIONS, 1, world.now());
    work.record(Measure.INVOCATIONS, 1, world.now());
    work.record(Measure.ERRORS, 1, world.now());
    work.record(Measure.THROTTLES, 3, world.now());
    work.record(Measure.CONCURRENT_EXECUTIONS, 2, world.now());
    work.record(Measure.INVOCATIONS, 1, world.now().minusSeconds(15 * 60));
    world
        .measured
        .minutesOf(OperatorWorld.PUBLISHER)
        .record(Measure.ITERATOR_AGE, 1_500, world.now());

    var flow = flow().expect(200).json();

    assertThat(flow.path("measured_at").asText()).isEqualTo("2026-03-10T12:00:00Z");
    assertThat(flow.path("functions").findValuesAsText("function"))
        .containsExactly("api", "work", "publisher");
    assertThat(flow.at("/functions/1/minutes").toString())
        .isEqualTo(
            """
            [{"at":"2026-03-10T11:59:00Z","invocations":1,"errors":0,"throttles":0,"running":0},\
            {"at":"2026-03-10T12:00:00Z","invocations":2,"errors":1,"throttles":3,"running":2}]\
            """);
    assertThat(flow.at("/functions/1").has("lag_millis")).isFalse();
    assertThat(flow.at("/functions/2/lag_millis").asInt()).isEqualTo(1_500);
  }

  /// CloudWatch has these figures; the local cloud does not measure them.
  @Test
  void showsTheAgeOfTheOldestMessage() {
    var aged = new OperatorWorld(Aged::new);

    var mapping = aged.as("operator", "olga", "GET", "/operations/flow").json().at("/mappings/0");

    assertThat(mapping.path("oldest_seconds").asInt()).isEqualTo(90);
    assertThat(flow().json().at("/mappings/0").has("oldest_seconds")).isFalse();
  }

  @Test
  void asksCloudWatchTwiceAMinuteHoweverManyLook() {
    var calls = new Interleaving<>(CloudWatchClient.class, world.measured);
    var watched = new OperatorWorld(_ -> calls.port());

    for (int second = 0; second < 60; second++) {
      watched.at("2026-03-10T12:00:%02dZ".formatted(second));
      watched.as("operator", "olga", "GET", "/operations/flow").expect(200);
      watched.as("operator", "olga", "GET", "/operations/caps").expect(200);
    }

    assertThat(calls.calls("getMetricData")).isEqualTo(2);
  }

  @Test
  void showsTheQueuesWhileCloudWatchDoesNotAnswer() {
    var failing = new OperatorWorld(Failing::new);
    failing.work("one");

    var flow = failing.as("operator", "olga", "GET", "/operations/flow").expect(200).json();

    assertThat(flow.at("/mappings/0/waiting").asInt()).isEqualTo(1);
    assertThat(flow.has("measured_at")).isFalse();
    assertThat(flow.at("/functions/1/minutes")).isEmpty();
  }

  private record Failing(CloudWatchClient others) implements CloudWatchClient {
    @Override
    public GetMetricDataResponse getMetricData(GetMetricDataRequest request) {
      throw CloudWatchException.builder().message("Rate exceeded").statusCode(400).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private record Aged(CloudWatchClient others) implements CloudWatchClient {
    @Override
    public GetMetricDataResponse getMetricData(GetMetricDataRequest request) {
      var ages =
          request.metricDataQueries().stream()
              .filter(query -> query.metricStat().metric().metricName().endsWith("OldestMessage"))
              .map(
                  query ->
                      MetricDataResult.builder()
                          .id(query.id())
                          .timestamps(request.startTime(), request.startTime().plusSeconds(60))
                          .values(30.0, 90.0)
                          .build())
              .toList();
      return GetMetricDataResponse.builder().metricDataResults(ages).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  @Test
  void isForOperatorsAlone() {
    for (var role : new String[] {"admin", "member", "viewer"}) {
      assertThat(world.as(role, "somebody", "GET", "/operations/flow").status()).isEqualTo(403);
    }
  }

  @Test
  void takesNoParameters() {
    assertThat(world.as("operator", "olga", "GET", "/operations/flow?span=1h").status())
        .isEqualTo(400);
  }
}
