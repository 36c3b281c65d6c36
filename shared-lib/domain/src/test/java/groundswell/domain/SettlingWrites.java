package groundswell.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.domain.Optimistic.Attempt;
import groundswell.domain.Optimistic.Attempt.Outrun;
import groundswell.domain.Optimistic.Attempt.Settled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettlingWrites {
  private final List<Integer> read = new ArrayList<>();

  @Test
  void returnsWhatTheFirstAttemptDecided() {
    assertThat(Optimistic.<Integer, Integer>settle("board", 7, Settled::new)).isEqualTo(7);
  }

  @Test
  void decidesAgainOnWhatTheFasterWriterStored() {
    int result = Optimistic.settle("board", 1, stored -> stored < 3 ? lose(stored) : win(stored));

    assertThat(result).isEqualTo(3);
    assertThat(read).containsExactly(1, 2, 3);
  }

  @Test
  void succeedsInTheLastAttempt() {
    int result =
        Optimistic.settle(
            "board", 1, stored -> stored < Optimistic.ATTEMPTS_MAX ? lose(stored) : win(stored));

    assertThat(result).isEqualTo(Optimistic.ATTEMPTS_MAX);
  }

  @Test
  void givesUpAtTheLimitAndNamesTheItem() {
    assertThatThrownBy(() -> Optimistic.settle("board of spring", 1, this::lose))
        .isInstanceOf(VersionConflict.class)
        .hasMessage("board of spring was changed by another writer");

    assertThat(read).hasSize(Optimistic.ATTEMPTS_MAX);
  }

  @Test
  void takesStepsWhileSomethingIsLeft() {
    Optimistic.whileLeft(
        "upload",
        Optional.of(3),
        left -> {
          read.add(left);
          return left == 1 ? Optional.empty() : Optional.of(left - 1);
        });

    assertThat(read).containsExactly(3, 2, 1);
  }

  @Test
  void takesNoMoreStepsThanTheLimit() {
    assertThatThrownBy(() -> Optimistic.whileLeft("upload u1", Optional.of(1), this::noEnd))
        .isInstanceOf(VersionConflict.class)
        .hasMessageStartingWith("upload u1 ");

    assertThat(read).hasSize(Optimistic.ATTEMPTS_MAX);
  }

  private Optional<Integer> noEnd(Integer left) {
    read.add(left);
    return Optional.of(left);
  }

  private Attempt<Integer, Integer> lose(Integer stored) {
    read.add(stored);
    return new Outrun<>(stored + 1);
  }

  private Attempt<Integer, Integer> win(Integer stored) {
    read.add(stored);
    return new Settled<>(stored);
  }
}
