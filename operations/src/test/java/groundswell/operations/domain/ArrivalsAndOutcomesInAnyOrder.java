package groundswell.operations.domain;

import static groundswell.operations.domain.Situations.NOON;
import static groundswell.operations.domain.Situations.anArrival;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import groundswell.operations.domain.FailureState.Name;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

/// Everything that queues and redrives do to one failure, in any order and any number of times.
class ArrivalsAndOutcomesInAnyOrder {
  private static final int ACTIONS = 6;
  private static final Duration TOOK = Duration.ofMillis(70);

  @Test
  void neverLoseAnOpenFailureNorCountMoreRedrivesThanTookIt() {
    qt().forAll(histories())
        .checkAssert(
            history -> {
              var life = new Life();
              history.forEach(life::happens);
            });
  }

  /// Each number is one event: what happens, and to which message or redrive.
  private static Gen<List<Integer>> histories() {
    return lists().of(integers().between(0, ACTIONS * 4 - 1)).ofSizeBetween(1, 40);
  }

  /// One failure, and the invariants that it must keep.
  private static final class Life {
    private final Set<String> arrived = new HashSet<>(List.of("m0"));
    private Failure failure = Failure.of(anArrival("m0"));
    private Optional<RedriveId> taker = Optional.empty();
    private int claims;

    void happens(int number) {
      int who = number / ACTIONS;
      var redrive = new RedriveId("redrive-" + who);
      var before = failure;
      var next =
          switch (number % ACTIONS) {
            case 0 -> arrives("m" + who);
            case 1 -> claimed(redrive);
            case 2 -> failure.succeeded(redrive, TOOK, NOON);
            case 3 -> failure.failedAgain(redrive, TOOK, "busy");
            case 4 -> failure.released(redrive);
            default -> failure.restored();
          };
      failure = next.orElse(failure);
      check(before, number % ACTIONS, redrive);
    }

    private Optional<Failure> arrives(String messageId) {
      boolean first = arrived.add(messageId);
      var seen = failure.seen(anArrival(messageId));
      assertThat(seen.isPresent()).isEqualTo(first);
      seen.ifPresent(open -> assertThat(open.state().named()).isEqualTo(Name.OPEN));
      return seen;
    }

    private Optional<Failure> claimed(RedriveId redrive) {
      var taken = failure.claimed(redrive, 0);
      if (taken.isPresent()) {
        claims++;
        taker = Optional.of(redrive);
      }
      return taken;
    }

    private void check(Failure before, int action, RedriveId redrive) {
      assertThat(failure.history().redrives()).isBetween(0, claims);
      if (before.state().named() == Name.OPEN && failure.state().named() != Name.OPEN)
        assertThat(action).isEqualTo(1);
      if (before.state().named() != Name.RESOLVED && failure.state().named() == Name.RESOLVED)
        assertThat(taker).contains(redrive);
    }
  }
}
