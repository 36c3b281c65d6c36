package groundswell.operations.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Port: the redrives. Every read of a single one is strongly consistent.
public interface Redrives {
  /// @throws groundswell.domain.VersionConflict if there is one of that id
  void create(Redrive redrive);

  Optional<Redrive> find(RedriveId id);

  /// Latest first.
  List<Redrive> list(int limit);

  /// Applies a decision to the stored redrive, again if another change came between.
  ///
  /// @param decision empty if there is nothing to change
  /// @return the redrive as it is now; empty if there is none
  Optional<Redrive> change(RedriveId id, Function<Redrive, Optional<Redrive>> decision);

  /// Keeps which failures a step takes, before it takes the first; the first list stays.
  ///
  /// @return the list that stays, and since when
  Chosen choose(RedriveId id, int step, List<FailureId> failures, Instant now);

  /// The same in place of a list that was empty.
  ///
  /// @param empty as it was read; if another list is there by now, that one stays
  Chosen chooseAgain(RedriveId id, int step, Chosen empty, List<FailureId> failures, Instant now);

  Optional<Chosen> chosen(RedriveId id, int step);

  /// Says how far a step has come.
  ///
  /// @param sent how many of its failures, from the first on, are confirmed to be in their queues
  /// @param from when on their outcomes are waited for
  void sent(RedriveId id, int step, int sent, Instant from);

  /// Lets one worker at a time go on with a redrive.
  ///
  /// @return false if another one has it
  boolean lease(RedriveId id, String worker, Instant now, Duration lifetime);

  void release(RedriveId id, String worker);

  /// The failures of one step.
  ///
  /// @param sent how many of them, from the first on, are confirmed to be in their queues
  /// @param from when on their outcomes are waited for
  record Chosen(List<FailureId> failures, int sent, Instant from) {
    public Chosen {
      failures = List.copyOf(failures);
    }

    public boolean isEmpty() {
      return failures.isEmpty();
    }

    /// Those that are still to be sent; of a call that died, the first of them may have been.
    public List<FailureId> unsent() {
      return failures.subList(sent, failures.size());
    }

    /// The last of them, that many at most.
    public List<FailureId> last(int most) {
      return failures.subList(Math.max(0, failures.size() - most), failures.size());
    }
  }
}
