package groundswell.domain.ranking;

import groundswell.domain.Versions;
import java.time.Instant;
import java.util.Optional;

/// Identifies the published board.
///
/// A board stays true while nothing changes. So its as-of is the time of the last change, not a
/// measure of its freshness.
///
/// @param version rises with every publication
/// @param definitionVersion the challenge's version that it was ranked under
/// @param objectKey the key of the rows; empty until they are stored
/// @param asOf the board contains everything that had reached the builder by then
/// @param members how many members are visible
public record PublishedBoard(
    long version, long definitionVersion, String objectKey, Instant asOf, int members) {

  /// The board to publish in place of `base`.
  ///
  /// @param asOf the time at which the base was read
  public static PublishedBoard after(
      Optional<PublishedBoard> base, long definitionVersion, Board board, Instant asOf) {
    long version = Versions.next(base.map(PublishedBoard::version).orElse(Versions.NONE), asOf);
    var latest = base.map(PublishedBoard::asOf).filter(asOf::isBefore).orElse(asOf);
    return new PublishedBoard(version, definitionVersion, "", latest, board.visibleMembers());
  }
}
