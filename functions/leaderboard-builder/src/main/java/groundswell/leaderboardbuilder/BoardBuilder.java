package groundswell.leaderboardbuilder;

import groundswell.domain.VersionConflict;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Challenges;
import groundswell.domain.ranking.Board;
import groundswell.domain.ranking.BoardRow;
import groundswell.domain.ranking.Boards;
import groundswell.domain.ranking.PublishedBoard;
import java.time.InstantSource;
import java.util.Optional;

/// Publishes a challenge's next board. The published board is read first, then the definition and,
/// where they are needed, the progress items: whoever publishes in between makes this attempt fail,
/// and the next one starts from that board. So rows are never lost to another builder, and a board
/// is never ranked under an older definition than the one before it.
///
/// A challenge without a board, or whose board's rows are gone, is given one of all rows. So is one
/// that is to be recalculated: its items say what its rows are, whatever the board said, and a row
/// of somebody without an item goes. The items are read after the board and after the messages, so
/// they are as new as the rows of either.
///
/// Somebody without an item has no row in a board of all rows, and so its name is forgotten if it
/// was told already. The score that comes later brings no name: who is shown and has none is looked
/// up among the members.
///
/// A board that would say the same is not published: what it is true as of stays, as every entry
/// that came since left it as it was.
final class BoardBuilder {
  /// Far more builders of one board than the caps of the queues allow at once.
  static final int ATTEMPTS_MAX = 30;

  private final Boards boards;
  private final Challenges challenges;
  private final ShardRows shardRows;
  private final BoardSize size;
  private final InstantSource clock;

  BoardBuilder(
      Boards boards,
      Challenges challenges,
      ShardRows shardRows,
      BoardSize size,
      InstantSource clock) {
    this.size = size;
    this.boards = boards;
    this.challenges = challenges;
    this.shardRows = shardRows;
    this.clock = clock;
  }

  void build(BoardEntry entry) {
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      var now = clock.instant();
      var base = boards.published(entry.tenant(), entry.challenge());
      var definition = challenges.find(entry.tenant(), entry.challenge());
      if (definition.isEmpty()) return;
      var before = base.flatMap(boards::load);
      var after =
          before.isEmpty() || entry.rebuild()
              ? shardRows.of(entry.tenant(), definition.get()).over(before.orElse(Board.EMPTY))
              : named(entry, before.get().merge(entry.rows().rows().values()));
      size.check(definition.get(), after.rows().size());
      if (before.filter(after::equals).isPresent() && isUnder(base, definition.get())) return;
      var next = PublishedBoard.after(base, definition.get().version(), after, now);
      if (boards.publish(entry.tenant(), entry.challenge(), base, next, after)) return;
    }
    throw new VersionConflict("board of challenge %s".formatted(entry.challenge()));
  }

  /// The board with a name for each row that the entry made visible.
  private Board named(BoardEntry entry, Board board) {
    var unnamed =
        board.rows().values().stream()
            .filter(row -> row.visible() && row.profile().isEmpty())
            .map(BoardRow::member)
            .filter(member -> entry.rows().rows().containsKey(member))
            .toList();
    return unnamed.isEmpty() ? board : board.merge(shardRows.namesOf(entry.tenant(), unnamed));
  }

  private static boolean isUnder(Optional<PublishedBoard> base, Challenge definition) {
    return base.filter(board -> board.definitionVersion() == definition.version()).isPresent();
  }
}
