package groundswell.dynamodb.streams;

/// Where to start in a shard.
public sealed interface StartAt {
  /// With the oldest record that is kept.
  record TrimHorizon() implements StartAt {}

  /// With records written from now on.
  record Latest() implements StartAt {}

  record AtSequenceNumber(String sequenceNumber) implements StartAt {}

  record AfterSequenceNumber(String sequenceNumber) implements StartAt {}
}
