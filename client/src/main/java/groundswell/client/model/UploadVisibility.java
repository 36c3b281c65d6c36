package groundswell.client.model;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import org.jspecify.annotations.Nullable;

/// How much of an upload the boards show.
///
/// @param visible whether they show all of it, or something later
/// @param partitionsVisible how many of its parts are known to be visible
/// @param partitions how many parts it has
/// @param waitingFor the first thing found that is not visible
/// @param failed what failed and waits for a redrive
/// @param note a remark in a sentence, if there is one
public record UploadVisibility(
    boolean visible,
    int partitionsVisible,
    int partitions,
    @Nullable WaitingFor waitingFor,
    Upload.@Nullable FailedParts failed,
    @Nullable String note) {

  /// Whether nothing more happens by itself: the boards show all, it can't be told, or something
  /// failed.
  public boolean isSettled() {
    return visible || note != null || failed != null;
  }

  /// @param stage `progress` if the member's progress is to be calculated, `board` if the board is
  ///     to be built
  public record WaitingFor(String stage, MemberId member, ChallengeId challenge) {}
}
