package groundswell.platform.batch;

import groundswell.platform.PermanentFailure;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/// What one queue function does with the entries of its messages. A message holds one or more
/// entries; entries with the same key, of whichever messages of the batch, are merged before they
/// are handled.
///
/// @param <E> an entry
public interface BatchHandler<E> {

  /// The entries of a message.
  ///
  /// @throws PermanentFailure if it can't be understood
  List<E> decode(Message message);

  /// A message body with just this entry, as [#decode] reads it; for entries that fail alone.
  String encode(E entry);

  /// What entries that are merged have in common.
  Object keyOf(E entry);

  /// One entry that stands for both; commutative, associative and idempotent.
  E merge(E one, E other);

  /// Reads, once per batch and after all its messages were received, what the entries share; the
  /// consumer then handles them one by one. A [PermanentFailure] that it throws is that entry's
  /// alone; any other exception brings the entry's messages back. Where what they share cannot be
  /// read, each entry is opened by itself.
  Consumer<E> open(Collection<E> entries);

  /// A message as SQS delivers it.
  ///
  /// @param id stays the same when the message is delivered again, also as a copy
  /// @param again whether it was delivered before, so that some of it may be done already
  record Message(String id, String body, boolean again) {
    public Message(String id, String body) {
      this(id, body, false);
    }
  }
}
