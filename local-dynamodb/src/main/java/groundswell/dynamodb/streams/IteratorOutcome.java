package groundswell.dynamodb.streams;

/// What became of asking for a place in a shard.
public sealed interface IteratorOutcome {
  record Opened(ShardIterator iterator) implements IteratorOutcome {}

  record UnknownShard() implements IteratorOutcome {}

  /// The record with this sequence number is no longer kept.
  record Trimmed() implements IteratorOutcome {}

  /// The shard has no record with this sequence number.
  record OutOfRange() implements IteratorOutcome {}
}
