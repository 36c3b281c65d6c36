package groundswell.operations.domain;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Port: the failures. Single ones are read strongly consistent; pages and groups may lag by a
/// second.
public interface Failures {
  /// Records an arrival. Idempotent: the same message twice changes nothing.
  ///
  /// @return the failure as it is now
  Failure record(Arrival arrival);

  Optional<Failure> find(FailureId id);

  /// Those that exist, by id.
  Map<FailureId, Failure> findAll(Collection<FailureId> ids);

  /// The message that a redrive sends; empty if it is no longer kept.
  Optional<FailedMessage> message(FailureId id);

  /// The messages of several failures; those that are no longer kept are left out.
  Map<FailureId, FailedMessage> messages(Collection<FailureId> ids);

  /// Applies a decision to the stored failure, and retries on a conflicting write.
  ///
  /// @param decision empty if there is nothing to change
  /// @return the changed failure; empty if there was nothing to change or there is no such failure
  Optional<Failure> change(FailureId id, Function<Failure, Optional<Failure>> decision);

  /// As above, but skips the read if the caller's failure is still current.
  Optional<Failure> change(Failure known, Function<Failure, Optional<Failure>> decision);

  /// Failures that match a filter, ordered by first seen within each group, without their message
  /// ids. A page may be short or even empty and still have a next one.
  ///
  /// @param limit how many at most
  /// @param cursor [Page#next] of the page before
  /// @throws IllegalArgumentException if the cursor is invalid
  Page page(FailureFilter filter, int limit, Optional<String> cursor);

  /// All groups as last counted, latest failure first.
  List<FailureGroup> groups();

  /// Recounts a group.
  void recount(Fingerprint group);

  /// @param next where the next page starts; empty if there is none
  record Page(List<Failure> failures, Optional<String> next) {
    public Page {
      failures = List.copyOf(failures);
    }
  }
}
