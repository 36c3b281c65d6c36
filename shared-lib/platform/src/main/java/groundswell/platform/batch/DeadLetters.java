package groundswell.platform.batch;

import groundswell.platform.batch.SourceQueues.SourceQueue;
import java.util.Map;

/// Puts what can never be handled into the dead-letter queue of its source at once, with the
/// reason; otherwise it would be tried in vain until SQS moves it there with its whole message.
final class DeadLetters {
  static final String CODE_ATTRIBUTE = "failure-code";
  static final String REASON_ATTRIBUTE = "failure-reason";
  static final int REASON_LENGTH_MAX = 1_000;

  private final MessageSender sender;

  DeadLetters(MessageSender sender) {
    this.sender = sender;
  }

  void put(SourceQueue source, String body, PermanentFailure failure) {
    sender.send(
        source.deadLetterQueueUrl(),
        body,
        Map.of(
            CODE_ATTRIBUTE,
            failure.code(),
            REASON_ATTRIBUTE,
            printable(String.valueOf(failure.getMessage()))));
  }

  /// SQS refuses most control characters
  /// (<https://docs.aws.amazon.com/goto/WebAPI/sqs-2012-11-05/SendMessage>).
  private static String printable(String reason) {
    var kept = new StringBuilder();
    reason
        .codePoints()
        .limit(REASON_LENGTH_MAX)
        .map(point -> isAllowed(point) ? point : '\uFFFD')
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static boolean isAllowed(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL -> point == '\n' || point == '\t';
      case Character.SURROGATE, Character.UNASSIGNED -> false;
      default -> true;
    };
  }
}
