package groundswell.leaderboardbuilder;

import groundswell.domain.challenges.Challenge;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.members.Members;
import groundswell.domain.ranking.Board;
import groundswell.domain.ranking.BoardRow;
import groundswell.domain.ranking.BoardRow.ProfileRegister;
import groundswell.domain.ranking.BoardRow.ScoreRegister;
import groundswell.domain.scoring.Progress;
import groundswell.domain.scoring.ProgressItems;
import groundswell.domain.scoring.ProgressItems.MemberProgress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// All rows of a board, from the progress items and the members.
final class ShardRows {
  private static final int PAGE = 1_000;

  private final ProgressItems items;
  private final Members members;

  ShardRows(ProgressItems items, Members members) {
    this.items = items;
    this.members = members;
  }

  AllRows of(TenantId tenant, Challenge challenge) {
    var rows = new ArrayList<BoardRow>();
    var withItem = new HashSet<MemberId>();
    for (int shard = 0; shard < challenge.shards(); shard++) {
      var after = Optional.<MemberId>empty();
      boolean more = true;
      while (more) {
        var page = items.listShard(tenant, challenge, shard, after, PAGE);
        rowsOf(tenant, challenge, page.items()).forEach(rows::add);
        page.items().forEach(item -> withItem.add(item.member()));
        more = page.more() && !page.items().isEmpty();
        if (more) after = Optional.of(page.items().getLast().member());
      }
    }
    return new AllRows(withItem, rows);
  }

  private Stream<BoardRow> rowsOf(TenantId tenant, Challenge challenge, List<MemberProgress> page) {
    var ids = page.stream().map(MemberProgress::member).toList();
    var profiles =
        members.findAll(tenant, ids).values().stream()
            .map(member -> BoardRow.of(member.id(), ProfileRegister.of(member)));
    var scores =
        page.stream()
            .filter(item -> item.progress().ruleVersion() == challenge.version())
            .map(item -> BoardRow.of(item.member(), scoreOf(item.progress(), challenge)));
    return Stream.concat(profiles, scores);
  }

  private static ScoreRegister scoreOf(Progress progress, Challenge challenge) {
    var standing = progress.standingIn(challenge);
    return new ScoreRegister(
        progress.revision(), progress.joined(), standing.score(), standing.days());
  }

  /// @param members those who have an item
  /// @param rows of all whose item is under the definition; one under another is about to be
  ///     rewritten, which brings its row
  record AllRows(Set<MemberId> members, List<BoardRow> rows) {
    /// The board that they make. Who has no row yet keeps the one of the board before.
    Board over(Board before) {
      var board = Board.EMPTY.merge(rows);
      var kept =
          before.rows().values().stream()
              .filter(row -> members.contains(row.member()))
              .filter(row -> !hasScore(board, row.member()))
              .toList();
      return board.merge(kept);
    }

    private static boolean hasScore(Board board, MemberId member) {
      var row = board.rows().get(member);
      return row != null && row.score().isPresent();
    }
  }
}
