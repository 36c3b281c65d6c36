package groundswell.dlqreplayer;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.Origin;
import groundswell.operations.domain.Rehearsal;
import groundswell.operations.domain.Rehearsal.Verdict;
import groundswell.operations.failures.DynamoDbRehearsals;
import groundswell.operations.failures.OperationsWiring;
import groundswell.operations.replayer.ReplayerCommand;
import groundswell.operations.testing.TestFailures;
import groundswell.platform.testing.TestEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.LambdaException;

class RehearsingARedrive {
  private final ReplayerWorld world = new ReplayerWorld();
  private final DynamoDbRehearsals rehearsals =
      new OperationsWiring(TestEnvironment.ofTables()).rehearsals();
  private final String id = "rehearsal-of-" + world.situation.tenant();

  @Test
  void keepsWhatTheFunctionsSayAboutItsSamples() {
    var arrival = world.record(3).getFirst();
    var verdict = new Verdict(arrival.id(), Optional.empty(), List.of("PutItem MONTH / ann"));
    world.lambda.answers(
        _ -> {
          rehearsals.putVerdict(id, verdict);
          return TestLambda.response("{\"batchItemFailures\":[]}");
        });

    assertThat(rehearse(world.situation.open(), 1)).containsExactly(verdict);
    assertThat(world.lambda.invocations())
        .singleElement()
        .asString()
        .startsWith("stack-loader:live ")
        .contains(arrival.id().value(), id, ":" + world.target.name() + "\"");
  }

  /// A function that is slow or crashes does not hold back the verdicts of the others.
  @Test
  void waitsForEachFunctionAndTellsOfThoseThatSayNothing() {
    var arrivals = world.record(2);
    var said = new Verdict(arrivals.getFirst().id(), Optional.empty(), List.of());
    rehearsals.put(Rehearsal.of(id, world.situation.open(), "ann", TestEnvironment.NOW, 5));
    world.tell(new ReplayerCommand.Rehearse(id));
    world.obeyOnce();
    rehearsals.putVerdict(id, said);
    world.obeyOnce();
    assertThat(rehearsals.find(id).orElseThrow().verdicts()).isEmpty();

    world.passTime(Duration.ofMinutes(16));
    world.obey();

    assertThat(rehearsals.find(id).orElseThrow().verdicts().orElseThrow())
        .satisfiesExactlyInAnyOrder(
            verdict -> assertThat(verdict).isEqualTo(said),
            verdict ->
                assertThat(verdict.failed().orElse("")).contains("gave no verdict within 16"));
    assertThat(world.lambda.invocations()).as("each is asked once").hasSize(2);
  }

  @Test
  void saysWhatCouldNotBeCalled() {
    world.record(1);
    world.lambda.answers(
        _ -> {
          throw LambdaException.builder().message("no such function").build();
        });

    assertThat(rehearse(world.situation.open(), 5).getFirst().failed().orElseThrow())
        .contains("could not be called: no such function");
  }

  @Test
  void publishesNoStreamRecords() {
    var situation = new TestFailures(new Origin.Stream(ReplayerWorld.PUBLISHER));
    world.failures.record(situation.arrival("given up"));

    assertThat(rehearse(situation.open(), 5).getFirst().failed().orElseThrow())
        .contains("only be published for real");
    assertThat(world.lambda.invocations()).isEmpty();
  }

  private List<Verdict> rehearse(FailureFilter filter, int samples) {
    rehearsals.put(Rehearsal.of(id, filter, "ann", TestEnvironment.NOW, samples));
    world.tell(new ReplayerCommand.Rehearse(id));
    world.obey();
    return rehearsals.find(id).orElseThrow().verdicts().orElseThrow();
  }
}
