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

/// How far a mapping has come in each shard of its stream: up to the record before the first that
/// is not done yet, as several lanes work at once.
public final class Checkpoints {
  private final String prefix;
  private final Journal<String> journal;
  private final Map<String, Shard> shards = new HashMap<>();

  /// @param mapping and the stream that it reads: a stream that is created anew is another one
  public Checkpoints(String mapping, String streamArn, Journal<String> journal) {
    this.prefix = "%s %s ".formatted(mapping, streamArn);
    this.journal = journal;
  }

  private static final class Shard {
    final Deque<String> begun = new ArrayDeque<>();
    final Set<String> done = new HashSet<>();
  }

  /// The sequence number of the last record up to which all were done; empty if there is none.
  Optional<String> of(String shardId) {
    return journal.find(prefix + shardId);
  }

  /// These records were read, in this order.
  synchronized void begun(String shardId, List<String> sequenceNumbers) {
    shards.computeIfAbsent(shardId, _ -> new Shard()).begun.addAll(sequenceNumbers);
  }

  /// These records are done, and all that came of them is written down where it has to be.
  synchronized void done(List<StreamRecord> records) {
    for (var record : records) {
      var shard = shards.computeIfAbsent(record.shardId(), _ -> new Shard());
      shard.done.add(record.sequenceNumber());
    }
    records.stream().map(StreamRecord::shardId).distinct().forEach(this::advance);
  }

  /// Nobody waits for it to be written: if it is lost, some records are read twice.
  private void advance(String shardId) {
    var shard = shards.computeIfAbsent(shardId, _ -> new Shard());
    Optional<String> last = Optional.empty();
    while (!shard.begun.isEmpty() && shard.done.remove(shard.begun.getFirst()))
      last = Optional.of(shard.begun.removeFirst());
    last.ifPresent(number -> journal.put(prefix + shardId, number));
  }
}
