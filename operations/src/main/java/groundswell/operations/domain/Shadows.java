package groundswell.operations.domain;

import java.util.Optional;

/// Port: rehearsals, kept for a day.
public interface Shadows {
  void put(Shadow shadow);

  Optional<Shadow> find(String id);

  /// Keeps what handling one failure came to, until the rehearsal as a whole is put.
  void putVerdict(String id, Shadow.Verdict verdict);

  Optional<Shadow.Verdict> verdict(String id, FailureId failure);
}
