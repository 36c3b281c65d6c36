package groundswell.platform.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import groundswell.platform.PermanentFailure;
import groundswell.platform.lambda.QueueMessage;
import groundswell.platform.testing.Letters;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.TestContext;
import groundswell.platform.testing.TestQueue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

class HandlingABatch {
  private final TestQueue queue = new TestQueue();

  @Test
  void mergesEntriesOfOneKeyOverAllMessages() {
    var function = Letters.over(queue, HandlingABatch::goesFine);

    assertThat(handle(function, "ant bee", "axe", "bat cow")).isEmpty();

    assertThat(function.handled()).containsExactly("axe", "bee", "cow");
  }

  @Test
  void handlesNothingInAnEmptyEvent() {
    var function = Letters.over(queue, HandlingABatch::goesFine);

    assertThat(function.handle(List.of(), new TestContext())).isEmpty();
  }

  @Test
  void putsAnEntryThatFailsPermanentlyIntoTheDeadLetterQueueAlone() {
    var function =
        Letters.over(queue, failing("bee", new PermanentFailure("stung", "by\u0007 bee")));

    assertThat(handle(function, "ant bee cow")).isEmpty();

    assertThat(function.handled()).containsExactly("ant", "cow");
    var letters = queue.deadLetters();
    assertThat(letters).extracting(letter -> letter.body()).containsExactly("bee");
    assertThat(letters.getFirst().messageAttributes())
        .containsEntry("failure-code", text("stung"))
        .containsEntry("failure-reason", text("stung: by\uFFFD bee"));
  }

  @Test
  void putsAMessageThatCannotBeUnderstoodIntoTheDeadLetterQueue() {
    var function = Letters.over(queue, HandlingABatch::goesFine);

    assertThat(handle(function, "?what", "ant")).isEmpty();

    assertThat(function.handled()).containsExactly("ant");
    assertThat(queue.deadLetters()).extracting(letter -> letter.body()).containsExactly("?what");
  }

  @Test
  void bringsBackEveryMessageThatAnEntryWasIn() {
    var function = Letters.over(queue, failing("bee", new IllegalStateException("busy")));

    assertThat(handle(function, "ant bat", "bee", "cow")).containsExactly("ant bat", "bee");

    assertThat(function.handled()).containsExactly("ant", "cow");
    assertThat(queue.deadLetters()).isEmpty();
  }

  @Test
  void bringsBackAMessageWhoseEntryDoesNotReachTheDeadLetterQueue() {
    queue.deleteDeadLetterQueue();
    var function = Letters.over(queue, failing("bee", new PermanentFailure("stung", "by bee")));

    assertThat(handle(function, "ant", "bee", "?what")).containsExactly("?what", "bee");

    assertThat(function.handled()).containsExactly("ant");
  }

  @Test
  void bringsBackOnlyTheEntryThatDoesNotOpen() {
    var function = Letters.over(queue, HandlingABatch::goesFine);

    assertThat(handle(function, "ant closed", "?what", "bee")).containsExactly("ant closed");

    assertThat(function.handled()).containsExactly("ant", "bee");
    assertThat(queue.deadLetters()).hasSize(1);
  }

  @Test
  void bringsBackAMessageWhoseDecodingFailsOtherwise() {
    var function = Letters.over(queue, HandlingABatch::goesFine);

    assertThat(handle(function, "!fault", "ant")).containsExactly("!fault");

    assertThat(function.handled()).containsExactly("ant");
  }

  @Test
  void letsAnErrorEndTheInvocationSoThatEverythingComesBack() {
    Consumer<String> exhausted =
        _ -> {
          throw new OutOfMemoryError("none left");
        };

    assertThatThrownBy(() -> handle(Letters.over(queue, exhausted), "ant", "bee"))
        .isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void bringsAMessageBackAtItsBackOffNotAfterTheVisibilityTimeout() {
    var function = Letters.over(queue, failing("bee", new IllegalStateException("busy")));

    handle(function, "ant", "bee");

    assertThat(queue.receive())
        .extracting(QueueMessage::body, QueueMessage::receives)
        .containsExactly(tuple("bee", 2));
  }

  @Test
  void handlesAsManyEntriesAtOnceAsItMay() {
    var together = new CyclicBarrier(3);
    var function = Letters.over(queue, _ -> meet(together), "3");

    assertThat(handle(function, "ant bee cow", "dog eel fox")).isEmpty();

    assertThat(function.handled()).hasSize(6);
  }

  @Test
  void staysOnTheCallersThreadIfItMayHandleOneAtOnce() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    var function = Letters.over(queue, _ -> threads.add(Thread.currentThread()), "1");

    handle(function, "ant bee cow");

    assertThat(threads).containsExactly(Thread.currentThread());
  }

  @Test
  void bringsBackWhatThereIsNoTimeLeftFor() {
    var millisLeft = new AtomicInteger(60_000);
    var function = Letters.over(queue, _ -> millisLeft.addAndGet(-26_000), "1");
    List.of("ant bee", "cow", "dog").forEach(queue::send);
    var event = queue.receive();

    var response = function.handle(event, new TestContext(millisLeft::get));

    assertThat(function.handled()).containsExactly("ant", "bee");
    assertThat(TestQueue.returned(event, response)).containsExactlyInAnyOrder("cow", "dog");
    assertThat(queue.deadLetters()).isEmpty();
  }

  @Test
  void bringsBackWhatItsObserverHoldsBack() {
    var observer =
        new Observer() {
          private final List<String> ended = new ArrayList<>();

          @Override
          public void starts(List<QueueMessage> messages) {
            assertThat(ended).isEmpty();
          }

          @Override
          public Collection<QueueMessage> ends(BatchResult result) {
            result.messages().forEach(message -> ended.add(message.body()));
            assertThat(result.errors().values())
                .extracting(RuntimeException::getMessage)
                .containsExactly("busy");
            return result.messages().stream().filter(each -> each.body().equals("ant")).toList();
          }
        };
    var function =
        Letters.over(
            LocalDynamoDb.client(),
            queue,
            failing("cow", new IllegalStateException("busy")),
            _ -> observer);

    assertThat(handle(function, "ant", "bee", "cow")).containsExactlyInAnyOrder("ant", "cow");

    assertThat(function.handled()).containsExactly("ant", "bee");
    assertThat(observer.ended).containsExactlyInAnyOrder("ant", "bee", "cow");
  }

  @Test
  void knowsACopyByTheIdOfTheFirst() {
    queue.send("again", Map.of(QueueMessage.COPY_OF_ATTRIBUTE, "first"));

    assertThat(queue.receive())
        .allMatch(QueueMessage::isRedelivered)
        .extracting(QueueMessage::originalId)
        .containsExactly("first");
  }

  /// @return the bodies of the messages to redeliver
  private List<String> handle(Letters function, String... bodies) {
    List.of(bodies).forEach(queue::send);
    var event = queue.receive();
    assertThat(event).hasSameSizeAs(bodies);
    return TestQueue.returned(event, function.handle(event, new TestContext()));
  }

  private static void goesFine(String word) {}

  private static Consumer<String> failing(String word, RuntimeException failure) {
    return handled -> {
      if (handled.equals(word)) throw failure;
    };
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("fewer at once than expected", e);
    }
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }
}
