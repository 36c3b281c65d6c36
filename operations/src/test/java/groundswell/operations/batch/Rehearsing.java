package groundswell.operations.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.Rehearsal.Verdict;
import groundswell.operations.failures.DynamoDbRehearsals;
import groundswell.operations.failures.OperationsWiring;
import groundswell.operations.testing.TestFailures;
import groundswell.platform.AwsClients;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.PermanentFailure;
import groundswell.platform.batch.BatchHandler;
import groundswell.platform.lambda.QueueMessage;
import groundswell.platform.tables.Key;
import groundswell.platform.testing.Edited;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.LocalSqs;
import groundswell.platform.testing.MemoryObjects;
import groundswell.platform.testing.TestBus;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestContext;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.testing.TestQueue;
import groundswell.platform.testing.TestTopic;
import groundswell.platform.wiring.Wiring;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

class Rehearsing {
  private static final FailureId FAILURE = new FailureId("a".repeat(32));

  private final TestQueue queue = new TestQueue();
  private final String rehearsal = "rehearsal-" + new TestFailures().tenant();
  private final TestTopic topic = new TestTopic();
  private final TestBus bus = new TestBus();
  private final MemoryObjects objects = new MemoryObjects();
  private final DynamoDbRehearsals rehearsals =
      new OperationsWiring(TestEnvironment.ofTables()).rehearsals();

  @Test
  void discardsEveryWriteAndSaysWhatWouldHaveBeenWritten() {
    objects.objects().put("bucket/file", "content".getBytes(UTF_8));

    var verdict = rehearse("everything");

    assertThat(verdict.failed()).isEmpty();
    assertThat(verdict.writes())
        .containsExactly(
            "PutItem " + rehearsal + " / put",
            "UpdateItem " + rehearsal + " / update",
            "SendMessage",
            "SendMessageBatch",
            "PublishBatch",
            "PutEvents",
            "PutObject");
    assertThat(stored("put")).isEmpty();
    assertThat(stored("update")).isEmpty();
    assertThat(queue.receive()).isEmpty();
    assertThat(topic.published()).isEmpty();
    assertThat(bus.events()).isEmpty();
    assertThat(objects.objects()).containsOnlyKeys("bucket/file");
  }

  @Test
  void keepsWhyItWouldFailAgain() {
    assertThat(rehearse("busy").failed()).hasValue("fault: IllegalStateException: busy");
  }

  @Test
  void putsNothingIntoTheDeadLetterQueue() {
    assertThat(rehearse("permanent").failed()).hasValue("permanent: stung: by bee");

    assertThat(queue.deadLetters()).isEmpty();
  }

  @Test
  void leavesNoNotesAndBringsNothingBack() {
    var event = rehearsed("busy");

    var response = new Rehearsed(environment(), rehearsal).handle(event, new TestContext());

    assertThat(response).isEmpty();
    assertThat(
            OperatedFunction.attempts(TestEnvironment.ofTables())
                .find(List.of(event.getFirst().id())))
        .isEmpty();
  }

  /// Anybody who may send to a queue can give a message any attributes.
  @Test
  void isNotAskedForByAttributesOfAQueuesMessage() {
    objects.objects().put("bucket/file", "content".getBytes(UTF_8));

    new Rehearsed(environment(), rehearsal).handle(sent("everything"), new TestContext());

    assertThat(stored("put")).isPresent();
    assertThat(rehearsals.verdict(rehearsal, FAILURE)).isEmpty();
  }

  private Verdict rehearse(String body) {
    new Rehearsed(environment(), rehearsal).handle(rehearsed(body), new TestContext());
    return rehearsals.verdict(rehearsal, FAILURE).orElseThrow();
  }

  /// A message as the replayer passes it to a function.
  private List<QueueMessage> rehearsed(String body) {
    return sent(body).stream()
        .map(message -> Edited.from(message, Rehearser.EVENT_SOURCE))
        .toList();
  }

  /// A message as a queue delivers it.
  private List<QueueMessage> sent(String body) {
    queue.send(body, Map.of("rehearsal", rehearsal, Redriven.OF_ATTRIBUTE, FAILURE.value()));
    return queue.receive();
  }

  private Optional<Map<String, ?>> stored(String sortKey) {
    var response =
        LocalDynamoDb.client()
            .getItem(
                request ->
                    request
                        .tableName(LocalDynamoDb.USERS)
                        .key(new Key(rehearsal, sortKey).attributes()));
    return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
  }

  private FunctionEnvironment environment() {
    var some = TestClients.of(LocalDynamoDb.client(), LocalSqs.client(), bus, objects);
    var aws =
        new AwsClients(
            some.dynamoDb(),
            some.sqs(),
            topic,
            some.eventBridge(),
            some.s3(),
            some.s3Presigner(),
            some.ssm(),
            some.lambda(),
            some.cloudWatch());
    return TestEnvironment.of(aws, Map.of("QUEUES", queue.variable()));
  }

  /// A function with all kinds of writes.
  private static final class Rehearsed extends OperatedFunction<String> {
    Rehearsed(FunctionEnvironment environment, String key) {
      super(environment, each -> new Everywhere(each, key));
    }
  }

  private record Everywhere(FunctionEnvironment environment, String key)
      implements BatchHandler<String> {
    @Override
    public List<String> decode(Message message) {
      return List.of(message.body());
    }

    @Override
    public String encode(String entry) {
      return entry;
    }

    @Override
    public Object keyOf(String entry) {
      return entry;
    }

    @Override
    public String merge(String one, String other) {
      return one;
    }

    @Override
    public Consumer<String> open(Collection<String> entries) {
      return word -> {
        if (word.equals("busy")) throw new IllegalStateException(word);
        if (word.equals("permanent")) throw new PermanentFailure("stung", "by bee");
        read(environment.aws());
        write(environment.aws());
      };
    }

    private void read(AwsClients aws) {
      aws.dynamoDb()
          .getItem(
              request ->
                  request.tableName(LocalDynamoDb.USERS).key(new Key(key, "put").attributes()));
      aws.s3().getObjectAsBytes(request -> request.bucket("bucket").key("file"));
    }

    private void write(AwsClients aws) {
      aws.dynamoDb()
          .putItem(
              request ->
                  request.tableName(LocalDynamoDb.USERS).item(new Key(key, "put").attributes()));
      aws.dynamoDb()
          .updateItem(
              request ->
                  request.tableName(LocalDynamoDb.USERS).key(new Key(key, "update").attributes()));
      var url = environment.require("QUEUES").split(",", 3)[1];
      var sender = new Wiring(environment).sender();
      sender.send(url, "one");
      sender.sendAll(url, List.of("two"));
      aws.sns().publishBatch(request -> request.topicArn(TestTopic.ARN));
      aws.eventBridge()
          .putEvents(
              request -> request.entries(PutEventsRequestEntry.builder().detail("{}").build()));
      aws.s3()
          .putObject(
              request -> request.bucket("bucket").key("other"), RequestBody.fromString("text"));
    }
  }
}
