package groundswell.progresscalculator;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Lane;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.events.Event.ActivityChanged;
import groundswell.domain.events.Event.MonthValues;
import groundswell.platform.events.EventCodec;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.LocalSqs;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestContext;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.testing.TestProgram;
import groundswell.platform.testing.TestQueue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// A table that throttles one write in a hundred, and an event of a burst.
class ThrottledWrites {
  private static final int MEMBERS = 500;
  private static final long SEED = 20_260_320;
  private static final int DELIVERIES_MAX = 12;

  private final TestProgram program = new TestProgram();
  private final Challenge spring = program.define("spring", TestProgram.totalOfSteps());
  private final TestQueue queue = new TestQueue();
  private final AtomicInteger writes = new AtomicInteger();
  private final Random random = new Random(SEED);

  @Test
  void costLittleMoreThanOneWriteAnEntryAndEndInNoDeadLetterQueue() {
    queue.send(EventCodec.message(burst()));
    var function = function();

    int deliveries = 0;
    for (var messages = queue.receive(); !messages.isEmpty(); messages = queue.receive()) {
      function.handle(messages, new TestContext());
      deliveries++;
    }

    assertThat(deliveries).as("seed %d", SEED).isBetween(2, DELIVERIES_MAX);
    assertThat(writes.get()).isLessThanOrEqualTo(MEMBERS * 11 / 10);
    assertThat(queue.deadLetters()).isEmpty();
    for (int i = 0; i < MEMBERS; i++)
      assertThat(program.progressOf("member-" + i, spring).orElseThrow().partials()).isNotEmpty();
  }

  private ActivityChanged burst() {
    var months = IntStream.range(0, MEMBERS).mapToObj(i -> walked("member-" + i)).toList();
    return new ActivityChanged(program.tenant, Lane.BULK, Optional.empty(), months);
  }

  private MonthValues walked(String member) {
    program.join(member, spring);
    program.score(member, spring);
    return program.walk(member, "2026-03-02", 700);
  }

  private ProgressCalculatorFunction function() {
    var clients = TestClients.of(throttled(LocalDynamoDb.client()), LocalSqs.client());
    return new ProgressCalculatorFunction(
        TestEnvironment.of(
            clients,
            Map.of(
                "QUEUES",
                queue.variable(),
                "PROGRESS_BULK_QUEUE_URL",
                queue.url(),
                "RETRY_BACKOFF_SECONDS",
                "0",
                "PARALLELISM",
                "1"),
            program::tick));
  }

  @SuppressWarnings("unchecked")
  private static boolean isOfProgress(Object argument) {
    var request =
        argument instanceof UpdateItemRequest update
            ? update
            : UpdateItemRequest.builder()
                .applyMutation((Consumer<UpdateItemRequest.Builder>) argument)
                .build();
    return request.tableName().equals(LocalDynamoDb.PROGRAMS);
  }

  /// Counts the writes of progress, and throttles one in a hundred.
  private DynamoDbClient throttled(DynamoDbClient client) {
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            DynamoDbClient.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (_, method, arguments) -> {
              if (method.getName().equals("updateItem") && isOfProgress(arguments[0])) {
                writes.incrementAndGet();
                if (random.nextInt(100) == 0)
                  throw ProvisionedThroughputExceededException.builder()
                      .message("slow down")
                      .build();
              }
              try {
                return method.invoke(client, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
