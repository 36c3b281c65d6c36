package groundswell.dynamodb.streams;

/// The result of asking for a position in a shard.
public sealed interface IteratorOutcome {
  record Opened(ShardIterator iterator) implements IteratorOutcome {}

  record UnknownShard() implements IteratorOutcome {}

  /// The record with this sequence number has been trimmed.
  record Trimmed() implements IteratorOutcome {}

  /// The shard has no record with this sequence number.
  record OutOfRange() implements IteratorOutcome {}
}
