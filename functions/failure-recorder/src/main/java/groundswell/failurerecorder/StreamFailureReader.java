package groundswell.failurerecorder;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import groundswell.domain.failures.Arrival;
import groundswell.domain.failures.Cause;
import groundswell.domain.failures.FailureKind;
import groundswell.domain.failures.Origin;
import groundswell.domain.failures.Subject;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.failures.FailureObjects;
import groundswell.platform.json.JsonObject;
import java.net.URLDecoder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Reads stream records out of the objects in which they were kept: the batches that Lambda gave
/// up, with their whole event as payload
/// (<https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html>), and the records
/// that a publisher could not understand.
final class StreamFailureReader {
  private static final String UNDECODABLE_PREFIX = "failures/undecodable/";
  private static final String EVENT_TYPE = "stream-records";

  private final FailureObjects objects;
  private final String queue;
  private final InstantSource clock;

  StreamFailureReader(FunctionEnvironment environment) {
    objects = new FailureObjects(environment);
    queue = environment.require("STREAM_FAILURE_QUEUE");
    clock = environment.clock();
  }

  /// Whether the bucket sent the message.
  boolean reads(SQSMessage message) {
    return message.getEventSourceArn().endsWith(":" + queue);
  }

  /// S3 also sends a message without records, to try the queue.
  List<Arrival> arrivals(SQSMessage message) {
    var json = JsonObject.parse(message.getBody());
    if (!json.has("Records")) return List.of();
    return json.objects("Records").stream()
        .map(record -> record.object("s3").object("object").text("key"))
        .map(key -> URLDecoder.decode(key, UTF_8))
        .map(this::arrival)
        .toList();
  }

  private Arrival arrival(String key) {
    var object = objects.get(key);
    return key.startsWith(UNDECODABLE_PREFIX)
        ? undecodable(key, object.text(), object.metadata())
        : givenUp(key, JsonObject.parse(object.text()));
  }

  private Arrival undecodable(String key, String event, Map<String, String> metadata) {
    var publisher = key.substring(UNDECODABLE_PREFIX.length()).split("/", 2)[0];
    var reason = metadata.getOrDefault("failure-reason", "");
    return arrival(
        key,
        publisher,
        event,
        new Cause(FailureKind.PERMANENT, "undecodable-record", reason, "", ""),
        clock.instant());
  }

  private Arrival givenUp(String key, JsonObject record) {
    var context = record.object("requestContext");
    var condition = context.text("condition");
    return arrival(
        key,
        functionOf(context.text("functionArn")),
        record.text("payload"),
        new Cause(
            FailureKind.UNPUBLISHED,
            condition,
            "given up after %d invocations: %s"
                .formatted(context.number("approximateInvokeCount"), condition),
            "",
            ""),
        Instant.parse(record.object("DDBStreamBatchInfo").text("approximateArrivalOfFirstRecord")));
  }

  private Arrival arrival(
      String key, String publisher, String event, Cause cause, Instant firstSeen) {
    return new Arrival(
        new Origin.Stream(publisher),
        key,
        event,
        Map.of(),
        0,
        cause,
        Subject.UNKNOWN.as(EVENT_TYPE),
        1,
        firstSeen,
        clock.instant());
  }

  /// `arn:aws:lambda:{region}:{account}:function:{name}:{qualifier}`.
  private static String functionOf(String arn) {
    return arn.split(":", -1)[6];
  }
}
