package groundswell.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.local.calls.Activity;
import groundswell.local.queues.Deliveries;
import groundswell.local.scheduling.Ids;
import groundswell.local.scheduling.RealTimeScheduler;
import groundswell.local.template.Topology.Topic;
import groundswell.local.topics.HttpDeliveries;
import groundswell.local.topics.InboxMessage;
import groundswell.local.topics.LocalSns;
import groundswell.local.topics.TopicDeliveries;
import groundswell.platform.AwsClients;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.batch.BatchHandler.Message;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.MemoryObjects;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestEnvironment;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.SnsException;

/// A notifier over real tables and a topic of the local cloud. It can crash at a given point.
final class NotifierWorld {
  /// The value of a mark that a change was published; claims have no such value.
  private static final AttributeValue MARK = AttributeValue.fromBool(true);

  private static final String TOPIC_ARN = "arn:aws:sns:us-east-1:000000000000:notices";

  private static final String UPLOAD_TOPIC_ARN = "arn:aws:sns:us-east-1:000000000000:uploads";
  private static final String BUCKET = "bucket";

  private final AtomicInteger writes = new AtomicInteger();
  private final AtomicInteger marksUntilDeath = new AtomicInteger(Integer.MAX_VALUE);
  private final LocalSns sns;
  private final NotifierHandler handler;
  private Instant now = TestEnvironment.NOW;
  private boolean topicFails;
  private Runnable beforeReport = () -> {};

  private final MemoryObjects objects =
      new MemoryObjects() {
        @Override
        public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
          var first = beforeReport;
          beforeReport = () -> {};
          first.run();
          return super.putObject(request, body);
        }
      };

  NotifierWorld() {
    var clients = TestClients.of(LocalDynamoDb.client());
    var scheduler = new RealTimeScheduler();
    var activity = new Activity();
    var deliveries = new Deliveries(scheduler, activity, clients.sqs());
    var topic = new Topic("Notices", "notices", TOPIC_ARN, List.of());
    var uploadTopic = new Topic("Uploads", "uploads", UPLOAD_TOPIC_ARN, List.of());
    sns =
        new LocalSns(
            List.of(topic, uploadTopic),
            new TopicDeliveries(
                deliveries,
                new HttpDeliveries(scheduler, activity),
                arn -> arn,
                InstantSource.fixed(TestEnvironment.NOW)),
            new Ids(new Random(1)));
    var aws =
        new AwsClients(
            mortal(clients.dynamoDb()),
            clients.sqs(),
            failing(sns),
            clients.eventBridge(),
            objects,
            clients.s3Presigner(),
            clients.ssm(),
            clients.lambda(),
            clients.cloudWatch());
    var settings =
        TestEnvironment.of(
            aws,
            Map.of("TOPIC_ARN", TOPIC_ARN, "UPLOAD_TOPIC_ARN", UPLOAD_TOPIC_ARN, "BUCKET", BUCKET));
    var environment =
        new FunctionEnvironment(
            settings.variables(), aws, () -> now, settings.pause(), settings.random());
    handler = NotifierFunction.handler(environment);
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

  /// Does something once, before the next report is put.
  void beforeReport(Runnable action) {
    beforeReport = action;
  }

  /// The report at a key of the bucket.
  String report(String key) {
    return new String(Objects.requireNonNull(objects.objects().get(BUCKET + "/" + key)), UTF_8);
  }

  /// The attributes of what the topic for uploads was told.
  List<Map<String, String>> ends() {
    return sns.inbox("Uploads").stream().map(InboxMessage::attributes).toList();
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
