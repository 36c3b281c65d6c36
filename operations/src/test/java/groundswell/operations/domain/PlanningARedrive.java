package groundswell.operations.domain;

import static groundswell.operations.domain.Situations.ACME;
import static groundswell.operations.domain.Situations.FIRST;
import static groundswell.operations.domain.Situations.aFailure;
import static groundswell.operations.domain.Situations.aSubject;
import static groundswell.operations.domain.Situations.anArrival;
import static groundswell.operations.domain.Situations.claimed;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.operations.domain.FailureState.Name;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanningARedrive {
  private static final FailureRetention RETENTION = new FailureRetention(Duration.ofDays(30));

  @Test
  void countsWhatItWouldTake() {
    var plan =
        RedrivePlan.of(
            List.of(aFailure("a"), aFailure("b"), redriven("c", 1), redriven("d", 3)),
            true,
            FailureFilter.OPEN);

    assertThat(plan.failures()).isEqualTo(4);
    assertThat(plan.byGroup()).containsEntry(aFailure().group(), 4L);
    assertThat(plan.byTenant()).containsEntry(ACME, 4L);
    assertThat(plan.byOrigin()).containsEntry("queue:partitions", 4L);
    assertThat(plan.members()).isEqualTo(1);
    assertThat(plan.tooOften()).isEqualTo(1);
    assertThat(plan.redrivenBefore()).isEqualTo(2);
    assertThat(plan.releases()).containsExactly("r1");
  }

  @Test
  void estimatesTheSendingAndTheWaitsOfItsSteps() {
    var plan =
        RedrivePlan.of(
            IntStream.range(0, 111).mapToObj(i -> aFailure("f" + i)).toList(),
            true,
            FailureFilter.OPEN);

    assertThat(plan.estimate(10, Duration.ofSeconds(5)))
        .isEqualTo(Duration.ofMillis(11_100).plusSeconds(15));
  }

  @Test
  void countsAGroupByStateAndThoseTouchedByWhatIsOpen() {
    var count = new FailureGroup.Count(Situations.NOON, RETENTION);
    count.add(aFailure("a"));
    count.add(claimed(aFailure("b"), FIRST));

    var group = count.result().orElseThrow();

    assertThat(group.count(Name.OPEN)).isEqualTo(1);
    assertThat(group.count(Name.REDRIVING)).isEqualTo(1);
    assertThat(group.count(Name.PARKED)).isZero();
    assertThat(group.expiresAt()).hasValue(Situations.NOON.plus(RETENTION.life()));
    assertThat(group.affected().tenants()).containsExactly(ACME);
    assertThat(group.affected().members()).isEqualTo(aSubject("ann").members().count());
    assertThat(new FailureGroup.Count(Situations.NOON, RETENTION).result()).isEmpty();
  }

  private static Failure redriven(String body, int times) {
    var failure = aFailure(body);
    for (int i = 0; i < times; i++) {
      var redrive = new RedriveId("earlier-" + i);
      failure =
          Situations.claimed(failure, redrive).seen(anArrival("again-" + i, body)).orElseThrow();
    }
    return failure;
  }
}
