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
import groundswell.platform.Parallel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// All rows of a board, from the progress items and the members. An item whose member is erased is
/// about to be deleted, and makes no row. Reads a few shards at a time, each page by page. Waiting
/// reads cost no processor time, and besides the rows only one page of each shard is in memory.
final class ShardRows {
  private static final int PAGE = 1_000;
  private static final int SHARDS_AT_ONCE = 4;

  private final ProgressItems items;
  private final Members members;
  private final BoardSize size;

  ShardRows(ProgressItems items, Members members, BoardSize size) {
    this.items = items;
    this.members = members;
    this.size = size;
  }

  AllRows of(TenantId tenant, Challenge challenge) {
    var rows = new ConcurrentLinkedQueue<BoardRow>();
    var read = new AtomicInteger();
    var shards = IntStream.range(0, challenge.shards()).boxed().toList();
    Parallel.forEach(
        shards,
        SHARDS_AT_ONCE,
        shard -> {
          var after = Optional.<MemberId>empty();
          boolean more = true;
          while (more) {
            var page = items.listShard(tenant, challenge, shard, after, PAGE);
            size.check(challenge, read.addAndGet(page.items().size()));
            rows.addAll(rowsOf(tenant, challenge, page.items()));
            more = page.more() && !page.items().isEmpty();
            if (more) after = Optional.of(page.items().getLast().member());
          }
        });
    return new AllRows(rows);
  }

  /// The names of members, as rows without a score.
  List<BoardRow> namesOf(TenantId tenant, Collection<MemberId> unnamed) {
    return members.findAll(tenant, unnamed).values().stream()
        .map(member -> BoardRow.of(member.id(), ProfileRegister.of(member)))
        .toList();
  }

  private List<BoardRow> rowsOf(TenantId tenant, Challenge challenge, List<MemberProgress> page) {
    var profiles = members.findAll(tenant, page.stream().map(MemberProgress::member).toList());
    return page.stream()
        .filter(item -> profiles.containsKey(item.member()))
        .map(
            item ->
                new BoardRow(
                    item.member(),
                    Optional.ofNullable(profiles.get(item.member())).map(ProfileRegister::of),
                    Optional.of(item.progress())
                        .filter(progress -> progress.ruleVersion() == challenge.version())
                        .map(progress -> scoreOf(progress, challenge))))
        .toList();
  }

  private static ScoreRegister scoreOf(Progress progress, Challenge challenge) {
    var standing = progress.standingIn(challenge);
    return new ScoreRegister(
        progress.revision(), progress.joined(), standing.score(), standing.days());
  }

  /// @param rows of everybody with an item. A row has no score if its item is under another
  ///     definition: that item is about to be rewritten, which brings the score.
  record AllRows(Collection<BoardRow> rows) {
    /// The board of these rows. A row without a score keeps the score of the board before.
    Board over(Board before) {
      var board = new ArrayList<BoardRow>(rows.size());
      for (var row : rows) {
        var kept = Optional.ofNullable(before.rows().get(row.member()));
        board.add(row.score().isPresent() ? row : kept.map(row::merge).orElse(row));
      }
      return Board.EMPTY.merge(board);
    }
  }
}
