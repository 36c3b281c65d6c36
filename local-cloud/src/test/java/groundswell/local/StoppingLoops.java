package groundswell.local;

import static groundswell.local.RecordingQueue.success;
import static groundswell.local.TinyTemplate.queueArn;
import static groundswell.local.TinyTemplate.topicArn;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import groundswell.local.template.Topology.FilterScope;
import groundswell.local.template.Topology.Function;
import groundswell.local.template.Topology.Subscription;
import groundswell.local.template.Topology.Target;
import groundswell.platform.FunctionEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/// "If your function is invoked approximately 16 times in the same chain of requests, then Lambda
/// automatically stops the next function invocation in that chain":
/// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html>. There: "Lambda
/// currently
/// detects recursive loops between your functions, Amazon SQS, Amazon S3, and Amazon SNS. Lambda
/// also detects loops composed only of Lambda functions".
@Timeout(300)
class StoppingLoops {
  /// The number of invocations at which a function stops by itself if it is not stopped.
  private static final int ENOUGH = 20;

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final AtomicInteger invocations = new AtomicInteger();

  /// A function of the queue `work` that continues the loop.
  private Script<SQSEvent, SQSBatchResponse> goingOn(Consumer<FunctionEnvironment> next) {
    return (_, environment, _) -> {
      if (invocations.incrementAndGet() < ENOUGH) next.accept(environment);
      return success();
    };
  }

  private static void send(FunctionEnvironment environment, String queue) {
    var url = environment.aws().sqs().getQueueUrl(r -> r.queueName(queue)).queueUrl();
    environment.aws().sqs().sendMessage(r -> r.queueUrl(url).messageBody("again"));
  }

  private static TinyTemplate withWorker(TinyTemplate template, Script<?, ?> worker) {
    return withWorker(template, worker, function -> function);
  }

  private static TinyTemplate withWorker(
      TinyTemplate template, Script<?, ?> worker, UnaryOperator<Function> change) {
    return template
        .queue("work")
        .function("worker", QueueScript.class, worker, change)
        .mapping(QueueMappings.from("work", "worker").batchSize(1).build());
  }

  private void assertStopped(TinyTemplate template) {
    try (var cloud = TestCloud.of(template)) {
      cloud.send("work", "first");
      Waiting.until("the loop is stopped", () -> isStopped(cloud));

      assertThat(invocations).hasValue(16);
      assertThat(cloud.cloud().recursiveInvocationsDropped()).isEqualTo(Map.of("worker", 1L));
    }
  }

  private void assertNotStopped(TinyTemplate template, Consumer<TestCloud> first) {
    try (var cloud = TestCloud.of(template)) {
      first.accept(cloud);
      Waiting.until("all invocations", () -> invocations.get() >= ENOUGH);
      cloud.awaitQuiet();

      assertThat(cloud.cloud().recursiveInvocationsDropped()).isEmpty();
    }
  }

  @Test
  void stopsTheSeventeenthInvocationThroughAQueue() {
    assertStopped(
        withWorker(new TinyTemplate(), goingOn(environment -> send(environment, "work"))));
  }

  /// A stopped message counts as received and not done, like any failed message.
  @Test
  void leavesTheMessageToTheDeadLetterQueue() {
    var template =
        new TinyTemplate()
            .queueWithDeadLetters("work", SECOND, 2)
            .function(
                "worker", QueueScript.class, goingOn(environment -> send(environment, "work")))
            .mapping(QueueMappings.from("work", "worker").batchSize(1).build());

    try (var cloud = TestCloud.of(template)) {
      cloud.send("work", "first");
      Waiting.until("dead letters", () -> cloud.depth("work-dlq").visible() > 0);

      assertThat(isStopped(cloud)).isTrue();
    }
  }

  @Test
  void letsAFunctionGoOnThatMay() {
    var worker = goingOn(environment -> send(environment, "work"));

    assertNotStopped(
        withWorker(new TinyTemplate(), worker, TinyTemplate.recursiveLoopAllowed()),
        cloud -> cloud.send("work", "first"));
  }

  @Test
  void countsThroughTopics() {
    var subscription =
        new Subscription(queueArn("work"), Optional.empty(), FilterScope.MESSAGE_ATTRIBUTES, true);

    assertStopped(
        withWorker(
            new TinyTemplate().topic("topic", subscription),
            goingOn(
                environment ->
                    environment
                        .aws()
                        .sns()
                        .publish(r -> r.topicArn(topicArn("topic")).message("again")))));
  }

  @Test
  void countsThroughBuckets() {
    assertStopped(
        withWorker(
            new TinyTemplate().bucket("files", "work"),
            goingOn(
                environment ->
                    environment
                        .aws()
                        .s3()
                        .putObject(
                            r -> r.bucket("files").key("again"), RequestBody.fromString("")))));
  }

  @Test
  void countsThroughCallsOfOtherFunctions() {
    Script<SQSEvent, SQSBatchResponse> other =
        (_, environment, _) -> {
          send(environment, "work");
          return success();
        };

    assertStopped(
        withWorker(
            new TinyTemplate().function("other", QueueScript.class, other),
            goingOn(
                environment ->
                    environment
                        .aws()
                        .lambda()
                        .invoke(
                            r ->
                                r.functionName("other")
                                    .payload(SdkBytes.fromUtf8String("{\"Records\":[]}"))))));
  }

  @Test
  void beginsAnewBehindTheEventBus() {
    var target = new Target("worker", queueArn("work"), Optional.empty());
    var worker =
        goingOn(
            environment ->
                environment
                    .aws()
                    .eventBridge()
                    .putEvents(
                        r ->
                            r.entries(
                                PutEventsRequestEntry.builder()
                                    .eventBusName("bus")
                                    .source("test")
                                    .detailType("Again")
                                    .detail("{}")
                                    .build())));

    assertNotStopped(
        withWorker(
            new TinyTemplate().bus("bus").rule("rule", "bus", "{\"source\":[\"test\"]}", target),
            worker),
        cloud -> cloud.send("work", "first"));
  }

  @Test
  void beginsAnewBehindAStream() {
    Script<DynamodbEvent, StreamsEventResponse> writer =
        (_, environment, _) -> {
          var count = invocations.incrementAndGet();
          if (count < ENOUGH) {
            environment
                .aws()
                .dynamoDb()
                .putItem(
                    r ->
                        r.tableName("table")
                            .item(
                                Map.of(
                                    "PK", AttributeValue.fromS("again " + count),
                                    "SK", AttributeValue.fromS("item"))));
          }
          return new StreamsEventResponse(List.of());
        };

    assertNotStopped(
        new TinyTemplate()
            .table("table")
            .function("writer", StreamScript.class, writer)
            .mapping(StreamMappings.from("table", "writer").build()),
        cloud -> cloud.put("table", "first", "x"));
  }

  @Test
  void stopsOnlyTheMessagesOfALoop() {
    var bodies = new CopyOnWriteArrayList<String>();
    Script<SQSEvent, SQSBatchResponse> worker =
        (event, environment, _) -> {
          event.getRecords().forEach(record -> bodies.add(record.getBody()));
          if (invocations.incrementAndGet() < ENOUGH) send(environment, "work");
          return success();
        };

    try (var cloud = TestCloud.of(withWorker(new TinyTemplate(), worker))) {
      cloud.send("work", "first");
      Waiting.until("the loop is stopped", () -> isStopped(cloud));
      cloud.send("work", "a neighbour");
      Waiting.until("the neighbour", () -> bodies.contains("a neighbour"));
    }
  }

  private static boolean isStopped(TestCloud cloud) {
    return !cloud.cloud().recursiveInvocationsDropped().isEmpty();
  }
}
