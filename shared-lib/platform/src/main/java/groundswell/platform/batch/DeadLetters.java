package groundswell.platform.batch;

import groundswell.domain.ids.UploadId;
import groundswell.platform.PermanentFailure;
import groundswell.platform.batch.SourceQueues.SourceQueue;
import groundswell.platform.json.JsonObject;
import groundswell.platform.lambda.QueueMessage;
import groundswell.platform.queues.MessageSender;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what can never be handled to its source's dead-letter queue at once, with the reason.
/// Otherwise it would be retried until SQS moved the whole message there.
public final class DeadLetters {
  public static final String CODE_ATTRIBUTE = "failure-code";
  public static final String REASON_ATTRIBUTE = "failure-reason";
  public static final String FRAME_ATTRIBUTE = "failure-frame";
  public static final String RELEASE_ATTRIBUTE = "failure-release";

  /// An attribute with this prefix is copied to the new message when one entry is dead-lettered
  /// alone.
  public static final String CARRIED_PREFIX = "carried-";

  /// The upload of the message, because a single entry no longer names it.
  public static final String UPLOAD_ATTRIBUTE = CARRIED_PREFIX + "upload";

  /// The attributes that say why it failed.
  private static final List<String> OWN =
      List.of(CODE_ATTRIBUTE, REASON_ATTRIBUTE, FRAME_ATTRIBUTE, RELEASE_ATTRIBUTE);

  /// The most attributes that are carried: with more, SQS would refuse the new message.
  static final int CARRIED_MAX = MessageSender.ATTRIBUTES_MAX - OWN.size();

  private static final int REASON_LENGTH_MAX = 1_000;

  private static final Comparator<String> UPLOAD_FIRST =
      Comparator.comparing((String name) -> !name.equals(UPLOAD_ATTRIBUTE))
          .thenComparing(Comparator.naturalOrder());

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  private final MessageSender sender;
  private final String release;

  DeadLetters(MessageSender sender, String release) {
    this.sender = sender;
    this.release = release;
  }

  /// @param messages all messages that contained the body
  void put(SourceQueue source, String body, List<QueueMessage> messages, PermanentFailure failure) {
    var attributes = carried(messages);
    attributes.put(CODE_ATTRIBUTE, failure.code());
    attributes.put(REASON_ATTRIBUTE, printable(String.valueOf(failure.getMessage())));
    var frame = FailingMethod.of(failure);
    if (!frame.isEmpty()) attributes.put(FRAME_ATTRIBUTE, frame);
    if (!release.isEmpty()) attributes.put(RELEASE_ATTRIBUTE, release);
    sender.send(source.deadLetterQueueUrl(), body, attributes);
  }

  /// The upload first, then the others by name, up to [#CARRIED_MAX].
  private static Map<String, String> carried(List<QueueMessage> messages) {
    var all = new TreeMap<String, String>(UPLOAD_FIRST);
    messages.forEach(message -> carried(message).forEach(all::putIfAbsent));
    var carried = new LinkedHashMap<String, String>();
    all.entrySet().stream()
        .limit(CARRIED_MAX)
        .forEach(each -> carried.put(each.getKey(), each.getValue()));
    if (all.size() > CARRIED_MAX)
      LOG.warn(
          "a dead letter takes {} attributes that start with {}; these are left out: {}",
          CARRIED_MAX,
          CARRIED_PREFIX,
          all.keySet().stream().skip(CARRIED_MAX).toList());
    return carried;
  }

  private static Map<String, String> carried(QueueMessage message) {
    var carried = new HashMap<String, String>();
    message.attributes().keySet().stream()
        .filter(name -> name.startsWith(CARRIED_PREFIX))
        .forEach(name -> message.attribute(name).ifPresent(value -> carried.put(name, value)));
    if (!carried.containsKey(UPLOAD_ATTRIBUTE))
      uploadOf(message).ifPresent(upload -> carried.put(UPLOAD_ATTRIBUTE, upload));
    return carried;
  }

  private static Optional<String> uploadOf(QueueMessage message) {
    try {
      return JsonObject.parse(message.body())
          .object("detail")
          .readIfPresent("upload", UploadId::new)
          .map(UploadId::value);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
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
