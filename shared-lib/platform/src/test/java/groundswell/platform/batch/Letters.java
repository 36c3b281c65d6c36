package groundswell.platform.batch;

import groundswell.platform.AwsClients;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.PermanentFailure;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.LocalSqs;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.testing.TestQueue;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// A function whose messages hold words: the words are its entries, those that start with the same
/// letter are merged to the later one in the alphabet.
final class Letters extends OperatedFunction<String> {
  private final Queue<String> handled;

  Letters(FunctionEnvironment environment, Consumer<String> reaction, Queue<String> handled) {
    super(environment, _ -> new Handler(reaction, handled));
    this.handled = handled;
  }

  /// @param reaction what handling a word does
  static Letters over(TestQueue queue, Consumer<String> reaction) {
    return over(LocalSqs.client(), queue, reaction, "8");
  }

  static Letters over(DynamoDbClient tables, TestQueue queue, Consumer<String> reaction) {
    return over(TestClients.of(tables, LocalSqs.client()), queue, reaction, "8");
  }

  static Letters over(
      SqsClient sqs, TestQueue queue, Consumer<String> reaction, String parallelism) {
    return over(TestClients.of(LocalDynamoDb.client(), sqs), queue, reaction, parallelism);
  }

  private static Letters over(
      AwsClients aws, TestQueue queue, Consumer<String> reaction, String parallelism) {
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
    return new Letters(TestEnvironment.of(aws, variables), reaction, new ConcurrentLinkedQueue<>());
  }

  /// The words that were handled, in alphabetical order.
  List<String> handled() {
    return handled.stream().sorted().toList();
  }

  private record Handler(Consumer<String> reaction, Queue<String> handled)
      implements BatchHandler<String> {
    @Override
    public List<String> decode(Message message) {
      if (message.body().startsWith("?"))
        throw new PermanentFailure("undecodable", "\"%s\" is no word".formatted(message.body()));
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
