package groundswell.dynamodb.streams;

/// Where in a shard to begin.
public sealed interface StartAt {
  /// With the oldest record there is.
  record TrimHorizon() implements StartAt {}

  /// With what is written from now on.
  record Latest() implements StartAt {}

  record AtSequenceNumber(String sequenceNumber) implements StartAt {}

  record AfterSequenceNumber(String sequenceNumber) implements StartAt {}
}
