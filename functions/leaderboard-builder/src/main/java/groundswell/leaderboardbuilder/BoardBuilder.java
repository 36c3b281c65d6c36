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
import java.util.HashSet;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
/// The rows of a member who is erased are dropped, without a register that would name it. Instead,
/// a row that is new to the board is kept only if its member is registered or removed. Somebody who
/// was registered under the id later keeps the registers that are later than the erasure.
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
            : looked(entry, before.get());
    size.check(definition.get(), after.rows().size());
    if (before.filter(after::equals).isPresent() && isUnder(base, definition.get())) return true;
    var next = PublishedBoard.after(base, definition.get().version(), after, start.at());
    return boards.publish(entry.tenant(), entry.challenge(), base, next, after);
  }

  /// @param at a time before anything was read; the board is valid as of it
  private record Start(Instant at, Optional<PublishedBoard> base) {}

  /// The board with the entry's rows. Members whose rows are new to it, or have become visible
  /// without a name, are looked up: who is erased gets no row, however late an event comes.
  private Board looked(BoardEntry entry, Board before) {
    var board = before.merge(entry.rows().rows().values());
    var unsure =
        entry.rows().rows().keySet().stream()
            .filter(member -> isUnsure(before.rows().get(member), board.rows().get(member)))
            .collect(Collectors.toCollection(HashSet::new));
    unsure.addAll(entry.erased().keySet());
    if (unsure.isEmpty()) return board;
    var names = shardRows.namesOf(entry.tenant(), unsure);
    names.forEach(row -> unsure.remove(row.member()));
    return board.merge(names).without(unsure).after(entry.erased());
  }

  private static boolean isUnsure(@Nullable BoardRow before, @Nullable BoardRow after) {
    return before == null || (after != null && after.visible() && after.profile().isEmpty());
  }

  private static boolean isUnder(Optional<PublishedBoard> base, Challenge definition) {
    return base.filter(board -> board.definitionVersion() == definition.version()).isPresent();
  }
}
