package groundswell.dlqreplayer;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.failures.FailureFilter;
import groundswell.domain.failures.Origin;
import groundswell.domain.failures.Shadow;
import groundswell.domain.failures.Shadow.Verdict;
import groundswell.platform.failures.DynamoDbShadows;
import groundswell.platform.replayer.ReplayerCommand;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.testing.TestFailures;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RehearsingARedrive {
  private final ReplayerWorld world = new ReplayerWorld();
  private final DynamoDbShadows shadows = new DynamoDbShadows(TestEnvironment.ofTables());
  private final String id = "shadow-of-" + world.situation.tenant();

  @Test
  void keepsWhatTheFunctionsSayAboutItsSamples() {
    var arrival = world.record(3).getFirst();
    var verdict = new Verdict(arrival.id(), Optional.empty(), List.of("PutItem MONTH / ann"));
    world.lambda.answers(
        _ -> {
          shadows.putVerdict(id, verdict);
          return TestLambda.response("{\"batchItemFailures\":[]}");
        });

    assertThat(rehearse(world.situation.open(), 1)).containsExactly(verdict);
    assertThat(world.lambda.invocations())
        .singleElement()
        .asString()
        .startsWith("stack-loader ")
        .contains(arrival.id().value(), id, ":" + world.target.name() + "\"");
  }

  @Test
  void saysWhyAFunctionCouldNot() {
    world.record(1);
    world.lambda.answers(_ -> TestLambda.error("out of memory"));

    assertThat(rehearse(world.situation.open(), 5).getFirst().failed()).contains("out of memory");
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
    shadows.put(new Shadow(id, filter, "ann", TestEnvironment.NOW, samples, Optional.empty()));
    world.tell(new ReplayerCommand.Rehearse(id));
    world.obey();
    return shadows.find(id).orElseThrow().verdicts().orElseThrow();
  }
}
