package groundswell.client.model;

import groundswell.domain.ids.ChallengeId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a member is registered with.
///
/// @param timeZone where the member's days begin; null for that of the tenant's settings
/// @param challenges to join; the member leaves none
public record Profile(
    String displayName,
    @Nullable String team,
    @Nullable String timeZone,
    List<ChallengeId> challenges) {
  public Profile {
    challenges = List.copyOf(challenges);
  }
}
