package groundswell.integration;

import static groundswell.integration.Days.END;
import static groundswell.integration.Days.START;
import static groundswell.integration.Days.day;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.integration.stack.OneJvm;
import groundswell.integration.stack.Operator;
import groundswell.integration.stack.Stack;
import groundswell.integration.stack.Tenant;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.Origin;
import groundswell.workload.ActivityRow;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.MemberRow;
import groundswell.workload.Rule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/// Foreign messages in every queue, dead-letter queues too: each becomes a failure that an operator
/// can see, none stays in a queue, and our own messages are handled beside them.
class FeedingQueuesWithAnything {
  @TempDir private Path directory;

  private static final long SEED = Long.getLong("groundswell.seed", System.nanoTime());
  private static final int OF_EACH_QUEUE = 4;

  private static final List<String> SOURCES =
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
          "Erasure",
          "Redrive");

  private static final List<String> BODIES =
      List.of(
          "%s",
          "[\"%s\"]",
          "{\"x\":\"%s\"}",
          "{\"detail-type\":\"%s\",\"detail\":{}}",
          "{\"detail-type\":\"ActivityChanged\",\"detail\":{\"tenant\":\"%s\",\"lane\":\"live\",\"months\":[{\"version\":-5}]}}",
          "{\"detail-type\":\"ProgressChanged\",\"detail\":{\"tenant\":\"%s\",\"challenge\":\"c\",\"lane\":\"live\",\"scores\":[{\"member\":\"a\",\"revision\":9000000000000,\"rule\":1,\"joined\":true,\"score\":1,\"days\":1}]}}",
          "{\"%s\":" + "1".repeat(1_001) + "}",
          "{\"%s\":" + "[".repeat(1_200) + "]".repeat(1_200) + "}",
          "{\"Records\":[{\"s3\":{\"object\":{\"key\":\"%%ZZ%s\"}}}]}",
          "\u202E%s",
          "{\"a\":1,\"a\":\"%s\"}");

  private static final List<String> ATTRIBUTES =
      List.of(
          "carried-redrive-count",
          "redrive-of",
          "redrive-run",
          "copy-of",
          "rehearsal",
          "failure-code",
          "carried-upload");

  private final Random random = new Random(SEED);
  private int messages;

  @Test
  void leavesNothingWithoutAFailureThatShowsIt() {
    try (var stack = OneJvm.start(OneJvm.options(directory))) {
      feedAll(stack, Tenant.fresh(stack));
    }
  }

  private void feedAll(Stack stack, Tenant tenant) {
    tenant.define(ChallengeSpec.of("steps", START, END, Rule.total("steps"), "10000"));
    tenant.register(MemberRow.of("ann", "steps"));
    var sent = new ArrayList<String>();

    for (var source : SOURCES) {
      feed(stack, source + "Queue", source + "Queue", sent);
      feed(stack, source + "DeadLetterQueue", source + "Queue", sent);
    }
    for (var queue : List.of("StreamFailureQueue", "RuleDeadLetterQueue"))
      feed(stack, queue, queue, sent);
    tenant.enter(ActivityRow.of("ann", day(0), "steps", "1000"));

    tenant.settle();
    var operator = new Operator(stack);
    stack.await("a failure of every message", () -> recorded(operator).containsAll(sent));
    assertThat(recorded(operator)).describedAs("seed %d", SEED).containsAll(sent);
    for (var queue : stack.deadLetterQueues())
      assertThat(stack.depth(queue)).describedAs("%s, seed %d", queue, SEED).isZero();
  }

  private static List<String> recorded(Operator operator) {
    return operator.all(FailureFilter.OPEN).stream()
        .map(failure -> failure.id().value())
        .collect(Collectors.toList());
  }

  /// @param origin the queue that the failures come from
  private void feed(Stack stack, String queue, String origin, List<String> sent) {
    for (int i = 0; i < OF_EACH_QUEUE; i++) {
      var body = BODIES.get(random.nextInt(BODIES.size())).formatted("stranger-" + ++messages);
      stack
          .aws()
          .sqs()
          .sendMessage(
              message ->
                  message
                      .queueUrl(stack.queueUrl(queue))
                      .messageBody(body)
                      .messageAttributes(attributes()));
      sent.add(FailureId.of(new Origin.Queue(nameOf(stack, origin)), body).value());
    }
  }

  private Map<String, MessageAttributeValue> attributes() {
    var attributes = new HashMap<String, MessageAttributeValue>();
    for (int i = random.nextInt(3); i > 0; i--) {
      var value = MessageAttributeValue.builder();
      if (random.nextBoolean()) value.dataType("String").stringValue("3e0");
      else value.dataType("Binary").binaryValue(SdkBytes.fromByteArray(new byte[] {0, (byte) 255}));
      attributes.put(ATTRIBUTES.get(random.nextInt(ATTRIBUTES.size())), value.build());
    }
    return attributes;
  }

  private static String nameOf(Stack stack, String queue) {
    var url = stack.queueUrl(queue);
    return url.substring(url.lastIndexOf('/') + 1);
  }
}
