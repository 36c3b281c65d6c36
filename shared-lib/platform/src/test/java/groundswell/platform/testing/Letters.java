package groundswell.platform.testing;

import groundswell.platform.FunctionEnvironment;
import groundswell.platform.PermanentFailure;
import groundswell.platform.batch.BatchHandler;
import groundswell.platform.batch.Observer;
import groundswell.platform.batch.QueueFunction;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A function whose messages hold words. The words are its entries; those with the same first
/// letter are merged into the alphabetically later one.
public final class Letters extends QueueFunction<String> {
  private final Queue<String> handled;

  private Letters(
      FunctionEnvironment environment,
      Consumer<String> reaction,
      Queue<String> handled,
      Observer observer) {
    super(environment, new Handler(reaction, handled), observer);
    this.handled = handled;
  }

  /// @param reaction the handling of a word
  public static Letters over(TestQueue queue, Consumer<String> reaction) {
    return over(queue, reaction, "8");
  }

  public static Letters over(TestQueue queue, Consumer<String> reaction, String parallelism) {
    return over(LocalDynamoDb.client(), queue, reaction, parallelism, _ -> Observer.NONE);
  }

  /// @param observer creates the observer for the function's environment
  public static Letters over(
      DynamoDbClient tables,
      TestQueue queue,
      Consumer<String> reaction,
      Function<FunctionEnvironment, Observer> observer) {
    return over(tables, queue, reaction, "8", observer);
  }

  private static Letters over(
      DynamoDbClient tables,
      TestQueue queue,
      Consumer<String> reaction,
      String parallelism,
      Function<FunctionEnvironment, Observer> observer) {
    var variables =
        Map.of(
            "QUEUES",
            queue.variable(),
            "RETRY_BACKOFF_SECONDS",
            "0",
            "PARALLELISM",
            parallelism,
            "RELEASE",
            "r7");
    var environment = TestEnvironment.of(TestClients.of(tables, LocalSqs.client()), variables);
    return new Letters(
        environment, reaction, new ConcurrentLinkedQueue<>(), observer.apply(environment));
  }

  /// The words that were handled, in alphabetical order.
  public List<String> handled() {
    return handled.stream().sorted().toList();
  }

  private record Handler(Consumer<String> reaction, Queue<String> handled)
      implements BatchHandler<String> {
    @Override
    public List<String> decode(Message message) {
      if (message.body().startsWith("?"))
        throw new PermanentFailure(
            PermanentFailure.UNDECODABLE, "\"%s\" is no word".formatted(message.body()));
      if (message.body().startsWith("!")) throw new IllegalStateException("a fault in decode");
      return Stream.of(message.body().split(" ", -1)).toList();
    }

    @Override
    public String encode(String entry) {
      return entry;
    }

    @Override
    public Object keyOf(String entry) {
      return entry.charAt(0);
    }

    @Override
    public String merge(String one, String other) {
      return one.compareTo(other) >= 0 ? one : other;
    }

    @Override
    public Consumer<String> open(Collection<String> entries) {
      if (entries.contains("closed")) throw new IllegalStateException("a fault in open");
      return word -> {
        reaction.accept(word);
        handled.add(word);
      };
    }
  }
}
