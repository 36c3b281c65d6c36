package groundswell.leaderboardbuilder;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ranking.Board;
import groundswell.domain.ranking.BoardRow;
import java.util.List;

/// Changes to merge into a challenge's board.
///
/// @param rows newer rows, or parts of rows
/// @param rebuild whether to take all rows from the progress items and members
record BoardEntry(TenantId tenant, ChallengeId challenge, Board rows, boolean rebuild) {

  static BoardEntry ofRows(TenantId tenant, ChallengeId challenge, List<BoardRow> rows) {
    return new BoardEntry(tenant, challenge, Board.EMPTY.merge(rows), false);
  }

  /// The same rows under the current definition.
  static BoardEntry redefined(TenantId tenant, ChallengeId challenge) {
    return new BoardEntry(tenant, challenge, Board.EMPTY, false);
  }

  static BoardEntry rebuild(TenantId tenant, ChallengeId challenge) {
    return new BoardEntry(tenant, challenge, Board.EMPTY, true);
  }

  BoardEntry merge(BoardEntry other) {
    return new BoardEntry(
        tenant, challenge, rows.merge(other.rows.rows().values()), rebuild || other.rebuild);
  }
}
