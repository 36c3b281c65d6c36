package groundswell.domain.ranking;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import java.util.Optional;

/// Port: the published boards.
public interface Boards {
  /// The board published now; strongly consistent.
  Optional<PublishedBoard> published(TenantId tenant, ChallengeId challenge);

  /// The rows of a published board; empty if it is so old that they are no longer kept.
  Optional<Board> load(PublishedBoard published);

  /// Stores the rows, then publishes them if `base` is still the published board.
  ///
  /// @param next what to publish; the store chooses the object key of the rows
  /// @return false if another board was published meanwhile or the object key was taken: retry from
  ///     the board published now
  boolean publish(
      TenantId tenant,
      ChallengeId challenge,
      Optional<PublishedBoard> base,
      PublishedBoard next,
      Board board);
}
