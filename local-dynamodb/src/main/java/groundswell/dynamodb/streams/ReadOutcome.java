package groundswell.dynamodb.streams;

import java.util.List;
import java.util.Optional;

/// The result of reading a shard.
public sealed interface ReadOutcome {
  /// @param next empty once a closed shard is read to its end
  record Records(List<StreamRecord> records, Optional<ShardIterator> next) implements ReadOutcome {}

  /// The iterator is older than 15 minutes.
  record Expired() implements ReadOutcome {}

  /// The next records have been trimmed.
  record Trimmed() implements ReadOutcome {}

  record UnknownShard() implements ReadOutcome {}
}
