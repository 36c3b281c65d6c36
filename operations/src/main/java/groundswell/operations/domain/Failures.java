package groundswell.operations.domain;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Port: the failures. Single ones are read strongly consistent; pages and groups may lag behind by
/// a second.
public interface Failures {
  /// Keeps what arrived; the same message twice changes nothing.
  ///
  /// @return the failure as it is now
  Failure record(Arrival arrival);

  Optional<Failure> find(FailureId id);

  /// Those that exist, by id.
  Map<FailureId, Failure> findAll(Collection<FailureId> ids);

  /// What a redrive sends; empty if it is no longer kept.
  Optional<FailedMessage> message(FailureId id);

  /// The same of several; what is no longer kept is left out.
  Map<FailureId, FailedMessage> messages(Collection<FailureId> ids);

  /// Applies a decision to the stored failure, again if another change came between.
  ///
  /// @param decision empty if there is nothing to change
  /// @return the changed failure; empty if there was nothing to change or there is no such failure
  Optional<Failure> change(FailureId id, Function<Failure, Optional<Failure>> decision);

  /// The same, without a read if the stored failure is still what the caller knows.
  Optional<Failure> change(Failure known, Function<Failure, Optional<Failure>> decision);

  /// The failures that a filter matches, in the order in which they were first seen within each
  /// group; without the ids of their messages. A page may have fewer than were asked for, even
  /// none, and a next one.
  ///
  /// @param limit how many at most
  /// @param cursor [Page#next] of the page before
  /// @throws IllegalArgumentException if the cursor is none
  Page page(FailureFilter filter, int limit, Optional<String> cursor);

  /// All groups, as they were last counted; those with the latest failures first.
  List<FailureGroup> groups();

  /// Counts a group anew.
  void recount(Fingerprint group);

  /// @param next where the next page starts; empty if there is none
  record Page(List<Failure> failures, Optional<String> next) {
    public Page {
      failures = List.copyOf(failures);
    }
  }
}
