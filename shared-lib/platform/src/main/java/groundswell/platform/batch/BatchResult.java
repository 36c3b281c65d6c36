package groundswell.platform.batch;

import groundswell.platform.lambda.QueueMessage;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The result of a batch.
///
/// @param messages all of them
/// @param returned those to redeliver, by id
/// @param errors what failed, by message id; if several entries failed, one of theirs. A returned
///     message without an error was not tried, because the time was up
/// @param entries how many were handled, after the merge
/// @param deadLettered how many of them were dead-lettered
public record BatchResult(
    List<QueueMessage> messages,
    Map<String, QueueMessage> returned,
    Map<String, RuntimeException> errors,
    int entries,
    int deadLettered,
    Duration took) {

  /// Whether the message is redelivered. Two deliveries of one message in a batch share its id.
  public boolean isReturned(QueueMessage message) {
    return returned.containsKey(message.id());
  }

  BatchResult returningAlso(Collection<QueueMessage> more) {
    var all = new LinkedHashMap<>(returned);
    more.forEach(message -> all.putIfAbsent(message.id(), message));
    return new BatchResult(messages, all, errors, entries, deadLettered, took);
  }
}
