package groundswell.domain.members;

import static groundswell.domain.Generators.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RemovingAndErasingMembers {
  private static final MemberId ANN = new MemberId("ann");
  private static final ChallengeId SPRING = new ChallengeId("spring");
  private static final ChallengeId SUMMER = new ChallengeId("summer");
  private static final Profile PROFILE = new Profile("Ann", Optional.of("Blue"), ZoneOffset.UTC);
  private static final Instant LATER = NOON.plusSeconds(60);
  private static final Instant EVEN_LATER = NOON.plusSeconds(120);

  private final Member ann =
      Member.register(Optional.empty(), ANN, PROFILE, List.of(SPRING, SUMMER), NOON);
  private final Member removed = ann.remove(LATER);

  @Test
  void leavesAllChallengesWithAHigherVersionOfEach() {
    assertThat(removed.state()).isEqualTo(MemberState.REMOVED);
    assertThat(removed.version()).isGreaterThan(ann.version());
    assertThat(removed.enrolments().values())
        .allSatisfy(
            enrolment -> {
              assertThat(enrolment.joined()).isFalse();
              assertThat(enrolment.version()).isGreaterThan(NOON.toEpochMilli());
            });
    assertThat(removed.profile()).isEqualTo(PROFILE);
    assertThat(removed.remove(EVEN_LATER)).isSameAs(removed);
  }

  @Test
  void comesBackByALaterFileIntoTheChallengesThatItNames() {
    var back = byFile(removed, EVEN_LATER, SPRING);

    assertThat(back.isRegistered()).isTrue();
    assertThat(back.isIn(SPRING)).isTrue();
    assertThat(back.isIn(SUMMER)).isFalse();
  }

  @Test
  void doesNotComeBackByAFileThatArrivedBefore() {
    assertThat(byFile(removed, NOON.plusSeconds(30), SPRING)).isSameAs(removed);
  }

  @Test
  void leavesByACompleteFileAsOfItsArrival() {
    var left = ann.removeByFile(LATER, EVEN_LATER);

    assertThat(left.isRemoved()).isTrue();
    assertThat(left.said()).isEqualTo(LATER);
    assertThat(left.version()).isGreaterThan(ann.version());
    assertThat(left.removeByFile(EVEN_LATER, EVEN_LATER)).isSameAs(left);
    assertThat(byFile(left, EVEN_LATER, SPRING).isIn(SPRING)).isTrue();
    assertThat(byFile(left, NOON.plusSeconds(30), SPRING)).isSameAs(left);
  }

  @Test
  void staysIfSomethingWasSaidWhenTheFileArrivedOrLater() {
    assertThat(ann.removeByFile(NOON, LATER)).isSameAs(ann);
    var joined = ann.leave(SPRING, LATER);
    assertThat(joined.removeByFile(LATER, EVEN_LATER)).isSameAs(joined);
    var again = ann.saidAgain(LATER, LATER);
    assertThat(again.profile()).isEqualTo(ann.profile());
    assertThat(again.version()).isGreaterThan(ann.version());
    assertThat(again.removeByFile(LATER, EVEN_LATER)).isSameAs(again);
    assertThat(again.saidAgain(NOON, EVEN_LATER)).isSameAs(again);
    assertThat(removed.saidAgain(EVEN_LATER, EVEN_LATER)).isSameAs(removed);
  }

  /// Only what it left by its removal alone.
  @Test
  void staysOutOfAChallengeThatItHadLeftItself() {
    var removedLater = ann.leave(SPRING, LATER).remove(EVEN_LATER);

    var back = byFile(removedLater, EVEN_LATER.plusSeconds(1), SPRING, SUMMER);

    assertThat(back.isIn(SPRING)).isFalse();
    assertThat(back.isIn(SUMMER)).isTrue();
  }

  @Test
  void comesBackByAnExplicitRegistrationEvenOfASlowClock() {
    var back = Member.register(Optional.of(removed), ANN, PROFILE, List.of(SPRING), NOON);

    assertThat(back.isRegistered()).isTrue();
    assertThat(back.isIn(SPRING)).isTrue();
    assertThat(back.version()).isGreaterThan(removed.version());
  }

  @Test
  void forgetsTheProfileAndLeavesAllChallengesWhenItIsErased() {
    var erased = ann.erase(LATER);

    assertThat(erased.isErased()).isTrue();
    assertThat(erased.profile()).isEqualTo(Profile.ERASED);
    assertThat(erased.profile().team()).isEmpty();
    assertThat(erased.profile().zone()).isEmpty();
    assertThat(erased.enrolments().values()).noneMatch(Enrolment::joined);
    assertThat(erased.version()).isGreaterThan(ann.version());
  }

  @Test
  void isBroughtBackByNothingWhileItIsErased() {
    var erased = removed.erase(EVEN_LATER);
    var later = EVEN_LATER.plusSeconds(60);

    assertThat(byFile(erased, later, SPRING)).isSameAs(erased);
    assertThat(Member.register(Optional.of(erased), ANN, PROFILE, List.of(SPRING), later))
        .isSameAs(erased);
    assertThat(erased.remove(later)).isSameAs(erased);
    assertThat(erased.erase(later)).isSameAs(erased);
  }

  @Test
  void isRegisteredAnewWithALaterVersionThanItsErasure() {
    var erasure = new Erasure(EVEN_LATER, EVEN_LATER.toEpochMilli() + 5_000);

    var anew =
        Member.register(Optional.empty(), ANN, PROFILE, List.of(), erasure.after(EVEN_LATER));

    assertThat(anew.version()).isGreaterThan(erasure.version());
    assertThat(erasure.after(EVEN_LATER.plusSeconds(60))).isEqualTo(EVEN_LATER.plusSeconds(60));
  }

  private static Member byFile(Member stored, Instant said, ChallengeId... challenges) {
    return Member.registerByFile(
        Optional.of(stored), ANN, PROFILE, List.of(challenges), said, EVEN_LATER.plusSeconds(600));
  }
}
