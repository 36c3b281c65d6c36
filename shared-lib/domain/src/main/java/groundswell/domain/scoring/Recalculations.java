package groundswell.domain.scoring;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import java.util.Optional;

/// Port: the latest recalculation of each challenge. Every read is strongly consistent.
public interface Recalculations {
  Optional<Recalculation> find(TenantId tenant, ChallengeId challenge);

  /// Stores a recalculation in place of an earlier one. Does nothing if it is stored already, or a
  /// later one is.
  void begin(TenantId tenant, ChallengeId challenge, Recalculation next);

  /// Marks a part as done, unless another recalculation is stored. It may be marked several times.
  ///
  /// @param version and
  /// @param since of the recalculation
  /// @param part its name, unique within the recalculation
  void finishPart(TenantId tenant, ChallengeId challenge, long version, long since, String part);
}
