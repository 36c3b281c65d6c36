package groundswell.failurerecorder;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import groundswell.domain.failures.Arrival;
import groundswell.domain.failures.Cause;
import groundswell.domain.failures.FailureKind;
import groundswell.domain.failures.Origin;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.batch.Attempts;
import groundswell.platform.batch.DeadLetters;
import groundswell.platform.batch.MessageAttributes;
import groundswell.platform.batch.Redriven;
import groundswell.platform.failures.RedriveTargets;
import groundswell.platform.failures.RedriveTargets.RedriveTarget;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads why a dead letter is one: from what the batch loop put beside it, from the notes on its
/// attempts, or from what the bus says.
final class DeadLetterReader {
  /// What EventBridge puts beside an event that it could not deliver
  /// (<https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html>).
  private static final String TARGET_ARN = "TARGET_ARN";

  private static final String ERROR_CODE = "ERROR_CODE";
  private static final String ERROR_MESSAGE = "ERROR_MESSAGE";

  /// What a redrive does not send again: it was about the failure, not the message.
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

  private final RedriveTargets targets;
  private final String ruleDeadLetterQueue;
  private final InstantSource clock;

  DeadLetterReader(FunctionEnvironment environment) {
    targets = new RedriveTargets(environment);
    ruleDeadLetterQueue = environment.require("RULE_DEAD_LETTER_QUEUE");
    clock = environment.clock();
  }

  /// @param note on its attempts, if there is one
  Arrival arrival(SQSMessage message, Attempts.@Nullable Note note) {
    var texts = new Attributes(MessageAttributes.of(message));
    var queue = lastSegment(message.getEventSourceArn());
    boolean undelivered = queue.equals(ruleDeadLetterQueue);
    return new Arrival(
        new Origin.Queue(
            undelivered ? lastSegment(texts.present(TARGET_ARN)) : targetOf(queue).queue()),
        message.getMessageId(),
        message.getBody(),
        texts.without(ABOUT_THE_FAILURE),
        texts.find(Redriven.COUNT_ATTRIBUTE).map(Integer::parseInt).orElse(0),
        undelivered ? undelivered(texts) : cause(texts, note),
        Subjects.of(message.getBody(), texts.find(DeadLetters.UPLOAD_ATTRIBUTE)),
        Integer.parseInt(message.getAttributes().getOrDefault("ApproximateReceiveCount", "1")),
        sentAt(message),
        clock.instant());
  }

  private static Cause cause(Attributes texts, Attempts.@Nullable Note note) {
    var code = texts.find(DeadLetters.CODE_ATTRIBUTE);
    if (code.isPresent())
      return new Cause(
          FailureKind.PERMANENT,
          code.get(),
          texts.find(DeadLetters.REASON_ATTRIBUTE).orElse(""),
          texts.find(DeadLetters.FRAME_ATTRIBUTE).orElse(""),
          texts.find(DeadLetters.RELEASE_ATTRIBUTE).orElse(""));
    if (note == null)
      return new Cause(
          FailureKind.NEVER_EXECUTED,
          "never-executed",
          "received as often as its queue allows, and never started: something else takes the"
              + " concurrency that its cap promises",
          "",
          "");
    return note.lastError()
        .orElseGet(
            () ->
                new Cause(
                    FailureKind.DIED,
                    "died",
                    "started, and came to no end: out of time or memory, or killed",
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

  private RedriveTarget targetOf(String deadLetterQueue) {
    return targets
        .ofDeadLetterQueue(deadLetterQueue)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "DEAD_LETTERS names no queue of dead-letter queue " + deadLetterQueue));
  }

  private Instant sentAt(SQSMessage message) {
    var sent = message.getAttributes().get("SentTimestamp");
    return sent == null ? clock.instant() : Instant.ofEpochMilli(Long.parseLong(sent));
  }

  private static String lastSegment(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }

  /// A message's attributes, each with its type before it.
  private record Attributes(Map<String, String> typed) {
    Optional<String> find(String name) {
      return Optional.ofNullable(typed.get(name))
          .map(text -> text.substring(text.indexOf(':') + 1));
    }

    String present(String name) {
      return find(name)
          .orElseThrow(() -> new IllegalStateException("attribute %s is missing".formatted(name)));
    }

    Map<String, String> without(Set<String> names) {
      var kept = new HashMap<>(typed);
      kept.keySet().removeAll(names);
      return kept;
    }
  }
}
