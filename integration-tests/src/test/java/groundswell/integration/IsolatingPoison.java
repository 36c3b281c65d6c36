package groundswell.integration;

import static groundswell.integration.Days.END;
import static groundswell.integration.Days.START;
import static groundswell.integration.Days.day;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.integration.stack.Stack;
import groundswell.integration.stack.Tenant;
import groundswell.workload.ActivityRow;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.MemberRow;
import groundswell.workload.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

@Scenario
class IsolatingPoison {
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
          "Notification");

  @Test
  void inItsDeadLetterQueueWhileItsNeighboursSucceed(Stack stack, Tenant tenant) {
    tenant.define(ChallengeSpec.of("steps", START, END, Rule.total("steps"), "10000"));
    tenant.register(MemberRow.of("ann", "steps"));

    for (var stage : STAGES) poison(stack, stage);
    tenant.enter(ActivityRow.of("ann", day(0), "steps", "1000"));
    tenant.upload(ActivityRow.of("ann", day(1), "steps", "1000"));

    tenant.settle();
    for (var stage : STAGES) {
      var deadLetters = stage + "DeadLetterQueue";
      stack.await("dead letter in " + deadLetters, () -> stack.depth(deadLetters) > 0);
      assertThat(stack.depth(deadLetters)).describedAs(deadLetters).isEqualTo(1);
      stack.aws().sqs().purgeQueue(request -> request.queueUrl(stack.queueUrl(deadLetters)));
    }
  }

  private static void poison(Stack stack, String stage) {
    stack
        .aws()
        .sqs()
        .sendMessage(
            message ->
                message
                    .queueUrl(stack.queueUrl(stage + "Queue"))
                    .messageBody("{\"detail-type\":\"Nonsense\",\"detail\":{}}"));
  }
}
