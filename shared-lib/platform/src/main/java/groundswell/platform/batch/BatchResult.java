package groundswell.platform.batch;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a batch came to.
///
/// @param messages all of them
/// @param returned those that come back
/// @param errors what went wrong, by the id of the message; where several entries failed, one of
///     them. A returned message without an error was not tried: there was no time left
/// @param entries how many were handled, after the merge
/// @param deadLettered how many of them went into the dead-letter queue
public record BatchResult(
    List<SQSMessage> messages,
    Set<SQSMessage> returned,
    Map<String, RuntimeException> errors,
    int entries,
    int deadLettered,
    Duration took) {

  BatchResult returningAlso(Collection<SQSMessage> more) {
    var all = new LinkedHashSet<>(returned);
    all.addAll(more);
    return new BatchResult(messages, all, errors, entries, deadLettered, took);
  }
}
