package groundswell.failurerecorder;

import groundswell.operations.domain.Arrival;
import groundswell.operations.domain.Cause;
import groundswell.operations.domain.FailureKind;
import groundswell.operations.domain.Origin;
import groundswell.operations.domain.Subject;
import groundswell.operations.failures.FailureObjects;
import groundswell.operations.failures.FailureObjects.FailureObject;
import groundswell.platform.json.JsonObject;
import groundswell.platform.lambda.QueueMessage;
import groundswell.platform.objects.ObjectCreated;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// Reads stream records from the objects that hold them: the batches that Lambda gave up, with
/// their whole event as payload
/// (<https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html>), and the records
/// that a publisher could not decode.
final class StreamFailureReader {
  private static final String UNDECODABLE_PREFIX = "failures/undecodable/";
  private static final String EVENT_TYPE = "stream-records";

  /// Our prefix, and the one of Lambda's on-failure destination.
  private static final List<String> PREFIXES = List.of(UNDECODABLE_PREFIX, "aws/lambda/");

  private final FailureObjects objects;
  private final String queue;
  private final InstantSource clock;

  /// @param queue the name of the queue of the bucket's notifications
  StreamFailureReader(FailureObjects objects, String queue, InstantSource clock) {
    this.objects = objects;
    this.queue = queue;
    this.clock = clock;
  }

  /// Whether the bucket sent the message.
  boolean reads(QueueMessage message) {
    return message.queueArn().endsWith(":" + queue);
  }

  /// The records in the objects that a notification names. If a redrive sets a record aside again,
  /// that is a new write under the key of the first.
  ///
  /// @throws IllegalArgumentException saying why the message is not a notification of the bucket
  List<Arrival> arrivals(QueueMessage message) {
    return ObjectCreated.allIn(JsonObject.parse(message.body())).stream()
        .map(object -> arrival(object.key(), object.write()))
        .toList();
  }

  private Arrival arrival(String key, String write) {
    if (PREFIXES.stream().noneMatch(key::startsWith)) {
      throw new IllegalArgumentException("object %s does not hold stream records".formatted(key));
    }
    var object = read(key);
    return key.startsWith(UNDECODABLE_PREFIX)
        ? undecodable(key, write, object.text(), object.metadata())
        : givenUp(write, JsonObject.parse(object.text()));
  }

  private FailureObject read(String key) {
    try {
      return objects.get(key);
    } catch (NoSuchKeyException e) {
      throw new IllegalArgumentException("there is no object %s".formatted(key), e);
    }
  }

  private Arrival undecodable(
      String key, String write, String event, Map<String, String> metadata) {
    var publisher = key.substring(UNDECODABLE_PREFIX.length()).split("/", 2)[0];
    var reason = metadata.getOrDefault("failure-reason", "");
    return arrival(
        write,
        publisher,
        event,
        new Cause(FailureKind.PERMANENT, "undecodable-record", reason, "", ""),
        clock.instant());
  }

  private Arrival givenUp(String write, JsonObject record) {
    var context = record.object("requestContext");
    var condition = context.text("condition");
    return arrival(
        write,
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
      String write, String publisher, String event, Cause cause, Instant firstSeen) {
    return new Arrival(
        new Origin.Stream(publisher),
        write,
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
    var parts = arn.split(":", -1);
    if (parts.length > 6) return parts[6];
    throw new IllegalArgumentException("\"%s\" is not a valid function ARN".formatted(arn));
  }
}
