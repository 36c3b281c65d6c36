package groundswell.domain.visibility;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import java.util.Optional;

/// How much of an upload the boards show.
///
/// @param visible how many partitions are wholly visible
/// @param partitions how many have a result
/// @param obstacle what is not visible yet
public record Visibility(int visible, int partitions, Optional<Obstacle> obstacle) {

  /// Whether the boards show all that has a result.
  public boolean isWhole() {
    return visible == partitions;
  }

  /// Why an upload is not wholly visible.
  public sealed interface Obstacle {
    /// The first member found whose month is not in its progress yet.
    record Unscored(MemberId member, ChallengeId challenge) implements Obstacle {}

    /// The first member found whose progress is not on the board yet.
    record Unpublished(MemberId member, ChallengeId challenge) implements Obstacle {}

    /// What the upload touched is no longer kept, so nobody can look.
    record Forgotten() implements Obstacle {}
  }
}
