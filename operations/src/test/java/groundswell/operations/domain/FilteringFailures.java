package groundswell.operations.domain;

import static groundswell.operations.domain.FailureFilter.OPEN;
import static groundswell.operations.domain.Situations.ACME;
import static groundswell.operations.domain.Situations.FIRST;
import static groundswell.operations.domain.Situations.NOON;
import static groundswell.operations.domain.Situations.aFailure;
import static groundswell.operations.domain.Situations.claimed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FilteringFailures {
  @Test
  void meansAnyWhereNothingIsSaid() {
    assertThat(OPEN.matches(aFailure())).isTrue();
  }

  @Test
  void looksAtTheState() {
    assertThat(OPEN.matches(claimed(aFailure(), FIRST))).isFalse();
    assertThat(OPEN.withState(FailureState.Name.REDRIVING).matches(claimed(aFailure(), FIRST)))
        .isTrue();
  }

  @Test
  void looksAtTheGroup() {
    assertThat(OPEN.withGroup(aFailure().group()).matches(aFailure())).isTrue();
    assertThat(OPEN.withGroup(new Fingerprint("0123456789ab")).matches(aFailure())).isFalse();
  }

  @Test
  void looksAtWhomItIsAbout() {
    assertThat(OPEN.withTenant(ACME).matches(aFailure())).isTrue();
    assertThat(OPEN.withTenant(new TenantId("other")).matches(aFailure())).isFalse();
    assertThat(about(Optional.of(new UploadId("u1")), Optional.empty()).matches(aFailure()))
        .isFalse();
    assertThat(about(Optional.empty(), Optional.of(new ChallengeId("c1"))).matches(aFailure()))
        .isFalse();
  }

  @Test
  void takesThoseFirstSeenAtItsBeginningAndLeavesThoseAtItsEnd() {
    assertThat(between(Optional.of(NOON), Optional.empty()).matches(aFailure())).isTrue();
    assertThat(between(Optional.of(NOON.plusMillis(1)), Optional.empty()).matches(aFailure()))
        .isFalse();
    assertThat(OPEN.withUntil(NOON).matches(aFailure())).isFalse();
    assertThat(OPEN.withUntil(NOON.plusMillis(1)).matches(aFailure())).isTrue();
  }

  @Test
  void looksForTextInTheReasonInAnyCase() {
    assertThat(with(Set.of(), Optional.of("MANY Writes")).matches(aFailure())).isTrue();
    assertThat(with(Set.of(), Optional.of("few writes")).matches(aFailure())).isFalse();
  }

  @Test
  void looksAtIds() {
    assertThat(with(Set.of(aFailure().id()), Optional.empty()).matches(aFailure())).isTrue();
    assertThat(with(Set.of(aFailure("other").id()), Optional.empty()).matches(aFailure()))
        .isFalse();
  }

  @Test
  void refusesMoreIdsThanItsLimit() {
    var ids =
        IntStream.rangeClosed(0, FailureFilter.IDS_MAX)
            .mapToObj(i -> new FailureId(HexFormat.of().toHexDigits(i).repeat(4)))
            .collect(Collectors.toSet());

    assertThatThrownBy(() -> with(ids, Optional.empty()))
        .hasMessage("1001 ids; at most 1000 are taken");
  }

  private static FailureFilter about(Optional<UploadId> upload, Optional<ChallengeId> challenge) {
    return OPEN.withAbout(
        new FailureFilter.About(Optional.empty(), upload, challenge, Optional.empty()));
  }

  private static FailureFilter between(Optional<Instant> since, Optional<Instant> until) {
    return OPEN.withFirstSeen(new FailureFilter.Period(since, until));
  }

  private static FailureFilter with(Set<FailureId> ids, Optional<String> text) {
    var eventType = Optional.of("RowsSplit");
    return new FailureFilter(
        OPEN.state(),
        OPEN.group(),
        new FailureFilter.About(Optional.empty(), Optional.empty(), Optional.empty(), eventType),
        OPEN.firstSeen(),
        ids,
        text);
  }
}
