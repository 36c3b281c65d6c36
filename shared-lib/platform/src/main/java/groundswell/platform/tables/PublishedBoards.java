package groundswell.platform.tables;

import groundswell.domain.Versions;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ranking.PublishedBoard;
import java.util.Optional;

/// The published boards, in the Programs table.
public final class PublishedBoards {
  private final Table programs;

  public PublishedBoards(Table programs) {
    this.programs = programs;
  }

  /// Strongly consistent.
  public Optional<PublishedBoard> find(TenantId tenant, ChallengeId challenge) {
    return programs
        .get(BoardItems.key(tenant, challenge))
        .map(item -> BoardItems.fromImage(item).board());
  }

  /// @return false if a board other than `base` is published
  public boolean replace(
      TenantId tenant, ChallengeId challenge, Optional<PublishedBoard> base, PublishedBoard next) {
    long expected = base.map(PublishedBoard::version).orElse(Versions.NONE);
    return programs.putIf(BoardItems.item(tenant, challenge, next), expected).isWritten();
  }
}
