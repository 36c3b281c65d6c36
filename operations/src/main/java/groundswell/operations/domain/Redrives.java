package groundswell.operations.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Port: the redrives. Single ones are read strongly consistent.
public interface Redrives {
  /// @throws groundswell.domain.VersionConflict if the id already exists
  void create(Redrive redrive);

  Optional<Redrive> find(RedriveId id);

  /// Latest first.
  ///
  /// @param olderThan the redrive before the first one; empty for those from the latest
  List<Redrive> list(int limit, Optional<RedriveId> olderThan);

  /// Applies a decision to the stored redrive, and retries on a conflicting write.
  ///
  /// @param decision empty if there is nothing to change
  /// @return the redrive as it is now; empty if there is none
  Optional<Redrive> change(RedriveId id, Function<Redrive, Optional<Redrive>> decision);

  /// Stores the failures of a step, before the step takes the first. The first list wins.
  ///
  /// @return the list that is stored, and since when
  Chosen choose(RedriveId id, int step, List<FailureId> failures, Instant now);

  /// The same, replacing an empty list.
  ///
  /// @param empty as it was read; if another list is stored by now, that one wins
  Chosen chooseAgain(RedriveId id, int step, Chosen empty, List<FailureId> failures, Instant now);

  Optional<Chosen> chosen(RedriveId id, int step);

  /// Saves the progress of a step.
  ///
  /// @param sent how many of its failures, from the first on, are confirmed to be in their queues
  /// @param from when the wait for their outcomes began
  void sent(RedriveId id, int step, int sent, Instant from);

  /// Lets one worker at a time process a redrive.
  ///
  /// @return false if another worker has the lease
  boolean lease(RedriveId id, String worker, Instant now, Duration lifetime);

  void release(RedriveId id, String worker);

  /// The failures of one step.
  ///
  /// @param sent how many of them, from the first on, are confirmed to be in their queues
  /// @param from when the wait for their outcomes began
  record Chosen(List<FailureId> failures, int sent, Instant from) {
    public Chosen {
      failures = List.copyOf(failures);
    }

    public boolean isEmpty() {
      return failures.isEmpty();
    }

    /// Those still to be sent. If a call crashed, the first of them may have been sent already.
    public List<FailureId> unsent() {
      return failures.subList(sent, failures.size());
    }

    /// The last of them, at most that many.
    public List<FailureId> last(int most) {
      return failures.subList(Math.max(0, failures.size() - most), failures.size());
    }
  }
}
