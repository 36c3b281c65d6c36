package groundswell.failurerecorder;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.operations.domain.Cause;
import groundswell.operations.domain.FailedMessage;
import groundswell.operations.domain.FailureKind;
import groundswell.operations.domain.FailureState.Open;
import groundswell.operations.domain.FailureState.Resolved;
import groundswell.operations.domain.Origin;
import groundswell.operations.domain.RedriveId;
import groundswell.operations.domain.Subject;
import groundswell.platform.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingStreamFailures {
  private final RecorderWorld world = new RecorderWorld();
  private final String event = "{\"Records\":[{\"eventID\":\"%s\"}]}".formatted(world.name);

  @Test
  void thatWereGivenUp() {
    var key = "aws/lambda/mapping/shard/2026/03/20/2026-03-20T12.00.00-" + world.name;
    world.put(key, givenUp(event), Map.of());

    assertThat(world.record(world.created(key))).isEmpty();

    var failure = world.recorded(new Origin.Stream("users-publisher"), event);
    assertThat(failure.cause())
        .isEqualTo(
            new Cause(
                FailureKind.UNPUBLISHED,
                "RetryAttemptsExhausted",
                "given up after 6 invocations: RetryAttemptsExhausted",
                "",
                ""));
    assertThat(failure.seen().first()).isEqualTo(Instant.parse("2026-03-19T08:00:00Z"));
    assertThat(failure.subject()).isEqualTo(Subject.UNKNOWN.as("stream-records"));
    assertThat(world.failures.message(failure.id()).map(FailedMessage::body)).hasValue(event);
  }

  @Test
  void thatAPublisherCouldNotUnderstand() {
    var key = "failures/undecodable/users-stream-publisher/" + world.name + ".json";
    world.put(key, event, Map.of("failure-reason", "no such metric"));

    world.record(world.created(key));

    assertThat(world.recorded(new Origin.Stream("users-stream-publisher"), event).cause())
        .isEqualTo(
            new Cause(FailureKind.PERMANENT, "undecodable-record", "no such metric", "", ""));
  }

  @Test
  void onceHoweverOftenTheBucketTells() {
    var key = "failures/undecodable/p/" + world.name + "+1.json";
    world.put(key, event, Map.of());
    var encoded = key.replace("+", "%2B");

    world.record(world.created(encoded));
    world.record(world.created(encoded));

    assertThat(world.recorded(new Origin.Stream("p"), event).message().ids()).hasSize(1);
  }

  /// A redrive that fails again writes the object again, with the latest reason.
  @Test
  void onceMoreIfTheRecordWasSetAsideAgain() {
    var key = "failures/undecodable/p/%s.json".formatted(world.name);
    var redrive = new RedriveId("r-" + world.name);
    world.put(key, event, Map.of("failure-reason", "no such zone"));
    world.record(world.created(key, "01"));
    var id = world.recorded(new Origin.Stream("p"), event).id();
    world.failures.change(id, failure -> failure.claimed(redrive, 0));
    world.failures.change(
        id, failure -> failure.succeeded(redrive, Duration.ZERO, world.now.get()));

    world.record(world.created(key, "01"));
    assertThat(world.recorded(new Origin.Stream("p"), event).state()).isInstanceOf(Resolved.class);

    world.put(key, event, Map.of("failure-reason", "still no such zone"));
    world.record(world.created(key, "02"));

    var failure = world.recorded(new Origin.Stream("p"), event);
    assertThat(failure.state()).isEqualTo(new Open());
    assertThat(failure.cause().reason()).isEqualTo("still no such zone");
  }

  @Test
  void andNothingOfTheMessageThatTriesTheQueue() {
    assertThat(
            world.record(
                world.letter(
                    "stream-failures", "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\"}")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "???",
        "[]",
        "{}",
        "{\"Records\":7}",
        "{\"Records\":[{}]}",
        "{\"Records\":[{\"s3\":{\"object\":{\"key\":\"aws/lambda/%ZZ\"}}}]}",
        "{\"Records\":[{\"s3\":{\"object\":{\"key\":\"uploads/acme/u1\"}}}]}",
        "{\"Records\":[{\"s3\":{\"object\":{\"key\":\"aws/lambda/missing\"}}}]}",
        "{\"detail-type\":\"X\",\"detail\":{}}"
      })
  void andMessagesThatAreNoneOfTheBucketsAsWhatTheyAre(String body) {
    assertThat(world.record(world.letter("stream-failures", body))).isEmpty();

    var failure = world.recorded(new Origin.Queue("stream-failures"), body);
    assertThat(failure.cause().kind()).isEqualTo(FailureKind.UNEXPLAINED);
    assertThat(failure.cause().error()).isEqualTo("foreign");
    assertThat(failure.cause().reason()).isNotBlank();
  }

  /// As Lambda writes it
  /// (<https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html>).
  private static String givenUp(String event) {
    return Json.write(
        json -> {
          json.writeStartObject();
          json.writeObjectFieldStart("requestContext");
          json.writeStringField("requestId", "request-1");
          json.writeStringField(
              "functionArn", "arn:aws:lambda:us-east-1:000000000000:function:users-publisher:live");
          json.writeStringField("condition", "RetryAttemptsExhausted");
          json.writeNumberField("approximateInvokeCount", 6);
          json.writeEndObject();
          json.writeStringField("version", "1.0");
          json.writeObjectFieldStart("DDBStreamBatchInfo");
          json.writeStringField("shardId", "shard");
          json.writeStringField("approximateArrivalOfFirstRecord", "2026-03-19T08:00:00Z");
          json.writeEndObject();
          json.writeStringField("payload", event);
          json.writeEndObject();
        });
  }
}
