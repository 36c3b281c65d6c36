package groundswell.domain.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;

import groundswell.domain.challenges.RankPolicy;
import groundswell.domain.ids.MemberId;
import groundswell.domain.scoring.Score;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankingABoard {
  @Test
  void givesEqualScoresOneRankAndLeavesAGapBehindThem() {
    assertThat(ranks(RankPolicy.STANDARD, 90, 80, 80, 70)).containsExactly(1, 2, 2, 4);
  }

  @Test
  void leavesNoGapUnderDenseRanking() {
    assertThat(ranks(RankPolicy.DENSE, 90, 80, 80, 70)).containsExactly(1, 2, 2, 3);
  }

  @Test
  void putsEqualScoresInTheOrderOfTheMemberIds() {
    assertThat(board(10, 10, 10).ranked(RankPolicy.STANDARD))
        .extracting(ranked -> ranked.row().member())
        .containsExactly(BoardRows.member(0), BoardRows.member(1), BoardRows.member(2));
  }

  @Test
  void hidesThoseWhoLeftAndThoseWithoutAScore() {
    var left =
        BoardRow.of(
            new MemberId("left"), new BoardRow.ScoreRegister(1, false, Score.ofCount(99), 1));
    var unscored = BoardRow.of(new MemberId("unscored"), BoardRows.profileAt(1));

    assertThat(board(10).merge(List.of(left, unscored)).ranked(RankPolicy.STANDARD))
        .extracting(ranked -> ranked.row().member())
        .containsExactly(BoardRows.member(0));
  }

  @Test
  void ranksEachMemberByHowManyAreBetter() {
    qt().forAll(BoardRows.rows())
        .checkAssert(
            rows -> {
              var board = Board.EMPTY.merge(rows);
              for (var ranked : board.ranked(RankPolicy.STANDARD)) {
                assertThat(ranked.rank() - 1L).isEqualTo(better(board, ranked.score()).count());
              }
              for (var ranked : board.ranked(RankPolicy.DENSE)) {
                assertThat(ranked.rank() - 1L)
                    .isEqualTo(better(board, ranked.score()).distinct().count());
              }
            });
  }

  @Test
  void showsEveryVisibleMemberOnceBestFirst() {
    qt().forAll(BoardRows.rows())
        .checkAssert(
            rows -> {
              var board = Board.EMPTY.merge(rows);
              var ranked = board.ranked(RankPolicy.STANDARD);

              assertThat(ranked)
                  .extracting(Board.RankedRow::row)
                  .containsExactlyInAnyOrderElementsOf(
                      board.rows().values().stream().filter(BoardRow::visible).toList());
              assertThat(ranked).extracting(Board.RankedRow::rank).isSorted();
            });
  }

  private static java.util.stream.Stream<Score> better(Board board, Score than) {
    return board.rows().values().stream()
        .map(BoardRow::score)
        .flatMap(Optional::stream)
        .filter(BoardRow.ScoreRegister::joined)
        .map(BoardRow.ScoreRegister::score)
        .filter(score -> score.compareTo(than) > 0);
  }

  private static List<Integer> ranks(RankPolicy policy, int... scores) {
    return board(scores).ranked(policy).stream().map(Board.RankedRow::rank).toList();
  }

  private static Board board(int... scores) {
    return Board.EMPTY.merge(
        IntStream.range(0, scores.length)
            .mapToObj(
                i ->
                    BoardRow.of(
                        BoardRows.member(i),
                        new BoardRow.ScoreRegister(1, true, Score.ofCount(scores[i]), 1)))
            .toList());
  }
}
