package groundswell.operations.batch;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureState;
import groundswell.operations.domain.FailureState.Open;
import groundswell.operations.domain.FailureState.Redriving;
import groundswell.operations.domain.FailureState.Resolved;
import groundswell.operations.domain.RedriveId;
import groundswell.operations.failures.DynamoDbFailures;
import groundswell.operations.failures.OperationsWiring;
import groundswell.operations.testing.TestFailures;
import groundswell.platform.PermanentFailure;
import groundswell.platform.testing.Interleaving;
import groundswell.platform.testing.Letters;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.TestContext;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.testing.TestQueue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/// Redriven messages in a batch of the function in which they failed.
class ReportingRedrivenMessages {
  private static final RedriveId REDRIVE = new RedriveId("redrive-1");

  private final TestQueue queue = new TestQueue();
  private final TestFailures situation = new TestFailures(queue.name());
  private final DynamoDbFailures failures =
      new OperationsWiring(TestEnvironment.ofTables()).failures();
  private final Interleaving<DynamoDbClient> tables =
      new Interleaving<>(DynamoDbClient.class, LocalDynamoDb.client());

  @Test
  void resolveTheirFailureWhenTheySucceed() {
    var failure = redriven("bee");

    handle(_ -> {});

    assertThat(state(failure)).isEqualTo(new Resolved(REDRIVE, TestEnvironment.NOW));
  }

  @Test
  void saySoAtTheFirstAttemptThatFails() {
    var failure = redriven("bee");

    handle(failing(new IllegalStateException("busy")));

    assertThat(state(failure)).isEqualTo(new Redriving(REDRIVE, 0, Optional.of("busy")));
  }

  @Test
  void resolveTheirFailureWhenALaterAttemptSucceeds() {
    var failure = redriven("bee");
    handle(failing(new IllegalStateException("busy")));

    handle(_ -> {});

    assertThat(state(failure)).isInstanceOf(Resolved.class);
  }

  @Test
  void reportEachItsOwnOutcomeIfOneBatchHasSeveral() {
    var bee = redriven("bee");
    var cow = redriven("cow");
    var dog = redriven("dog");

    handle(
        word -> {
          if (word.equals("cow")) throw new IllegalStateException("busy");
        });

    assertThat(state(bee)).isInstanceOf(Resolved.class);
    assertThat(state(cow)).isEqualTo(new Redriving(REDRIVE, 0, Optional.of("busy")));
    assertThat(state(dog)).isInstanceOf(Resolved.class);
  }

  @Test
  void openTheirFailureWhenTheyArePutIntoTheDeadLetterQueue() {
    var failure = redriven("ant bee");

    handle(failing(new PermanentFailure("stung", "by bee")));

    assertThat(state(failure)).isEqualTo(new Open());
    assertThat(stored(failure).history().last()).contains(REDRIVE);
  }

  @Test
  void openTheirFailureAlsoIfOnlyALaterAttemptIsPermanent() {
    var failure = redriven("ant bee");
    handle(failing(new IllegalStateException("busy")));

    handle(failing(new PermanentFailure("stung", "by bee")));

    assertThat(state(failure)).isEqualTo(new Open());
  }

  /// The redrive would never learn the outcome otherwise.
  @Test
  void comeBackIfTheirOutcomeCannotBeWritten() {
    var failure = redriven("bee");
    tables.before(
        "putItem",
        () -> {
          throw SdkClientException.create("no route");
        });

    assertThat(handle(_ -> {})).containsExactly("bee");
    assertThat(state(failure)).isInstanceOf(Redriving.class);

    assertThat(handle(_ -> {})).isEmpty();
    assertThat(state(failure)).isInstanceOf(Resolved.class);
  }

  @Test
  void changeNothingForARedriveThatNoLongerHasThem() {
    var failure = redriven("bee");
    failures.change(failure.id(), Failure::restored);

    handle(_ -> {});

    assertThat(state(failure)).isEqualTo(new Open());
  }

  @Test
  void areHandledThoughTheirFailureIsUnknown() {
    queue.send("bee", Map.of("redrive-of", "?", "redrive-run", "redrive-1"));

    assertThat(handle(_ -> {})).isEmpty();
  }

  @Test
  void takeTheirCountAndTheCauseIntoTheDeadLetterQueue() {
    redriven("{\"detail\":{\"upload\":\"u1\"}}");

    handle(ReportingRedrivenMessages::sting);

    assertThat(queue.deadLetters().getFirst().messageAttributes())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "failure-code", text("stung"),
                "failure-reason", text("stung: by bee"),
                "failure-frame", text("ReportingRedrivenMessages.sting"),
                "failure-release", text("r7"),
                "carried-upload", text("u1"),
                "carried-redrive-count", text("1")));
  }

  /// A message has at most ten attributes, and four of a dead letter say why it is one.
  @Test
  void takeNoMoreIntoTheDeadLetterQueueThanAMessageHoldsAndTheUploadFirst() {
    var attributes =
        IntStream.range(0, 10)
            .boxed()
            .collect(Collectors.toMap(i -> "carried-" + i, i -> "of bee"));
    queue.send("{\"detail\":{\"upload\":\"u1\"}}", attributes);

    assertThat(handle(ReportingRedrivenMessages::sting)).isEmpty();

    assertThat(queue.deadLetters().getFirst().messageAttributes())
        .containsOnlyKeys(
            "failure-code",
            "failure-reason",
            "failure-frame",
            "failure-release",
            "carried-upload",
            "carried-0",
            "carried-1",
            "carried-2",
            "carried-3",
            "carried-4")
        .containsEntry("carried-upload", text("u1"));
  }

  @Test
  void reachTheDeadLetterQueueThoughTheirUploadIsNone() {
    queue.send("{\"detail\":{\"upload\":\"\"}}");

    assertThat(handle(ReportingRedrivenMessages::sting)).isEmpty();

    assertThat(queue.deadLetters()).hasSize(1);
  }

  /// A failure whose message the redrive has just sent.
  private Failure redriven(String body) {
    var arrival =
        situation.arrival(
            "m-" + body.hashCode(), "busy", body, TestEnvironment.NOW.minusSeconds(60));
    var failure = failures.record(arrival);
    failures.change(failure.id(), each -> each.claimed(REDRIVE, 0));
    queue.send(
        body,
        Map.of(
            Redriven.OF_ATTRIBUTE, failure.id().value(),
            Redriven.COUNT_ATTRIBUTE, "1",
            Redriven.RUN_ATTRIBUTE, REDRIVE.value()));
    return failure;
  }

  private List<String> handle(Consumer<String> reaction) {
    var event = queue.receive();
    return TestQueue.returned(
        event,
        Letters.over(tables.port(), queue, reaction, OperatedFunction::observer)
            .handle(event, new TestContext()));
  }

  private Failure stored(Failure failure) {
    return failures.find(failure.id()).orElseThrow();
  }

  private FailureState state(Failure failure) {
    return stored(failure).state();
  }

  private static Consumer<String> failing(RuntimeException failure) {
    return word -> {
      if (word.equals("bee")) throw failure;
    };
  }

  private static void sting(String word) {
    throw new PermanentFailure("stung", "by bee");
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }
}
