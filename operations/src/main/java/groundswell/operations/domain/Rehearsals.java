package groundswell.operations.domain;

import java.util.Optional;

/// Port: rehearsals, kept for a day.
public interface Rehearsals {
  /// Stores a new rehearsal. If it exists, it stays as it is.
  void create(Rehearsal rehearsal);

  /// Stores what became of a rehearsal.
  void put(Rehearsal rehearsal);

  Optional<Rehearsal> find(String id);

  /// Keeps the verdict on one failure, until the rehearsal as a whole is put.
  void putVerdict(String id, Rehearsal.Verdict verdict);

  Optional<Rehearsal.Verdict> verdict(String id, FailureId failure);
}
