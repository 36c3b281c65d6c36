package groundswell.leaderboardbuilder;

import groundswell.domain.Optimistic;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Challenges;
import groundswell.domain.ranking.Board;
import groundswell.domain.ranking.BoardRow;
import groundswell.domain.ranking.Boards;
import groundswell.domain.ranking.PublishedBoard;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/// Publishes a challenge's next board. It reads the published board first, then the definition and,
/// where they are needed, the progress items. If another builder publishes in between, this attempt
/// fails and the next one starts from that board. So no builder loses another's rows, and a board
/// is never ranked under an older definition than its predecessor.
///
/// A challenge without a board, or whose board's rows are gone, gets a board of all rows. So does
/// one that is to be recalculated: the items decide its rows, whatever the board said, and rows
/// without an item are dropped. The items are read after the board and after the messages, so they
/// are as new as the rows of either.
///
/// A board of all rows has no row for a member without an item, so it forgets a name that arrived
/// before the item. The later score brings no name. A visible row without a name therefore gets it
/// from the member.
///
/// An unchanged board is not published again. It stays valid as of its own time, because every
/// entry since then left it unchanged.
final class BoardBuilder {
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
    Optimistic.whileLeft(
        "board of challenge %s".formatted(entry.challenge()),
        Optional.of(start(entry)),
        start -> publish(entry, start) ? Optional.empty() : Optional.of(start(entry)));
  }

  private Start start(BoardEntry entry) {
    var now = clock.instant();
    return new Start(now, boards.published(entry.tenant(), entry.challenge()));
  }

  /// @return false if another builder was faster
  private boolean publish(BoardEntry entry, Start start) {
    var base = start.base();
    var definition = challenges.find(entry.tenant(), entry.challenge());
    if (definition.isEmpty()) return true;
    var before = base.flatMap(boards::load);
    var after =
        before.isEmpty() || entry.rebuild()
            ? shardRows.of(entry.tenant(), definition.get()).over(before.orElse(Board.EMPTY))
            : named(entry, before.get().merge(entry.rows().rows().values()));
    size.check(definition.get(), after.rows().size());
    if (before.filter(after::equals).isPresent() && isUnder(base, definition.get())) return true;
    var next = PublishedBoard.after(base, definition.get().version(), after, start.at());
    return boards.publish(entry.tenant(), entry.challenge(), base, next, after);
  }

  /// @param at a time before anything was read; the board is valid as of it
  private record Start(Instant at, Optional<PublishedBoard> base) {}

  /// The board with names for the rows that the entry made visible.
  private Board named(BoardEntry entry, Board board) {
    var unnamed =
        entry.rows().rows().keySet().stream()
            .map(member -> Objects.requireNonNull(board.rows().get(member)))
            .filter(row -> row.visible() && row.profile().isEmpty())
            .map(BoardRow::member)
            .toList();
    return unnamed.isEmpty() ? board : board.merge(shardRows.namesOf(entry.tenant(), unnamed));
  }

  private static boolean isUnder(Optional<PublishedBoard> base, Challenge definition) {
    return base.filter(board -> board.definitionVersion() == definition.version()).isPresent();
  }
}
