package groundswell.platform.batch;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import groundswell.domain.ids.UploadId;
import groundswell.platform.PermanentFailure;
import groundswell.platform.batch.SourceQueues.SourceQueue;
import groundswell.platform.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// Puts what can never be handled into the dead-letter queue of its source at once, with the
/// reason; otherwise it would be tried in vain until SQS moves it there with its whole message.
public final class DeadLetters {
  public static final String CODE_ATTRIBUTE = "failure-code";
  public static final String REASON_ATTRIBUTE = "failure-reason";
  public static final String FRAME_ATTRIBUTE = "failure-frame";
  public static final String RELEASE_ATTRIBUTE = "failure-release";

  /// The upload that the message came from, where an entry alone no longer says it.
  public static final String UPLOAD_ATTRIBUTE = "upload";

  private final MessageSender sender;
  private final String release;

  DeadLetters(MessageSender sender, String release) {
    this.sender = sender;
    this.release = release;
  }

  /// @param messages that the body was part of
  void put(SourceQueue source, String body, List<SQSMessage> messages, PermanentFailure failure) {
    var cause = Causes.of(failure, release);
    var attributes = new HashMap<String, String>();
    attributes.put(CODE_ATTRIBUTE, cause.error());
    attributes.put(REASON_ATTRIBUTE, printable(cause.reason()));
    if (!cause.frame().isEmpty()) attributes.put(FRAME_ATTRIBUTE, cause.frame());
    if (!release.isEmpty()) attributes.put(RELEASE_ATTRIBUTE, release);
    messages.stream()
        .flatMap(message -> uploadOf(message).stream())
        .findFirst()
        .ifPresent(upload -> attributes.put(UPLOAD_ATTRIBUTE, upload));
    redrives(messages).ifPresent(count -> attributes.put(Redriven.COUNT_ATTRIBUTE, count));
    sender.send(source.deadLetterQueueUrl(), body, attributes);
  }

  private static Optional<String> uploadOf(SQSMessage message) {
    var known = Received.attribute(message, UPLOAD_ATTRIBUTE);
    if (known.isPresent()) return known;
    try {
      return JsonObject.parse(message.getBody())
          .object("detail")
          .readIfPresent("upload", UploadId::new)
          .map(UploadId::value);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> redrives(List<SQSMessage> messages) {
    return messages.stream()
        .flatMap(message -> Received.attribute(message, Redriven.COUNT_ATTRIBUTE).stream())
        .findFirst();
  }

  /// SQS refuses most control characters
  /// (<https://docs.aws.amazon.com/goto/WebAPI/sqs-2012-11-05/SendMessage>).
  private static String printable(String reason) {
    var kept = new StringBuilder();
    reason
        .codePoints()
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
