package groundswell.dynamodb.streams;

import java.util.Optional;

/// A part of a stream: the changes of some of the keys, in order, until it closes.
///
/// @param endingSequenceNumber empty while the shard is open
public record Shard(
    String id,
    Optional<String> parentId,
    String startingSequenceNumber,
    Optional<String> endingSequenceNumber) {}
