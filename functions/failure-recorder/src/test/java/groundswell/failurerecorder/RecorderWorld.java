package groundswell.failurerecorder;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.Origin;
import groundswell.operations.failures.DynamoDbFailures;
import groundswell.operations.failures.OperationsWiring;
import groundswell.operations.testing.TestFailures;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.lambda.QueueMessage;
import groundswell.platform.queues.MessageAttributes;
import groundswell.platform.testing.Edited;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.LocalSqs;
import groundswell.platform.testing.MemoryObjects;
import groundswell.platform.testing.TestBus;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestContext;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.testing.TestQueue;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The recorder over real tables and queues, and dead letters as Lambda hands them over.
final class RecorderWorld {
  static final Instant SENT_AT = TestEnvironment.NOW.minusSeconds(600);

  /// What SQS writes onto a message that it moves to a dead-letter queue.
  static final String SOURCE_QUEUE = "DeadLetterQueueSourceArn";

  private static final String ARN = "arn:aws:sqs:us-east-1:000000000000:";
  private static final String BUCKET = "bucket";

  /// A name that no other test has, so that each has groups of its own.
  final String name = new TestFailures().tenant().value();

  final AtomicReference<Instant> now = new AtomicReference<>(TestEnvironment.NOW);
  final FunctionEnvironment environment;
  final DynamoDbFailures failures;

  private final MemoryObjects objects = new MemoryObjects();
  private final TestQueue replayerQueue = new TestQueue();
  private final FailureRecorderFunction function;
  private int letters;

  RecorderWorld() {
    this(false);
  }

  RecorderWorld(boolean automatic) {
    this(automatic, LocalSqs.client());
  }

  RecorderWorld(boolean automatic, SqsClient sqs) {
    environment =
        TestEnvironment.of(
            TestClients.of(LocalDynamoDb.client(), sqs, new TestBus(), objects),
            Map.of(
                "BUCKET",
                "bodies",
                "STREAM_FAILURE_BUCKET",
                BUCKET,
                "REDRIVE_QUEUE_URL",
                replayerQueue.url(),
                "AUTOMATIC_REDRIVE",
                Boolean.toString(automatic),
                "STREAM_FAILURE_QUEUE",
                "stream-failures",
                "RULE_DEAD_LETTER_QUEUE",
                "rule-dlq",
                "DEAD_LETTERS",
                """
                partitions-dlq,partitions,2,activity-loader
                rewards-dlq,rewards,4,reward-granter
                """),
            now::get);
    failures = new OperationsWiring(environment).failures();
    function = new FailureRecorderFunction(environment);
  }

  /// A letter of a dead-letter queue that was received five times.
  QueueMessage letter(String deadLetterQueue, String body) {
    var metadata = new HashMap<String, String>();
    metadata.put(QueueMessage.RECEIVE_COUNT, "5");
    metadata.put("SentTimestamp", Long.toString(SENT_AT.toEpochMilli()));
    if (deadLetterQueue.endsWith("s-dlq")) metadata.put(SOURCE_QUEUE, ARN + "source");
    return new QueueMessage(
        name + "-" + ++letters, "", body, metadata, Map.of(), "aws:sqs", ARN + deadLetterQueue);
  }

  static QueueMessage with(QueueMessage letter, String attribute, String text) {
    return Edited.with(letter, attribute, MessageAttributes.text(text));
  }

  /// The bucket's notification of a new object.
  QueueMessage created(String encodedKey) {
    return created(encodedKey, "0055AED6DCD90281E5");
  }

  /// @param sequencer names the write of the object
  QueueMessage created(String encodedKey, String sequencer) {
    return letter(
        "stream-failures",
        "{\"Records\":[{\"s3\":{\"object\":{\"key\":\"%s\",\"sequencer\":\"%s\"}}}]}"
            .formatted(encodedKey, sequencer));
  }

  void put(String key, String text, Map<String, String> metadata) {
    environment
        .aws()
        .s3()
        .putObject(
            request -> request.bucket(BUCKET).key(key).metadata(metadata),
            RequestBody.fromBytes(text.getBytes(UTF_8)));
  }

  /// @return the bodies of those that stay in their queue
  List<String> record(QueueMessage... letters) {
    var messages = List.of(letters);
    return TestQueue.returned(messages, function.handle(messages, new TestContext()));
  }

  Failure recorded(Origin origin, String body) {
    return failures.find(FailureId.of(origin, body)).orElseThrow();
  }

  /// How many commands wait for the replayer. They are delayed.
  int commands() {
    var waiting =
        LocalSqs.client()
            .getQueueAttributes(
                request ->
                    request
                        .queueUrl(replayerQueue.url())
                        .attributeNames(
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
            .attributes();
    return waiting.values().stream().mapToInt(Integer::parseInt).sum();
  }
}
