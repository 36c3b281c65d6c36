package groundswell.operations.domain;

import static groundswell.operations.domain.Situations.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CountingTouchedMembers {
  private static final int MANY = 400;

  @Test
  void isExactForMessagesThatTouchFew() {
    var few =
        IntStream.range(0, 1_000).mapToObj(i -> touched(ACME, i, i + TouchedMembers.SAMPLE_MAX));

    assertThat(count(few)).isEqualTo(999 + TouchedMembers.SAMPLE_MAX);
  }

  @Test
  void keepsTenantsApart() {
    assertThat(count(Stream.of(touched(ACME, 0, 1), touched(new TenantId("other"), 0, 1))))
        .isEqualTo(2);
  }

  @Test
  void isExactForOneMessageThatTouchesMany() {
    assertThat(count(Stream.of(touched(ACME, 0, 2_000)))).isEqualTo(2_000);
  }

  @Test
  void isExactForTheSameMembersInEachMessage() {
    assertThat(count(Stream.of(touched(ACME, 0, MANY), touched(ACME, 0, MANY)))).isEqualTo(MANY);
  }

  @Test
  void isNearForMessagesThatTouchMany() {
    var half = MANY / 2;
    var overlapping =
        IntStream.range(0, 50).mapToObj(i -> touched(ACME, i * half, i * half + MANY));

    assertThat(count(overlapping)).isCloseTo(51L * half, withinPercentage(5));
  }

  @Test
  void takesLittleRoomHoweverManyThereAre() {
    assertThat(touched(ACME, 0, MANY).sample()).hasSize(TouchedMembers.SAMPLE_MAX);
  }

  private static long count(Stream<TouchedMembers> messages) {
    var distinct = new TouchedMembers.Distinct();
    messages.forEach(distinct::add);
    return distinct.count();
  }

  private static TouchedMembers touched(TenantId tenant, int from, int to) {
    return TouchedMembers.of(Optional.of(tenant), members(from, to));
  }

  private static Set<MemberId> members(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> new MemberId("m" + i))
        .collect(Collectors.toSet());
  }
}
