package groundswell.integration;

import static groundswell.integration.Days.END;
import static groundswell.integration.Days.START;
import static groundswell.integration.Days.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import groundswell.integration.stack.Operator;
import groundswell.integration.stack.Stack;
import groundswell.integration.stack.Tenant;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.FailureKind;
import groundswell.operations.domain.Origin;
import groundswell.workload.ActivityRow;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.MemberRow;
import groundswell.workload.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

@Scenario
class IsolatingPoison {
  private static final String NONSENSE = "Nonsense";
  private static final List<String> STAGES =
      List.of(
          "Upload",
          "Partition",
          "ProgressLive",
          "ProgressBulk",
          "BoardLive",
          "BoardBulk",
          "RewardLive",
          "RewardBulk",
          "Notification",
          "Erasure");

  @Test
  void amongTheFailuresWhileItsNeighboursSucceed(Stack stack, Tenant tenant) {
    tenant.define(ChallengeSpec.of("steps", START, END, Rule.total("steps"), "10000"));
    tenant.register(MemberRow.of("ann", "steps"));

    for (var stage : STAGES) poison(stack, stage);
    tenant.enter(ActivityRow.of("ann", day(0), "steps", "1000"));
    tenant.upload(ActivityRow.of("ann", day(1), "steps", "1000"));

    tenant.settle();
    var operator = new Operator(stack);
    stack.await("a failure of every stage", () -> poisoned(operator).size() >= STAGES.size());
    var poisoned = poisoned(operator);
    assertThat(poisoned)
        .extracting(failure -> failure.message().origin())
        .containsExactlyInAnyOrderElementsOf(
            STAGES.stream().map(stage -> origin(stack, stage)).toList());
    assertThat(poisoned)
        .extracting(failure -> failure.cause().kind(), failure -> failure.cause().error())
        .containsOnly(tuple(FailureKind.PERMANENT, "undecodable"));
  }

  private static List<Failure> poisoned(Operator operator) {
    return operator.all(FailureFilter.OPEN).stream()
        .filter(failure -> failure.subject().eventType().equals(NONSENSE))
        .toList();
  }

  private static Origin origin(Stack stack, String stage) {
    var url = stack.queueUrl(stage + "Queue");
    return new Origin.Queue(url.substring(url.lastIndexOf('/') + 1));
  }

  private static void poison(Stack stack, String stage) {
    stack
        .aws()
        .sqs()
        .sendMessage(
            message ->
                message
                    .queueUrl(stack.queueUrl(stage + "Queue"))
                    .messageBody("{\"detail-type\":\"%s\",\"detail\":{}}".formatted(NONSENSE)));
  }
}
