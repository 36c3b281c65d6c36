package groundswell.leaderboardbuilder;

import groundswell.domain.Versions;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ranking.Board;
import groundswell.domain.ranking.BoardRow;
import java.util.List;

/// What has to be merged into a challenge's board.
///
/// @param rows newer rows, or parts of rows
/// @param redefinedTo the version of the definition that is to be ranked under,
///     [Versions#NONE] if it did not change
/// @param rebuild whether all rows are to be taken from the progress items and members
record BoardEntry(
    TenantId tenant, ChallengeId challenge, Board rows, long redefinedTo, boolean rebuild) {

  static BoardEntry ofRows(TenantId tenant, ChallengeId challenge, List<BoardRow> rows) {
    return new BoardEntry(tenant, challenge, Board.EMPTY.merge(rows), Versions.NONE, false);
  }

  static BoardEntry redefined(TenantId tenant, ChallengeId challenge, long version) {
    return new BoardEntry(tenant, challenge, Board.EMPTY, version, false);
  }

  static BoardEntry rebuild(TenantId tenant, ChallengeId challenge) {
    return new BoardEntry(tenant, challenge, Board.EMPTY, Versions.NONE, true);
  }

  BoardEntry merge(BoardEntry other) {
    return new BoardEntry(
        tenant,
        challenge,
        rows.merge(other.rows.rows().values()),
        Math.max(redefinedTo, other.redefinedTo),
        rebuild || other.rebuild);
  }
}
