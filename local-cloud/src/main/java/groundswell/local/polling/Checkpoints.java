package groundswell.local.polling;

import groundswell.local.journal.Journal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How far a mapping has processed each shard of its stream. Several lanes work at once, so the
/// checkpoint is the record before the first that is not done.
public final class Checkpoints {
  private final String prefix;
  private final Journal<String> journal;
  private final Map<String, Shard> shards = new HashMap<>();

  /// @param mapping kept together with the stream's ARN, because a recreated stream starts afresh
  public Checkpoints(String mapping, String streamArn, Journal<String> journal) {
    this.prefix = "%s %s ".formatted(mapping, streamArn);
    this.journal = journal;
  }

  private static final class Shard {
    final Deque<String> begun = new ArrayDeque<>();
    final Set<String> done = new HashSet<>();
  }

  /// The sequence number up to which all records are done; empty if there is none.
  Optional<String> of(String shardId) {
    return journal.find(prefix + shardId);
  }

  /// Notes that these records were read, in this order.
  synchronized void begun(String shardId, List<String> sequenceNumbers) {
    shards.computeIfAbsent(shardId, _ -> new Shard()).begun.addAll(sequenceNumbers);
  }

  /// Notes that these records are done, and that their effects are persisted where necessary.
  synchronized void done(List<StreamRecord> records) {
    for (var record : records) {
      var shard = shards.computeIfAbsent(record.shardId(), _ -> new Shard());
      shard.done.add(record.sequenceNumber());
    }
    records.stream().map(StreamRecord::shardId).distinct().forEach(this::advance);
  }

  /// Nobody waits for the write: if it is lost, some records are read twice.
  private void advance(String shardId) {
    var shard = shards.computeIfAbsent(shardId, _ -> new Shard());
    Optional<String> last = Optional.empty();
    while (!shard.begun.isEmpty() && shard.done.remove(shard.begun.getFirst()))
      last = Optional.of(shard.begun.removeFirst());
    last.ifPresent(number -> journal.put(prefix + shardId, number));
  }
}
