package groundswell.operations.batch;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.VersionConflict;
import groundswell.operations.domain.Cause;
import groundswell.operations.domain.FailureKind;
import groundswell.platform.PermanentFailure;
import groundswell.platform.lambda.QueueMessage;
import groundswell.platform.testing.Edited;
import groundswell.platform.testing.Interleaving;
import groundswell.platform.testing.Letters;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.TestContext;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.testing.TestQueue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class NotingAttempts {
  private final TestQueue queue = new TestQueue();
  private final Attempts attempts = OperatedFunction.attempts(TestEnvironment.ofTables());
  private final Interleaving<DynamoDbClient> tables =
      new Interleaving<>(DynamoDbClient.class, LocalDynamoDb.client());

  @Test
  void costsNothingWhereAllGoesWell() {
    var event = sent("ant bee", "cow");

    handle(event, _ -> {});

    assertThat(notes(event)).isEmpty();
    for (var call : List.of("updateItem", "putItem", "getItem", "batchGetItem", "query"))
      assertThat(tables.calls(call)).as(call).isZero();
  }

  @Test
  void leavesTheErrorOfAMessageThatComesBack() {
    var event = sent("bee", "cow");

    handle(event, NotingAttempts::outrun);

    assertThat(notes(event)).containsOnlyKeys(event.getFirst().id());
    assertThat(note(event).lastError())
        .contains(
            new Cause(
                FailureKind.TRANSIENT,
                "VersionConflict",
                "bee was changed by another writer",
                "NotingAttempts.outrun",
                "r7"));
  }

  @Test
  void callsWhatTheCodeShouldNotThrowAFault() {
    var event = sent("bee");

    handle(event, NotingAttempts::stumble);

    assertThat(note(event).lastError().orElseThrow().kind()).isEqualTo(FailureKind.FAULT);
  }

  @Test
  void leavesTheMarkThatASecondAttemptWasStarted() {
    sent("bee");
    queue.receive();
    var event = secondReceive();

    attempts.started(event);

    assertThat(note(event).lastError()).isEmpty();
  }

  @Test
  void keepsTheLastErrorWhenALaterAttemptIsStarted() {
    var event = sent("bee");
    handle(event, NotingAttempts::outrun);
    var again = queue.receive();

    attempts.started(again);

    assertThat(again).hasSize(1);
    assertThat(note(again).lastError()).isPresent();
  }

  @Test
  void leavesNoNoteOnWhatThereWasNoTimeLeftFor() {
    var event = sent("ant", "bee");
    var millisLeft = new AtomicInteger(40_000);

    Letters.over(tables.port(), queue, _ -> {}, OperatedFunction::observer)
        .handle(event, new TestContext(() -> millisLeft.getAndSet(1)));

    assertThat(notes(event)).isEmpty();
  }

  @Test
  void doesNotFailAMessageWhoseNoteCannotBeWritten() {
    tables.before(
        "updateItem",
        () -> {
          throw SdkClientException.create("no route");
        });
    var event = sent("bee");

    var response =
        Letters.over(tables.port(), queue, NotingAttempts::outrun, OperatedFunction::observer)
            .handle(event, new TestContext());

    assertThat(TestQueue.returned(event, response)).containsExactly("bee");
  }

  @Test
  void leavesNoNoteOnWhatIsPutIntoTheDeadLetterQueue() {
    var event = sent("bee");

    handle(
        event,
        _ -> {
          throw new PermanentFailure("stung", "by bee");
        });

    assertThat(notes(event)).isEmpty();
  }

  private List<QueueMessage> sent(String... bodies) {
    List.of(bodies).forEach(queue::send);
    return queue.receive();
  }

  /// The event of a message whose first receive was never answered.
  private List<QueueMessage> secondReceive() {
    queue.send("again");
    var event = queue.receive();
    return event.stream()
        .map(message -> Edited.withMetadata(message, QueueMessage.RECEIVE_COUNT, "2"))
        .toList();
  }

  private void handle(List<QueueMessage> event, Consumer<String> reaction) {
    Letters.over(tables.port(), queue, reaction, OperatedFunction::observer)
        .handle(event, new TestContext());
  }

  private Map<String, Attempts.Note> notes(List<QueueMessage> event) {
    return attempts.find(event.stream().map(QueueMessage::id).toList());
  }

  private Attempts.Note note(List<QueueMessage> event) {
    return notes(event).values().iterator().next();
  }

  private static void outrun(String word) {
    if (word.equals("bee")) throw new VersionConflict("bee");
  }

  private static void stumble(String word) {
    throw new IllegalStateException(word);
  }
}
