package groundswell.operations.failures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.domain.VersionConflict;
import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.Redrive;
import groundswell.operations.domain.Redrive.State;
import groundswell.operations.domain.Redrive.Step;
import groundswell.operations.domain.RedriveId;
import groundswell.operations.domain.Redrives.Chosen;
import groundswell.operations.testing.TestFailures;
import groundswell.platform.testing.Interleaving;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class StoringRedrives {
  private static final Duration LEASE = Duration.ofMinutes(6);
  private static final Step STEP = new Step(10, 9, 1, 0, Optional.of(Duration.ofMillis(70)));

  private final DynamoDbRedrives redrives =
      new OperationsWiring(TestEnvironment.ofTables()).redrives();
  private final Redrive redrive = TestFailures.redrive(new TestFailures().open(), 50);
  private final RedriveId id = redrive.id();

  @Test
  void readsBackARedriveWithItsSteps() {
    redrives.create(redrive);
    redrives.change(id, each -> Optional.of(each.after(new Step(1, 1, 0, 0, Optional.empty()))));
    redrives.change(id, each -> Optional.of(each.after(STEP)));

    var stored = redrives.find(id).orElseThrow();

    assertThat(stored.order().filter()).isEqualTo(redrive.order().filter());
    assertThat(stored.steps()).containsExactly(new Step(1, 1, 0, 0, Optional.empty()), STEP);
    assertThat(stored.state()).isEqualTo(State.STOPPED);
    assertThat(stored.remark()).contains("1 of the 10 sent in step 2 failed again");
    assertThat(stored.order().perSecondMax()).isEqualTo(50);
  }

  @Test
  void refusesASecondRedriveOfOneId() {
    redrives.create(redrive);

    assertThatThrownBy(() -> redrives.create(redrive)).isInstanceOf(VersionConflict.class);
  }

  @Test
  void listsTheLatestFirst() {
    var later = TestFailures.redrive(redrive.order().filter());
    List.of(redrive, later).forEach(redrives::create);

    assertThat(redrives.list(1_000, Optional.empty()))
        .extracting(Redrive::id)
        .containsSubsequence(later.id(), redrive.id());
    assertThat(redrives.list(1, Optional.empty())).hasSize(1);
    assertThat(redrives.list(1_000, Optional.of(later.id())))
        .extracting(Redrive::id)
        .contains(redrive.id())
        .doesNotContain(later.id());
  }

  @Test
  void decidesAgainWhenAnotherWriterWasFaster() {
    redrives.create(redrive);
    var slowTables = new Interleaving<>(DynamoDbClient.class, LocalDynamoDb.client());
    slowTables.before(
        "putItem", () -> redrives.change(id, each -> each.moved(State.CANCELLED, "ann")));

    var slow =
        new OperationsWiring(TestEnvironment.of(TestClients.of(slowTables.port()))).redrives();

    assertThat(slow.change(id, each -> each.moved(State.PAUSED, "bob")).orElseThrow().state())
        .isEqualTo(State.CANCELLED);
  }

  @Test
  void keepsTheFirstListOfAStep() {
    var first = List.of(new FailureId("a".repeat(32)));
    var second = List.of(new FailureId("b".repeat(32)));

    assertThat(redrives.chosen(id, 0)).isEmpty();
    assertThat(redrives.choose(id, 0, first, TestEnvironment.NOW).failures()).isEqualTo(first);
    assertThat(redrives.choose(id, 0, second, TestEnvironment.NOW.plusSeconds(9)))
        .isEqualTo(new Chosen(first, 0, TestEnvironment.NOW));
    assertThat(redrives.chosen(id, 1)).isEmpty();
  }

  @Test
  void keepsHowFarAStepHasCome() {
    var ids = List.of(new FailureId("a".repeat(32)), new FailureId("b".repeat(32)));
    var later = TestEnvironment.NOW.plusSeconds(900);
    redrives.choose(id, 0, ids, TestEnvironment.NOW);

    redrives.sent(id, 0, 1, later);

    assertThat(redrives.chosen(id, 0)).contains(new Chosen(ids, 1, later));
    assertThat(redrives.chosen(id, 0).orElseThrow().unsent()).containsExactly(ids.getLast());
  }

  @Test
  void letsOneWorkerAtATimeGoOn() {
    var now = TestEnvironment.NOW;

    assertThat(redrives.lease(id, "one", now, LEASE)).isTrue();
    assertThat(redrives.lease(id, "other", now.plusSeconds(9), LEASE)).isFalse();
    assertThat(redrives.lease(id, "one", now.plusSeconds(9), LEASE)).isTrue();
    redrives.release(id, "other");
    assertThat(redrives.lease(id, "other", now.plusSeconds(9), LEASE)).isFalse();
    redrives.release(id, "one");
    assertThat(redrives.lease(id, "other", now.plusSeconds(9), LEASE)).isTrue();
  }

  @Test
  void takesALeaseOverFromAWorkerThatDied() {
    redrives.lease(id, "dead", TestEnvironment.NOW, LEASE);

    assertThat(redrives.lease(id, "other", TestEnvironment.NOW.plus(LEASE).plusMillis(1), LEASE))
        .isTrue();
  }
}
