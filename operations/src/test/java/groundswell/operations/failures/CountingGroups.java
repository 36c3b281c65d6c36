package groundswell.operations.failures;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.operations.domain.FailureGroup;
import groundswell.operations.domain.FailureState.Name;
import groundswell.operations.domain.RedriveId;
import groundswell.operations.testing.TestFailures;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CountingGroups {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final AtomicReference<Instant> now = new AtomicReference<>(TestEnvironment.NOW);
  private final TestFailures situation = new TestFailures();
  private final DynamoDbFailures failures = failures();

  @Test
  void showsAGroupAsSoonAsItsFirstFailureIsRecorded() {
    var arrival = situation.arrival("busy");
    failures.record(arrival);

    var group = group();

    assertThat(group.count(Name.OPEN)).isEqualTo(1);
    assertThat(group.latest().cause()).isEqualTo(arrival.cause());
    assertThat(group.latest().eventType()).isEqualTo("RowsSplit");
    assertThat(group.latest().id()).isEqualTo(arrival.id());
    assertThat(group.first().at()).isEqualTo(arrival.firstSeen());
    assertThat(group.affected().tenants()).containsExactly(situation.tenant());
    assertThat(group.affected().members()).isEqualTo(1);
    assertThat(group.first().release()).isEqualTo("r1");
  }

  @Test
  void countsAGroupAnewAfterAFailureChanged() {
    var arrival = situation.arrival("busy");
    failures.record(arrival);
    failures.record(situation.arrival("busy"));
    group();

    failures.change(arrival.id(), failure -> failure.claimed(new RedriveId("r"), 0));

    assertThat(group().count(Name.OPEN)).isEqualTo(1);
    assertThat(group().count(Name.REDRIVING)).isEqualTo(1);
  }

  @Test
  void countsAChangeThatAnotherProcessMakesRightAfterACount() {
    var recorder = failures();
    recorder.record(situation.arrival("busy"));
    assertThat(group().count(Name.OPEN)).isEqualTo(1);
    recorder.record(situation.arrival("busy"));

    assertThat(group().count(Name.OPEN)).isEqualTo(2);
  }

  @Test
  void countsNothingWhileNothingChanges() {
    failures.record(situation.arrival("busy"));
    passTime(Duration.ofMinutes(1));
    var counted = group();
    passTime(Duration.ofMinutes(1));

    assertThat(group().countedAt()).isEqualTo(counted.countedAt());
    assertThat(counted.countedAt()).isEqualTo(TestEnvironment.NOW.plusSeconds(60));
  }

  @Test
  void countsAGroupWhenAskedTo() {
    failures.record(situation.arrival("busy"));
    passTime(Duration.ofMinutes(1));
    group();
    passTime(Duration.ofMinutes(1));

    failures.recount(situation.group("busy"));

    assertThat(group().countedAt()).isEqualTo(TestEnvironment.NOW.plusSeconds(120));
  }

  @Test
  void letsOneOfAllWhoRecordAskForACount() {
    failures.record(situation.arrival("busy"));
    var group = situation.group("busy");

    assertThat(failures.claimCount(group, SOON)).contains(SOON);
    assertThat(failures().claimCount(group, SOON)).isEmpty();
    passTime(SOON.plusMillis(1));
    assertThat(failures().claimCount(group, SOON)).contains(SOON);
  }

  @Test
  void hasALargeGroupWaitLonger() {
    failures.record(situation.arrival("busy"));
    passTime(Duration.ofMinutes(1));
    assertThat(group().counts()).hasSize(1);

    assertThat(failures.claimCount(situation.group("busy"), SOON)).contains(SOON.plusMillis(2));
  }

  private FailureGroup group() {
    return failures.groups().stream()
        .filter(group -> group.fingerprint().equals(situation.group("busy")))
        .findFirst()
        .orElseThrow();
  }

  private void passTime(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  /// The failures as another process sees them.
  private DynamoDbFailures failures() {
    return new OperationsWiring(
            TestEnvironment.of(TestClients.of(LocalDynamoDb.client()), Map.of(), now::get))
        .failures();
  }
}
