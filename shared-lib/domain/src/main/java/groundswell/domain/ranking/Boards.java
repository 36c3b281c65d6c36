package groundswell.domain.ranking;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import java.util.Optional;

/// Port: the published boards.
public interface Boards {
  /// Which board is published now; strongly consistent.
  Optional<PublishedBoard> published(TenantId tenant, ChallengeId challenge);

  /// The rows of a published board; empty if it is so old that they are kept no more.
  Optional<Board> load(PublishedBoard published);

  /// Stores the rows, then publishes them if `base` is still the one that is published.
  ///
  /// @param next what to publish; under which object key the rows are kept is for the store to say
  /// @return false if another board was published meanwhile, or the place of the rows was taken:
  ///     start again from the one that is published now
  boolean publish(
      TenantId tenant,
      ChallengeId challenge,
      Optional<PublishedBoard> base,
      PublishedBoard next,
      Board board);
}
