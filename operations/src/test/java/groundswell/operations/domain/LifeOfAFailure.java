package groundswell.operations.domain;

import static groundswell.operations.domain.Situations.FIRST;
import static groundswell.operations.domain.Situations.NOON;
import static groundswell.operations.domain.Situations.SECOND;
import static groundswell.operations.domain.Situations.aFailure;
import static groundswell.operations.domain.Situations.aRedrive;
import static groundswell.operations.domain.Situations.anArrival;
import static groundswell.operations.domain.Situations.claimed;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.operations.domain.FailureState.Open;
import groundswell.operations.domain.FailureState.Redriving;
import groundswell.operations.domain.FailureState.Resolved;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LifeOfAFailure {
  private static final Duration TOOK = Duration.ofMillis(70);
  private static final FailureRetention RETENTION = new FailureRetention(Duration.ofDays(30));

  @Test
  void beginsOpen() {
    assertThat(aFailure().state()).isEqualTo(new Open());
    assertThat(aFailure().history().redrives()).isZero();
  }

  @Test
  void doesNotChangeByAMessageThatArrivedBefore() {
    assertThat(aFailure().seen(anArrival("m1"))).isEmpty();
    assertThat(claimed(aFailure(), FIRST).seen(anArrival("m1"))).isEmpty();
  }

  @Test
  void remembersEachMessageThatItArrivedAs() {
    var failure = aFailure().seen(anArrival("m2")).orElseThrow();

    assertThat(failure.message().ids()).containsExactly("m1", "m2");
    assertThat(failure.seen(anArrival("m1"))).isEmpty();
    assertThat(failure.seen(anArrival("m2"))).isEmpty();
  }

  @Test
  void remembersTheLatestMessagesOnly() {
    var failure = aFailure();
    for (int i = 2; i < 30; i++) failure = failure.seen(anArrival("m" + i)).orElseThrow();

    assertThat(failure.message().ids())
        .containsExactlyElementsOf(IntStream.range(22, 30).mapToObj(i -> "m" + i).toList());
  }

  @Test
  void isOpenAgainByANewMessageWhateverBecameOfIt() {
    var parked = aFailure().parked("ann", "later", NOON).orElseThrow();
    var resolved = claimed(aFailure(), FIRST).succeeded(FIRST, TOOK, NOON).orElseThrow();

    for (var failure : List.of(parked, resolved, claimed(aFailure(), FIRST)))
      assertThat(failure.seen(anArrival("m2")).orElseThrow().state()).isEqualTo(new Open());
  }

  @Test
  void spansAllItsMessages() {
    var earlier =
        new Arrival(
            aFailure().message().origin(),
            "m2",
            "body",
            Map.of(),
            2,
            Situations.BUSY,
            Subject.UNKNOWN,
            1,
            NOON.minusSeconds(9),
            NOON);

    var failure = aFailure().seen(earlier).orElseThrow();

    assertThat(failure.seen().first()).isEqualTo(NOON.minusSeconds(9));
    assertThat(failure.seen().last()).isEqualTo(NOON.plusSeconds(60));
    assertThat(failure.history().redrives()).isEqualTo(2);
  }

  @Test
  void beginsItsLifeAnewAfterItWasResolved() {
    var resolved = claimed(aFailure(), FIRST).succeeded(FIRST, TOOK, NOON).orElseThrow();

    var failure = resolved.seen(arrivedAfter("m2", Duration.ofDays(29))).orElseThrow();

    assertThat(failure.seen().first()).isEqualTo(NOON.plus(Duration.ofDays(29)));
    assertThat(RETENTION.expiryOf(failure)).isEqualTo(NOON.plus(Duration.ofDays(59)));
  }

  /// A resolved failure may outlive its time, because a table deletes some days late.
  @Test
  void hasAWeekLeftWheneverItsMessageIsGivenUp() {
    var redriven = claimed(aFailure(), FIRST);

    for (int day : List.of(1, 22, 24, 29, 31)) {
      var failure = redriven.seen(arrivedAfter("late-" + day, Duration.ofDays(day))).orElseThrow();
      assertThat(failure.seen().first()).isEqualTo(NOON);
      assertThat(RETENTION.expiryOf(failure))
          .isEqualTo(NOON.plus(Duration.ofDays(Math.max(30, day + 7))))
          .isAfter(failure.seen().last().plus(FailureRetention.SOON));
    }
  }

  private static Arrival arrivedAfter(String messageId, Duration since) {
    var first = anArrival(messageId);
    return new Arrival(
        first.origin(),
        messageId,
        first.body(),
        first.attributes(),
        first.redrives(),
        first.cause(),
        first.subject(),
        first.receiveCount(),
        NOON.plus(since),
        NOON.plus(since));
  }

  @Test
  void isTakenByARedriveOnlyWhileItIsOpen() {
    var taken = aFailure().claimed(FIRST, 3).orElseThrow();

    assertThat(taken.state()).isEqualTo(new Redriving(FIRST, 3, Optional.empty()));
    assertThat(taken.history().redrives()).isEqualTo(1);
    assertThat(taken.claimed(FIRST, 3)).isEmpty();
    assertThat(taken.claimed(SECOND, 0)).isEmpty();
    assertThat(aFailure().parked("ann", "later", NOON).orElseThrow().claimed(FIRST, 0)).isEmpty();
  }

  @Test
  void isTakenByOneRedriveOnceUnlessThatDidNotSendIt() {
    var failedAgain = claimed(aFailure(), FIRST).seen(anArrival("m2")).orElseThrow();
    var released = claimed(aFailure(), FIRST).released(FIRST).orElseThrow();

    assertThat(failedAgain.claimed(FIRST, 0)).isEmpty();
    assertThat(failedAgain.claimed(SECOND, 0)).isPresent();
    assertThat(released.claimed(FIRST, 0)).isPresent();
  }

  @Test
  void isWithTheStepThatTookItUntilSomethingIsHeardOfIt() {
    var taken = aFailure().claimed(FIRST, 3).orElseThrow();

    assertThat(taken.isWith(FIRST, 3)).isTrue();
    assertThat(taken.isWith(FIRST, 4)).isFalse();
    assertThat(taken.isWith(SECOND, 3)).isFalse();
    assertThat(taken.failedAgain(FIRST, TOOK, "busy").orElseThrow().isWith(FIRST, 3)).isFalse();
  }

  @Test
  void isReleasedOnlyByTheRedriveThatHasIt() {
    var released = claimed(aFailure(), FIRST).released(FIRST).orElseThrow();

    assertThat(released).isEqualTo(aFailure());
    assertThat(claimed(aFailure(), FIRST).released(SECOND)).isEmpty();
    assertThat(aFailure().released(FIRST)).isEmpty();
  }

  @Test
  void isResolvedOnlyForTheRedriveThatHasIt() {
    var resolved = claimed(aFailure(), FIRST).succeeded(FIRST, TOOK, NOON).orElseThrow();

    assertThat(resolved.state()).isEqualTo(new Resolved(FIRST, NOON));
    assertThat(resolved.history().took()).contains(TOOK);
    assertThat(claimed(aFailure(), FIRST).succeeded(SECOND, TOOK, NOON)).isEmpty();
    assertThat(aFailure().succeeded(FIRST, TOOK, NOON)).isEmpty();
  }

  @Test
  void canSucceedAtOnceAndAfterAnAttemptFailed() {
    assertThat(claimed(aFailure(), FIRST).succeeded(FIRST, TOOK, NOON)).isPresent();
    assertThat(
            claimed(aFailure(), FIRST)
                .failedAgain(FIRST, TOOK, "busy")
                .flatMap(failure -> failure.succeeded(FIRST, TOOK, NOON)))
        .isPresent();
  }

  @Test
  void keepsWhyItsFirstAttemptFailed() {
    var failed = claimed(aFailure(), FIRST).failedAgain(FIRST, TOOK, "busy").orElseThrow();

    assertThat(failed.state()).isEqualTo(new Redriving(FIRST, 0, Optional.of("busy")));
    assertThat(failed.failedAgain(FIRST, TOOK, "still busy")).isEmpty();
    assertThat(failed.failedAgain(SECOND, TOOK, "busy")).isEmpty();
    assertThat(failed.released(FIRST)).isEmpty();
  }

  @Test
  void isOpenAgainWhenNobodyTriesItAgain() {
    var failed = claimed(aFailure(), FIRST).failedAgain(FIRST, TOOK, "busy").orElseThrow();

    assertThat(failed.givenUp(FIRST, TOOK).orElseThrow().state()).isEqualTo(new Open());
    assertThat(failed.givenUp(FIRST, TOOK).orElseThrow().history().last()).contains(FIRST);
    assertThat(failed.givenUp(SECOND, TOOK)).isEmpty();
    assertThat(aFailure().givenUp(FIRST, TOOK)).isEmpty();
  }

  @Test
  void cutsWhyItFailedAgain() {
    var failed = claimed(aFailure(), FIRST).failedAgain(FIRST, TOOK, "x".repeat(500_000));

    assertThat(failed.orElseThrow().state())
        .isEqualTo(new Redriving(FIRST, 0, Optional.of("x".repeat(Cause.REASON_LENGTH_MAX))));
  }

  /// A command has the same body in each incident.
  @Test
  void isRedrivenAsOftenAsAnyOtherAfterItSucceeded() {
    var failure = aFailure();
    for (int incident = 1; incident <= 5; incident++) {
      var redrive = new RedriveId("redrive-of-incident-" + incident);
      assertThat(aRedrive().mayTake(failure)).isTrue();
      var resolved =
          claimed(failure, redrive).succeeded(redrive, Duration.ZERO, NOON).orElseThrow();
      failure = resolved.seen(anArrival("incident-" + incident)).orElseThrow();
    }
  }

  @Test
  void isRestoredFromWhereNobodyWorksOnIt() {
    assertThat(aFailure().parked("ann", "later", NOON).flatMap(Failure::restored))
        .contains(aFailure());
    assertThat(claimed(aFailure(), FIRST).restored().orElseThrow().state()).isEqualTo(new Open());
    assertThat(aFailure().restored()).isEmpty();
    assertThat(claimed(aFailure(), FIRST).succeeded(FIRST, TOOK, NOON).flatMap(Failure::restored))
        .isEmpty();
  }

  @Test
  void isPutAsideOnlyWhileItIsOpen() {
    assertThat(aFailure().parked("ann", "later", NOON)).isPresent();
    assertThat(claimed(aFailure(), FIRST).parked("ann", "later", NOON)).isEmpty();
  }
}
