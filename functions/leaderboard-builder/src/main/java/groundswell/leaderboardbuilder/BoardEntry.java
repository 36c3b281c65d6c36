package groundswell.leaderboardbuilder;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ranking.Board;
import groundswell.domain.ranking.BoardRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Changes to merge into a challenge's board.
///
/// @param rows newer rows, or parts of rows
/// @param erased members whose rows go, each with the version of its erasure
/// @param rebuild whether to take all rows from the progress items and members
record BoardEntry(
    TenantId tenant,
    ChallengeId challenge,
    Board rows,
    Map<MemberId, Long> erased,
    boolean rebuild) {
  BoardEntry {
    erased = Map.copyOf(erased);
  }

  static BoardEntry ofRows(TenantId tenant, ChallengeId challenge, List<BoardRow> rows) {
    return new BoardEntry(tenant, challenge, Board.EMPTY.merge(rows), Map.of(), false);
  }

  /// The rows of some members, and that others are erased.
  static BoardEntry ofMembers(
      TenantId tenant, ChallengeId challenge, List<BoardRow> rows, Map<MemberId, Long> erased) {
    return new BoardEntry(tenant, challenge, Board.EMPTY.merge(rows), erased, false);
  }

  /// The same rows under the current definition.
  static BoardEntry redefined(TenantId tenant, ChallengeId challenge) {
    return new BoardEntry(tenant, challenge, Board.EMPTY, Map.of(), false);
  }

  static BoardEntry rebuild(TenantId tenant, ChallengeId challenge) {
    return new BoardEntry(tenant, challenge, Board.EMPTY, Map.of(), true);
  }

  BoardEntry merge(BoardEntry other) {
    var gone = new HashMap<>(erased);
    other.erased.forEach((member, version) -> gone.merge(member, version, Math::max));
    return new BoardEntry(
        tenant, challenge, rows.merge(other.rows.rows().values()), gone, rebuild || other.rebuild);
  }
}
