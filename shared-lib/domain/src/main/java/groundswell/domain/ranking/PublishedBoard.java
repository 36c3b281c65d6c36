package groundswell.domain.ranking;

import groundswell.domain.Versions;
import java.time.Instant;
import java.util.Optional;

/// Which board is published.
///
/// A board that nothing touched is still true: as of says when it was last found to have changed,
/// not how fresh it is.
///
/// @param version rises with every publication
/// @param definitionVersion the challenge's version that its ranking is under
/// @param objectKey where the board is kept; empty until it is stored
/// @param asOf the time it is true as of: everything that had reached the builder by then is in it
/// @param members how many members it shows
public record PublishedBoard(
    long version, long definitionVersion, String objectKey, Instant asOf, int members) {

  /// What is to be published in place of `base`.
  ///
  /// @param asOf the time at which the base was read
  public static PublishedBoard after(
      Optional<PublishedBoard> base, long definitionVersion, Board board, Instant asOf) {
    long version = Versions.next(base.map(PublishedBoard::version).orElse(Versions.NONE), asOf);
    var latest = base.map(PublishedBoard::asOf).filter(asOf::isBefore).orElse(asOf);
    return new PublishedBoard(version, definitionVersion, "", latest, board.visibleMembers());
  }
}
