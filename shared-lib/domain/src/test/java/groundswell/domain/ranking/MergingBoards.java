package groundswell.domain.ranking;

import static groundswell.domain.Generators.duplicatedAndShuffled;
import static groundswell.domain.Generators.orders;
import static groundswell.domain.Generators.split;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;

import java.util.List;
import org.junit.jupiter.api.Test;

class MergingBoards {
  @Test
  void isCommutativeRowByRow() {
    qt().forAll(BoardRows.ofOneMember(), BoardRows.ofOneMember())
        .checkAssert((a, b) -> assertThat(a.merge(b)).isEqualTo(b.merge(a)));
  }

  @Test
  void isAssociativeRowByRow() {
    qt().forAll(BoardRows.ofOneMember(), BoardRows.ofOneMember(), BoardRows.ofOneMember())
        .checkAssert((a, b, c) -> assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c))));
  }

  @Test
  void isIdempotentRowByRow() {
    qt().forAll(BoardRows.ofOneMember(), BoardRows.ofOneMember())
        .checkAssert((a, b) -> assertThat(a.merge(b).merge(b)).isEqualTo(a.merge(b)));
  }

  @Test
  void endsInTheSameBoardWhateverTheOrderDuplicationAndSplittingOfTheRows() {
    qt().forAll(BoardRows.rows(), orders())
        .checkAssert(
            (rows, order) -> {
              var board = Board.EMPTY;
              for (var part : split(duplicatedAndShuffled(rows, order), order)) {
                board = board.merge(part);
              }

              assertThat(board).isEqualTo(Board.EMPTY.merge(rows));
            });
  }

  @Test
  void keepsEitherRegisterAlone() {
    var ann = BoardRows.member(1);
    var name = BoardRow.of(ann, BoardRows.profileAt(4));
    var score = BoardRow.of(ann, BoardRows.scoreAt(9));

    assertThat(Board.EMPTY.merge(List.of(name)).rows()).containsEntry(ann, name);
    assertThat(Board.EMPTY.merge(List.of(score)).rows()).containsEntry(ann, score);
    assertThat(name.merge(score).profile()).contains(BoardRows.profileAt(4));
    assertThat(name.merge(score).score()).contains(BoardRows.scoreAt(9));
  }
}
