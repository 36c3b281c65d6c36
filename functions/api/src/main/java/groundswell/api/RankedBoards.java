package groundswell.api;

import groundswell.domain.challenges.RankPolicy;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ranking.Board;
import groundswell.domain.ranking.Boards;
import groundswell.domain.ranking.PublishedBoard;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The boards that this instance has loaded and ranked. A board's object never changes, so a cached
/// one stays valid.
final class RankedBoards {
  /// Boards kept at once. The least recently used one is evicted first.
  static final int BOARDS_MAX = 8;

  private final Boards boards;
  private final Map<Key, RankedBoard> kept = new LinkedHashMap<>(16, 0.75f, true);

  RankedBoards(Boards boards) {
    this.boards = boards;
  }

  /// @return empty if the board's rows are no longer kept
  Optional<RankedBoard> of(PublishedBoard published, RankPolicy policy) {
    var key = new Key(published.objectKey(), policy);
    synchronized (kept) {
      var held = kept.get(key);
      if (held != null) return Optional.of(held);
    }
    var ranked = boards.load(published).map(board -> RankedBoard.of(board, policy));
    ranked.ifPresent(board -> keep(key, board));
    return ranked;
  }

  private void keep(Key key, RankedBoard ranked) {
    synchronized (kept) {
      kept.put(key, ranked);
      if (kept.size() > BOARDS_MAX) kept.remove(kept.keySet().iterator().next());
    }
  }

  private record Key(String objectKey, RankPolicy policy) {}

  /// A board's visible rows, best first.
  ///
  /// @param places each member's index in the rows
  record RankedBoard(List<Board.RankedRow> rows, Map<MemberId, Integer> places) {
    static final RankedBoard EMPTY = new RankedBoard(List.of(), Map.of());

    static RankedBoard of(Board board, RankPolicy policy) {
      var rows = board.ranked(policy);
      var places = new HashMap<MemberId, Integer>();
      for (var row : rows) places.put(row.row().member(), places.size());
      return new RankedBoard(rows, places);
    }

    /// The rows from one index to another, as far as they exist.
    List<Board.RankedRow> slice(long from, long to) {
      int first = Math.clamp(from, 0, rows.size());
      return rows.subList(first, Math.clamp(to, first, rows.size()));
    }

    OptionalInt placeOf(MemberId member) {
      var place = places.get(member);
      return place == null ? OptionalInt.empty() : OptionalInt.of(place);
    }
  }
}
