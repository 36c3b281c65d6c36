package groundswell.domain.ranking;

import groundswell.domain.challenges.RankPolicy;
import groundswell.domain.ids.MemberId;
import groundswell.domain.scoring.Score;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The rows of a challenge's board, including hidden ones.
public record Board(SortedMap<MemberId, BoardRow> rows) {
  public static final Board EMPTY = new Board(new TreeMap<>());

  private static final Comparator<BoardRow> BY_SCORE =
      Comparator.comparing(
              (BoardRow row) -> row.score().map(BoardRow.ScoreRegister::score).orElse(Score.ZERO))
          .reversed()
          .thenComparing(BoardRow::member);

  public Board {
    rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
  }

  public Board merge(Collection<BoardRow> newer) {
    var merged = new TreeMap<>(rows);
    for (var row : newer) merged.merge(row.member(), row, BoardRow::merge);
    return new Board(merged);
  }

  /// This board without the rows of some members.
  public Board without(Collection<MemberId> members) {
    var kept = new TreeMap<>(rows);
    kept.keySet().removeAll(members);
    return kept.size() == rows.size() ? this : new Board(kept);
  }

  /// This board without what was said of some members up to a version of each.
  public Board after(Map<MemberId, Long> versions) {
    var kept = new TreeMap<>(rows);
    versions.forEach(
        (member, version) ->
            kept.computeIfPresent(member, (_, row) -> row.after(version).orElse(null)));
    return new Board(kept);
  }

  /// How many members it shows.
  public int visibleMembers() {
    return (int) rows.values().stream().filter(BoardRow::visible).count();
  }

  /// The visible rows with their ranks, best first; equal scores are ordered by member id.
  public List<RankedRow> ranked(RankPolicy policy) {
    var ranked = new ArrayList<RankedRow>();
    for (var row : rows.values().stream().filter(BoardRow::visible).sorted(BY_SCORE).toList()) {
      int place = ranked.size() + 1;
      if (ranked.isEmpty()) {
        ranked.add(new RankedRow(place, row));
        continue;
      }
      var above = ranked.getLast();
      boolean tied = above.score().equals(row.score().orElseThrow().score());
      int next =
          switch (policy) {
            case STANDARD -> place;
            case DENSE -> above.rank() + 1;
          };
      ranked.add(new RankedRow(tied ? above.rank() : next, row));
    }
    return List.copyOf(ranked);
  }

  /// A visible row and its rank, from 1.
  public record RankedRow(int rank, BoardRow row) {
    public Score score() {
      return row.score().orElseThrow().score();
    }
  }
}
