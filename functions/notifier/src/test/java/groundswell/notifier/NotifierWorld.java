package groundswell.notifier;

import groundswell.local.calls.Activity;
import groundswell.local.queues.Deliveries;
import groundswell.local.scheduling.Ids;
import groundswell.local.scheduling.RealTimeScheduler;
import groundswell.local.template.Topology.Topic;
import groundswell.local.topics.InboxMessage;
import groundswell.local.topics.LocalSns;
import groundswell.local.topics.TopicDeliveries;
import groundswell.platform.AwsClients;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.batch.BatchHandler.Message;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.wiring.Wiring;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.SnsException;

/// A notifier over real tables and a topic of the local cloud. It can crash at a given point.
final class NotifierWorld {
  /// The value of a mark that a change was published; claims have no such value.
  private static final AttributeValue MARK = AttributeValue.fromBool(true);

  private static final String TOPIC_ARN = "arn:aws:sns:us-east-1:000000000000:notices";

  private final AtomicInteger writes = new AtomicInteger();
  private final AtomicInteger marksUntilDeath = new AtomicInteger(Integer.MAX_VALUE);
  private final LocalSns sns;
  private final NoticeHandler handler;
  private Instant now = TestEnvironment.NOW;
  private boolean topicFails;

  NotifierWorld() {
    var clients = TestClients.of(LocalDynamoDb.client());
    var deliveries = new Deliveries(new RealTimeScheduler(), new Activity(), clients.sqs());
    var topic = new Topic("Notices", "notices", TOPIC_ARN, List.of());
    sns =
        new LocalSns(
            List.of(topic),
            new TopicDeliveries(deliveries, arn -> arn, InstantSource.fixed(TestEnvironment.NOW)),
            new Ids(new Random(1)));
    var aws =
        new AwsClients(
            mortal(clients.dynamoDb()),
            clients.sqs(),
            failing(sns),
            clients.eventBridge(),
            clients.s3(),
            clients.s3Presigner(),
            clients.ssm(),
            clients.lambda());
    var settings = TestEnvironment.of(aws, Map.of("TOPIC_ARN", TOPIC_ARN));
    var environment =
        new FunctionEnvironment(
            settings.variables(), aws, () -> now, settings.pause(), settings.random());
    handler =
        new NoticeHandler(
            new Wiring(environment).claims(),
            new Wiring(environment).notices(),
            InstantSource.system());
  }

  void deliver(Message message) {
    var chunks = handler.decode(message);
    var consumer = handler.open(chunks);
    chunks.forEach(consumer);
  }

  /// Crashes the notifier instead of marking a ledger's changes as published.
  ///
  /// @param mark the number of the mark from now on, starting at 1
  void dieBeforeMark(int mark) {
    marksUntilDeath.set(mark);
  }

  /// How many ledger writes were made or refused since the last call.
  int writes() {
    return writes.getAndSet(0);
  }

  void passTime(Duration time) {
    now = now.plus(time);
  }

  /// Makes the topic reject everything, or accept it again.
  void topicFails(boolean fails) {
    topicFails = fails;
  }

  List<String> toldIds() {
    return attribute("message-id");
  }

  List<String> toldKinds() {
    return attribute("kind");
  }

  private List<String> attribute(String name) {
    return sns.inbox("Notices").stream()
        .map(InboxMessage::attributes)
        .map(attributes -> attributes.getOrDefault(name, ""))
        .toList();
  }

  private DynamoDbClient mortal(DynamoDbClient client) {
    return before(
        DynamoDbClient.class,
        client,
        request -> {
          if (!(request instanceof UpdateItemRequest update)) return;
          writes.incrementAndGet();
          if (update.expressionAttributeValues().containsValue(MARK)
              && marksUntilDeath.decrementAndGet() == 0) {
            throw new Died();
          }
        });
  }

  private SnsClient failing(SnsClient topic) {
    return before(
        SnsClient.class,
        topic,
        _ -> {
          if (topicFails) throw SnsException.builder().message("no answer").build();
        });
  }

  private static <C> C before(Class<C> type, C client, Consumer<Object> call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              if (arguments != null) call.accept(arguments[0]);
              try {
                return method.invoke(client, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  static final class Died extends Error {
    private static final long serialVersionUID = 1;
  }
}
