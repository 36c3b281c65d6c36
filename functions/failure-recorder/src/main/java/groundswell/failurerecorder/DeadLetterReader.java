package groundswell.failurerecorder;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.operations.batch.Attempts;
import groundswell.operations.batch.Redriven;
import groundswell.operations.domain.Arrival;
import groundswell.operations.domain.Cause;
import groundswell.operations.domain.FailureKind;
import groundswell.operations.domain.Origin;
import groundswell.operations.failures.RedriveTargets;
import groundswell.operations.failures.RedriveTargets.RedriveTarget;
import groundswell.operations.failures.Subjects;
import groundswell.platform.batch.DeadLetters;
import groundswell.platform.lambda.QueueMessage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads why a message is a dead letter: from the attributes that the batch loop set, from the
/// notes on its attempts, or from what the bus says.
final class DeadLetterReader {
  /// Attributes of an event that EventBridge could not deliver
  /// (<https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html>).
  private static final String TARGET_ARN = "TARGET_ARN";

  private static final String ERROR_CODE = "ERROR_CODE";
  private static final String ERROR_MESSAGE = "ERROR_MESSAGE";

  /// Attributes that a redrive does not send again: they describe the failure, not the message.
  private static final Set<String> ABOUT_THE_FAILURE =
      Set.of(
          DeadLetters.CODE_ATTRIBUTE,
          DeadLetters.REASON_ATTRIBUTE,
          DeadLetters.FRAME_ATTRIBUTE,
          DeadLetters.RELEASE_ATTRIBUTE,
          Redriven.OF_ATTRIBUTE,
          Redriven.COUNT_ATTRIBUTE,
          Redriven.RUN_ATTRIBUTE,
          TARGET_ARN,
          ERROR_CODE,
          ERROR_MESSAGE,
          "RULE_ARN",
          "RETRY_ATTEMPTS",
          "EXHAUSTED_RETRY_CONDITION");

  /// The queue from which SQS moved the message itself, after its last receive (SQS's API
  /// reference, `ReceiveMessage`).
  private static final String SOURCE_QUEUE = "DeadLetterQueueSourceArn";

  /// The most bytes of an item that attributes may take.
  private static final int ATTRIBUTES_BYTES_MAX = 100_000;

  /// More redrives than any message can have had.
  private static final int REDRIVES_MAX = 1_000;

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final Pattern CODE = Pattern.compile("[a-z0-9-]{1,64}");

  /// A queue's name is its last part (SQS's developer guide, "Queue quotas").
  private static final Pattern QUEUE_ARN =
      Pattern.compile("arn:[^:]*:sqs:[^:]*:[^:]*:([A-Za-z0-9_-]{1,80})");

  private static final Cause PUT_BY_HAND =
      new Cause(
          FailureKind.UNEXPLAINED,
          "put-by-hand",
          "somebody sent it to the dead-letter queue: SQS did not move it there, and no handler"
              + " says why; look at it, then redrive it or park it",
          "",
          "");

  private static final Cause WITHOUT_TARGET =
      new Cause(
          FailureKind.UNEXPLAINED,
          "no-target",
          "has no valid TARGET_ARN, so EventBridge did not send it; send it to its queue by hand,"
              + " then park it",
          "",
          "");

  private final RedriveTargets targets;
  private final String ruleDeadLetterQueue;
  private final InstantSource clock;

  /// @param ruleDeadLetterQueue the name of the queue of events that the bus could not deliver
  DeadLetterReader(RedriveTargets targets, String ruleDeadLetterQueue, InstantSource clock) {
    this.targets = targets;
    this.ruleDeadLetterQueue = ruleDeadLetterQueue;
    this.clock = clock;
  }

  /// @param note on its attempts, if there is one
  Arrival arrival(QueueMessage message, Attempts.@Nullable Note note) {
    var texts = new Attributes(message.attributes());
    var queue = queueOf(message);
    if (!queue.equals(ruleDeadLetterQueue))
      return arrival(message, texts, targetOf(queue), cause(message, texts, note));
    var target = texts.find(TARGET_ARN).map(QUEUE_ARN::matcher).filter(Matcher::matches);
    return target.isPresent()
        ? arrival(message, texts, target.get().group(1), undelivered(texts))
        : arrival(message, texts, queue, WITHOUT_TARGET);
  }

  /// A message that does not fit its queue, recorded as unexplained.
  Arrival foreign(QueueMessage message, String why) {
    var texts = new Attributes(message.attributes());
    return arrival(message, texts, queueOf(message), foreign(why));
  }

  private Arrival arrival(QueueMessage message, Attributes texts, String queue, Cause cause) {
    boolean kept = texts.bytes() <= ATTRIBUTES_BYTES_MAX;
    return new Arrival(
        new Origin.Queue(queue),
        message.id(),
        message.body(),
        kept ? texts.without(ABOUT_THE_FAILURE) : Map.of(),
        redrives(texts),
        kept ? cause : withoutAttributes(cause, texts.bytes()),
        Subjects.of(message.body(), texts.find(DeadLetters.UPLOAD_ATTRIBUTE)),
        message.receives(),
        sentAt(message),
        clock.instant());
  }

  /// How often it was redriven, by the message's own attribute. An impossibly large number counts
  /// as the maximum, and text that is not a number as zero.
  private static int redrives(Attributes texts) {
    return texts
        .find(Redriven.COUNT_ATTRIBUTE)
        .filter(text -> NUMBER.matcher(text).matches())
        .map(text -> Math.min(Integer.parseInt(text), REDRIVES_MAX))
        .orElse(0);
  }

  private static Cause withoutAttributes(Cause cause, int bytes) {
    return new Cause(
        cause.kind(),
        cause.error(),
        "its attributes of %d bytes are not kept, and a redrive sends none; %s"
            .formatted(bytes, cause.reason()),
        cause.frame(),
        cause.release());
  }

  private static Cause foreign(String why) {
    return new Cause(FailureKind.UNEXPLAINED, "foreign", why, "", "");
  }

  private static Cause cause(QueueMessage message, Attributes texts, Attempts.@Nullable Note note) {
    var code = texts.find(DeadLetters.CODE_ATTRIBUTE).filter(CODE.asMatchPredicate());
    if (code.isPresent())
      return new Cause(
          FailureKind.PERMANENT,
          code.get(),
          texts.find(DeadLetters.REASON_ATTRIBUTE).orElse(""),
          texts.find(DeadLetters.FRAME_ATTRIBUTE).orElse(""),
          texts.find(DeadLetters.RELEASE_ATTRIBUTE).orElse(""));
    if (note == null && !message.metadata().containsKey(SOURCE_QUEUE)) return PUT_BY_HAND;
    if (note == null)
      return new Cause(
          FailureKind.NO_NOTE,
          "no-note",
          "all receives are used up, and no attempt was recorded. Either the function was"
              + " throttled (see its metric Throttles), or the Operations table was unavailable"
              + " (see the function's log, with the message's id as correlation_id)",
          "",
          "");
    return note.lastError()
        .orElseGet(
            () ->
                new Cause(
                    FailureKind.DIED,
                    "died",
                    "an attempt started and did not finish: timeout, out of memory, or killed",
                    "",
                    ""));
  }

  private static Cause undelivered(Attributes texts) {
    return new Cause(
        FailureKind.UNDELIVERED,
        texts.find(ERROR_CODE).orElse("undelivered"),
        texts.find(ERROR_MESSAGE).orElse("the bus could not put it into its queue"),
        "",
        "");
  }

  /// The source queue of a dead-letter queue, or the queue itself if that is unknown.
  private String targetOf(String deadLetterQueue) {
    return targets
        .ofDeadLetterQueue(deadLetterQueue)
        .map(RedriveTarget::queue)
        .orElse(deadLetterQueue);
  }

  private static String queueOf(QueueMessage message) {
    return lastSegment(message.queueArn());
  }

  private Instant sentAt(QueueMessage message) {
    var sent = message.metadata().get("SentTimestamp");
    return sent == null ? clock.instant() : Instant.ofEpochMilli(Long.parseLong(sent));
  }

  private static String lastSegment(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }

  /// A message's attributes, each prefixed with its type.
  private record Attributes(Map<String, String> typed) {
    Optional<String> find(String name) {
      return Optional.ofNullable(typed.get(name))
          .map(text -> text.substring(text.indexOf(':') + 1));
    }

    int bytes() {
      return typed.entrySet().stream()
          .mapToInt(each -> bytesOf(each.getKey()) + bytesOf(each.getValue()))
          .sum();
    }

    private static int bytesOf(String text) {
      return text.getBytes(UTF_8).length;
    }

    Map<String, String> without(Set<String> names) {
      var kept = new HashMap<>(typed);
      kept.keySet().removeAll(names);
      return kept;
    }
  }
}
