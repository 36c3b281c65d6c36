package groundswell.platform.batch;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The result of a batch.
///
/// @param messages all of them
/// @param returned those to redeliver
/// @param errors what failed, by message id; if several entries failed, one of theirs. A returned
///     message without an error was not tried, because the time was up
/// @param entries how many were handled, after the merge
/// @param deadLettered how many of them were dead-lettered
public record BatchResult(
    List<SQSMessage> messages,
    Set<SQSMessage> returned,
    Map<String, RuntimeException> errors,
    int entries,
    int deadLettered,
    Duration took) {

  /// Whether the message is redelivered. Two deliveries of one message in a batch share its id.
  public boolean isReturned(SQSMessage message) {
    return returned.stream().anyMatch(each -> each.getMessageId().equals(message.getMessageId()));
  }

  BatchResult returningAlso(Collection<SQSMessage> more) {
    var all = new LinkedHashSet<>(returned);
    all.addAll(more);
    return new BatchResult(messages, all, errors, entries, deadLettered, took);
  }
}
