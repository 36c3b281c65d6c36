package groundswell.domain.members;

import static groundswell.domain.Generators.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EnrollingMembers {
  private static final MemberId ANN = new MemberId("ann");
  private static final ChallengeId SPRING = new ChallengeId("spring");
  private static final ChallengeId SUMMER = new ChallengeId("summer");
  private static final Profile PROFILE = new Profile("Ann", Optional.empty(), ZoneOffset.UTC);
  private static final Instant LATER = NOON.plusSeconds(60);
  private final Member ann = register(Optional.empty(), PROFILE, SPRING);

  @Test
  void changesNothingTheSecondTime() {
    assertThat(register(Optional.of(ann), PROFILE, SPRING)).isSameAs(ann);
    assertThat(ann.join(SPRING, LATER)).isSameAs(ann);
  }

  @Test
  void addsToTheChallengesThatTheMemberIsIn() {
    var both = register(Optional.of(ann), PROFILE, SUMMER);

    assertThat(both.isIn(SPRING)).isTrue();
    assertThat(both.isIn(SUMMER)).isTrue();
    assertThat(both.enrolments().get(SPRING)).isEqualTo(ann.enrolments().get(SPRING));
    assertThat(both.version()).isGreaterThan(ann.version());
  }

  @Test
  void raisesTheEnrolmentsVersionOnLeavingAndOnJoiningAgain() {
    var left = ann.leave(SPRING, NOON);
    var back = left.join(SPRING, NOON);

    assertThat(left.isIn(SPRING)).isFalse();
    assertThat(versionIn(left)).isGreaterThan(versionIn(ann));
    assertThat(back.isIn(SPRING)).isTrue();
    assertThat(versionIn(back)).isGreaterThan(versionIn(left));
  }

  @Test
  void ignoresLeavingAChallengeThatTheMemberIsNotIn() {
    assertThat(ann.leave(SUMMER, LATER)).isSameAs(ann);
    var left = ann.leave(SPRING, LATER);
    assertThat(left.leave(SPRING, LATER)).isSameAs(left);
  }

  /// A file that arrived before the call, but is loaded after it.
  @Test
  void saysNothingAboutTheProfileThatAnEarlierWordBringsLater() {
    var renamed = new Profile("Ada", Optional.empty(), ZoneOffset.UTC);
    var between = LATER.plusSeconds(1);
    var now = LATER.plusSeconds(2);
    var left = ann.join(SUMMER, now).leave(SPRING, now);

    var loaded = Member.registerByFile(Optional.of(left), ANN, renamed, List.of(), between, now);

    assertThat(loaded.profile()).isEqualTo(renamed);
    assertThat(loaded.enrolments()).isEqualTo(left.enrolments());
  }

  @Test
  void isTheLastWordAlsoOnASlowerClock() {
    var joined = ann.join(SUMMER, LATER);
    var left = joined.leave(SUMMER, NOON);

    var file =
        Member.registerByFile(
            Optional.of(left), ANN, PROFILE, List.of(SUMMER), LATER.minusMillis(1), LATER);

    assertThat(left.isIn(SUMMER)).isFalse();
    assertThat(file.isIn(SUMMER)).isFalse();
    assertThat(left.join(SUMMER, NOON).isIn(SUMMER)).isTrue();
  }

  @Test
  void raisesOnlyTheMembersVersionWhenTheProfileChanges() {
    var renamed =
        register(Optional.of(ann), new Profile("Anna", Optional.of("blue"), ZoneOffset.UTC));

    assertThat(renamed.version()).isGreaterThan(ann.version());
    assertThat(renamed.enrolments()).isEqualTo(ann.enrolments());
  }

  @Test
  void keepsWhatWasSaidSinceAWordThatComesLate() {
    var left =
        register(Optional.of(ann), new Profile("Anna", Optional.empty(), ZoneOffset.UTC))
            .leave(SPRING, LATER);

    var late = Member.registerByFile(Optional.of(left), ANN, PROFILE, List.of(SPRING), NOON, LATER);

    assertThat(late).isSameAs(left);
    assertThat(late.profile()).isNotEqualTo(PROFILE);
  }

  /// Tonight's file is later than the leaving, and names the challenge none the less.
  @Test
  void neverJoinsByAFileWhatTheMemberHasLeft() {
    var left = ann.leave(SPRING, NOON);

    var night =
        Member.registerByFile(Optional.of(left), ANN, PROFILE, List.of(SPRING), LATER, LATER);
    var called = Member.register(Optional.of(left), ANN, PROFILE, List.of(SPRING), LATER);

    assertThat(night.isIn(SPRING)).isFalse();
    assertThat(night.left()).containsExactly(SPRING);
    assertThat(called.isIn(SPRING)).isTrue();
  }

  @Test
  void joinsWhatNobodyLeftSinceAWordThatComesLate() {
    var late = Member.registerByFile(Optional.of(ann), ANN, PROFILE, List.of(SUMMER), NOON, LATER);

    assertThat(late.isIn(SUMMER)).isTrue();
    assertThat(late.version()).isGreaterThan(ann.version());
  }

  @Test
  void takesAWordOfNowForTheLastOneWhateverOtherClocksSaid() {
    var anna = new Profile("Anna", Optional.empty(), ZoneOffset.UTC);

    assertThat(Member.register(Optional.of(ann), ANN, anna, List.of(), NOON).profile())
        .isEqualTo(anna);
  }

  @Test
  void refusesMoreChallengesThanTheLimit() {
    var many =
        IntStream.rangeClosed(0, Member.ENROLMENTS_MAX)
            .mapToObj(i -> new ChallengeId("challenge-" + i))
            .toList();

    assertThatThrownBy(() -> Member.register(Optional.empty(), ANN, PROFILE, many, NOON))
        .hasMessageContaining("more than 200");
  }

  private static long versionIn(Member member) {
    return Objects.requireNonNull(member.enrolments().get(SPRING)).version();
  }

  private static Member register(
      Optional<Member> stored, Profile profile, ChallengeId... challenges) {
    return Member.register(stored, ANN, profile, List.of(challenges), LATER);
  }
}
