package groundswell.failurerecorder;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.Origin;
import groundswell.operations.failures.DynamoDbFailures;
import groundswell.operations.testing.TestFailures;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.LocalSqs;
import groundswell.platform.testing.MemoryObjects;
import groundswell.platform.testing.TestBus;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestContext;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.testing.TestQueue;
import java.time.Instant;
import java.util.ArrayList;
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
    failures = new DynamoDbFailures(environment);
    function = new FailureRecorderFunction(environment);
  }

  /// A letter of a dead-letter queue that was received five times.
  SQSMessage letter(String deadLetterQueue, String body) {
    var letter = new SQSMessage();
    letter.setMessageId(name + "-" + ++letters);
    letter.setBody(body);
    letter.setEventSourceArn(ARN + deadLetterQueue);
    letter.setAttributes(
        new HashMap<>(
            Map.of(
                "ApproximateReceiveCount",
                "5",
                "SentTimestamp",
                Long.toString(SENT_AT.toEpochMilli()))));
    if (deadLetterQueue.endsWith("s-dlq"))
      letter.getAttributes().put("DeadLetterQueueSourceArn", ARN + "source");
    letter.setMessageAttributes(new HashMap<>());
    return letter;
  }

  static SQSMessage with(SQSMessage letter, String attribute, String text) {
    var value = new MessageAttribute();
    value.setDataType("String");
    value.setStringValue(text);
    letter.getMessageAttributes().put(attribute, value);
    return letter;
  }

  /// The bucket's notification of a new object.
  SQSMessage created(String encodedKey) {
    return created(encodedKey, "0055AED6DCD90281E5");
  }

  /// @param sequencer names the write of the object
  SQSMessage created(String encodedKey, String sequencer) {
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
  List<String> record(SQSMessage... letters) {
    var event = new SQSEvent();
    event.setRecords(new ArrayList<>(List.of(letters)));
    SQSBatchResponse response = function.handleRequest(event, new TestContext());
    return TestQueue.returned(event, response);
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
