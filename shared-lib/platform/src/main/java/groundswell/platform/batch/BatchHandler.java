package groundswell.platform.batch;

import groundswell.platform.PermanentFailure;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/// How a queue function handles the entries of its messages. A message holds one or more entries.
/// Entries with the same key are merged across the batch before they are handled.
///
/// @param <E> an entry
public interface BatchHandler<E> {

  /// The entries of a message.
  ///
  /// @throws PermanentFailure if the message can't be decoded
  List<E> decode(Message message);

  /// A message body with only this entry, in the format of [#decode]; for entries that fail alone.
  String encode(E entry);

  /// The key by which entries are merged.
  Object keyOf(E entry);

  /// Merges two entries; commutative, associative and idempotent.
  E merge(E one, E other);

  /// Reads what the entries share, once per batch and after all its messages were received; the
  /// consumer then handles them one by one. A [PermanentFailure] that it throws concerns only that
  /// entry; any other exception has the entry's messages redelivered. If the shared read fails,
  /// each entry is opened by itself.
  Consumer<E> open(Collection<E> entries);

  /// A message as SQS delivers it.
  ///
  /// @param id stays the same on redelivery, also of a copy
  /// @param again whether it was delivered before, so that part of it may be done already
  record Message(String id, String body, boolean again) {
    public Message(String id, String body) {
      this(id, body, false);
    }
  }
}
