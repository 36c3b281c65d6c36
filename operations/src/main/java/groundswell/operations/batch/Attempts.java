package groundswell.operations.batch;

import groundswell.operations.domain.Cause;
import groundswell.operations.domain.FailureKind;
import groundswell.operations.domain.FailureRetention;
import groundswell.platform.Parallel;
import groundswell.platform.lambda.QueueMessage;
import groundswell.platform.tables.Item;
import groundswell.platform.tables.Key;
import groundswell.platform.tables.Table;
import groundswell.platform.tables.Update;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/// Notes about attempts at messages, because SQS keeps only their number: that one was started
/// (from the second on), and the last error. A message that has used up its receives and has
/// neither note never ran. A message that succeeds at once leaves no note and costs no write.
public final class Attempts {
  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

  private static final int AT_ONCE = 8;
  private static final String PREFIX = "ATTEMPT#";
  private static final String RECORD = "ATTEMPT";
  private static final String KIND = "k";
  private static final String ERROR = "e";
  private static final String REASON = "r";
  private static final String FRAME = "f";
  private static final String RELEASE = "h";

  private final Table operations;
  private final InstantSource clock;
  private final FailureRetention retention;

  public Attempts(Table operations, InstantSource clock, FailureRetention retention) {
    this.operations = operations;
    this.clock = clock;
    this.retention = retention;
  }

  /// Notes the start of attempts at messages that were received before.
  void started(List<QueueMessage> messages) {
    var again = messages.stream().filter(message -> message.receives() > 1).toList();
    Parallel.forEach(again, AT_ONCE, message -> note(message.id(), Optional.empty()));
  }

  /// Notes the last errors, by message id.
  void failed(Map<String, Cause> causes) {
    Parallel.forEach(
        causes.entrySet(),
        AT_ONCE,
        failed -> note(failed.getKey(), Optional.of(failed.getValue())));
  }

  /// The notes of those messages that have one.
  public Map<String, Note> find(Collection<String> messageIds) {
    var notes = new HashMap<String, Note>();
    operations
        .getAll(messageIds.stream().map(Attempts::key), true)
        .forEach(
            item ->
                notes.put(item.partitionKey().substring(PREFIX.length()), new Note(cause(item))));
    return notes;
  }

  /// An attempt was started.
  ///
  /// @param lastError empty if no attempt ended with an error
  public record Note(Optional<Cause> lastError) {}

  /// If the note can't be written, it is missing later, but the message must not fail.
  private void note(String messageId, Optional<Cause> lastError) {
    var update = Update.of(key(messageId)).expiringAt(retention.expiry(clock.instant()));
    lastError.ifPresent(
        cause ->
            update
                .set(KIND, cause.kind().label())
                .set(ERROR, cause.error())
                .set(REASON, cause.reason())
                .set(FRAME, cause.frame())
                .set(RELEASE, cause.release()));
    try {
      operations.update(update);
    } catch (SdkException e) {
      LOG.warn("no note on message {}", messageId, e);
    }
  }

  private static Key key(String messageId) {
    return new Key(PREFIX + messageId, RECORD);
  }

  private static Optional<Cause> cause(Item item) {
    return item.textIfPresent(KIND)
        .map(
            kind ->
                new Cause(
                    FailureKind.of(kind),
                    item.text(ERROR),
                    item.text(REASON),
                    item.text(FRAME),
                    item.text(RELEASE)));
  }
}
