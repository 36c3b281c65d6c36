package groundswell.failurerecorder;

import static groundswell.failurerecorder.RecorderWorld.with;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.ids.UploadId;
import groundswell.operations.batch.Redriven;
import groundswell.operations.domain.Cause;
import groundswell.operations.domain.FailedMessage;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.FailureKind;
import groundswell.operations.domain.FailureState.Name;
import groundswell.operations.domain.Origin;
import groundswell.operations.failures.Subjects;
import groundswell.platform.lambda.QueueMessage;
import groundswell.platform.tables.Key;
import groundswell.platform.testing.Edited;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.TestEnvironment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class RecordingDeadLetters {
  private static final Origin PARTITIONS = new Origin.Queue("partitions");

  private final RecorderWorld world = new RecorderWorld();
  private final String body =
      """
      {"detail-type": "ActivityMonthChanged",
       "detail": {"tenant": "%s", "upload": "u1", "partition": 3, "challenge": "spring",
                  "months": [{"member": "ann", "month": "2026-03"},
                             {"member": "bob", "month": "2026-02"},
                             {"member": "ann", "month": "2026-02"}]}}\
      """
          .formatted(world.name);

  @Test
  void thatLeftNoNoteWithBothThingsThatItMayMean() {
    var cause = record(letter()).cause();

    assertThat(cause.kind()).isEqualTo(FailureKind.NO_NOTE);
    assertThat(cause.reason()).contains("throttled").contains("Operations table was unavailable");
  }

  @Test
  void thatStartedAndCameToNoEnd() {
    var letter = letter();
    note(letter, Map.of());

    assertThat(kindOf(letter)).isEqualTo(FailureKind.DIED);
  }

  @Test
  void whoseLastAttemptFailed() {
    var letter = letter();
    note(letter, Map.of("k", "transient", "e", "Throttled", "r", "slow", "f", "A.b", "h", "r7"));

    assertThat(record(letter).cause())
        .isEqualTo(new Cause(FailureKind.TRANSIENT, "Throttled", "slow", "A.b", "r7"));
  }

  @Test
  void thatFailPermanently() {
    var letter = with(letter(), "failure-code", "stung");
    letter = with(letter, "failure-reason", "stung: by bee");
    letter = with(letter, "failure-frame", "Bees.sting");
    letter = with(letter, "failure-release", "r7");

    assertThat(record(letter).cause())
        .isEqualTo(new Cause(FailureKind.PERMANENT, "stung", "stung: by bee", "Bees.sting", "r7"));
  }

  @Test
  void thatTheBusCouldNotDeliver() {
    var letter = with(world.letter("rule-dlq", body), "TARGET_ARN", "arn:aws:sqs:eu:1:rewards");
    letter = with(letter, "RULE_ARN", "arn:aws:events:eu:1:rule/bus/rewards");
    letter = with(letter, "ERROR_CODE", "NO_PERMISSIONS");
    letter = with(letter, "ERROR_MESSAGE", "may not send");

    world.record(letter);

    var failure = world.recorded(new Origin.Queue("rewards"), body);
    assertThat(failure.cause())
        .isEqualTo(new Cause(FailureKind.UNDELIVERED, "NO_PERMISSIONS", "may not send", "", ""));
    assertThat(attributesOf(failure)).isEmpty();
  }

  @Test
  void withWhatTheyAreAbout() {
    var failure = record(letter());

    var subject = failure.subject();
    assertThat(subject.eventType()).isEqualTo("ActivityMonthChanged");
    assertThat(subject.tenant().orElseThrow().value()).isEqualTo(world.name);
    assertThat(subject.upload()).contains(new UploadId("u1"));
    assertThat(subject.partition()).contains(3);
    assertThat(subject.challenge().orElseThrow().value()).isEqualTo("spring");
    assertThat(subject.members().count()).isEqualTo(2);
    assertThat(Subjects.members(body)).hasToString("{ann=[2026-02, 2026-03], bob=[2026-02]}");
    assertThat(failure.message().receiveCount()).isEqualTo(5);
    assertThat(failure.seen().first()).isEqualTo(RecorderWorld.SENT_AT);
    assertThat(failure.seen().last()).isEqualTo(TestEnvironment.NOW);
  }

  @Test
  void thatNobodyUnderstands() {
    for (var odd : new String[] {"", "odd", "[]", "{\"detail\": 7}", "{\"Records\": []}"}) {
      var text = odd + " ".repeat(world.name.length());
      assertThat(world.record(world.letter("partitions-dlq", text))).as(odd).isEmpty();
      assertThat(world.recorded(PARTITIONS, text).cause().kind()).isNotNull();
    }
  }

  @Test
  void withTheUploadThatOnlyAnAttributeNames() {
    var entry = "{\"detail\": {\"tenant\": \"%s\"}}".formatted(world.name);

    world.record(with(world.letter("partitions-dlq", entry), "carried-upload", "u7"));

    assertThat(world.recorded(PARTITIONS, entry).subject().upload()).contains(new UploadId("u7"));
  }

  @Test
  void withAttributesOfAllTypesButThoseAboutTheFailure() {
    var letter = with(with(letter(), "color", "blue:1"), "redrive-run", "redrive-1");
    letter = with(letter, "carried-redrive-count", "2");
    letter = Edited.with(letter, "size", "Number:7");
    letter = Edited.with(letter, "picture", "Binary.png:AAE=");

    var failure = record(letter);

    assertThat(attributesOf(failure))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("color", "String:blue:1", "size", "Number:7", "picture", "Binary.png:AAE="));
    assertThat(failure.history().redrives()).isEqualTo(2);
  }

  @Test
  void onceHoweverOftenTheyAreDelivered() {
    var letter = letter();
    world.record(letter);
    world.record(letter);

    var failure = record(letter);

    assertThat(failure.message().ids()).hasSize(1);
    assertThat(world.failures.message(failure.id()).map(FailedMessage::body)).hasValue(body);
  }

  @Test
  void openAgainIfTheyFailAnew() {
    var failure = record(letter());
    world.failures.change(failure.id(), each -> each.parked("ann", "later", TestEnvironment.NOW));

    assertThat(record(letter()).state().named()).isEqualTo(Name.OPEN);
  }

  @Test
  void thatSomebodyPutThere() {
    var letter = Edited.withoutMetadata(letter(), RecorderWorld.SOURCE_QUEUE);

    var cause = record(letter).cause();

    assertThat(cause.kind()).isEqualTo(FailureKind.UNEXPLAINED);
    assertThat(cause.error()).isEqualTo("put-by-hand");
    assertThat(cause.reason()).contains("somebody sent it").doesNotContain("concurrency");
  }

  @Test
  void ofTheBusWithoutATargetAndOfAQueueThatNobodyKnows() {
    var lost = world.letter("unknown-dlq", "lost " + world.name);
    var targetless = world.letter("rule-dlq", "no target " + world.name);
    var misdirected =
        RecorderWorld.with(world.letter("rule-dlq", "odd " + world.name), "TARGET_ARN", "a:b c");

    assertThat(world.record(lost, targetless, misdirected)).isEmpty();

    assertThat(world.recorded(new Origin.Queue("unknown-dlq"), lost.body()).cause().error())
        .isEqualTo("put-by-hand");
    for (var letter : List.of(targetless, misdirected))
      assertThat(world.recorded(new Origin.Queue("rule-dlq"), letter.body()).cause().error())
          .isEqualTo("no-target");
  }

  @ParameterizedTest
  @CsvSource({"3e0,0", "-5,0", "'',0", "2,2", "2147483647,0", "999999999,1000", "007,7"})
  void withARedriveCountThatIsPossible(String text, int redrives) {
    var letter = RecorderWorld.with(letter(), Redriven.COUNT_ATTRIBUTE, text);

    assertThat(record(letter).history().redrives()).isEqualTo(redrives);
  }

  @Test
  void withTheBeginningOfADetailTypeWithoutOrdersToTerminals() {
    var odd = "{\"detail-type\":\"\\u001b[31m%s\",\"detail\":{}}".formatted("x".repeat(3_000));

    assertThat(world.record(world.letter("partitions-dlq", odd))).isEmpty();

    assertThat(world.recorded(PARTITIONS, odd).subject().eventType())
        .startsWith("<U+001B>[31mxxx")
        .hasSize(64);
  }

  @Test
  void withoutAttributesThatNoItemHolds() {
    var letter = RecorderWorld.with(letter(), "large", "x".repeat(500_000));

    var failure = record(letter);

    assertThat(attributesOf(failure)).isEmpty();
    assertThat(failure.cause().reason()).contains("are not kept");
  }

  /// Whatever a message contains, it is recorded and nothing stays in the queue.
  @Test
  void whateverTheyAre() {
    long seed = Long.getLong("groundswell.seed", System.nanoTime());
    var strangers = new Strangers(seed);
    for (int i = 0; i < 40; i++) {
      var letters =
          Stream.of("partitions-dlq", "rewards-dlq", "rule-dlq", "stream-failures", "unknown-dlq")
              .map(queue -> strangers.dress(world.letter(queue, strangers.body())))
              .toArray(QueueMessage[]::new);

      assertThat(world.record(letters)).describedAs("seed %d", seed).isEmpty();

      for (var letter : letters)
        if (!Strangers.triesTheQueue(letter))
          assertThat(recordedAnywhere(letter)).describedAs("seed %d: %s", seed, letter).isTrue();
    }
  }

  private boolean recordedAnywhere(QueueMessage letter) {
    return Stream.of("partitions", "rewards", "rule-dlq", "stream-failures", "unknown-dlq")
        .map(Origin.Queue::new)
        .anyMatch(origin -> world.failures.find(FailureId.of(origin, letter.body())).isPresent());
  }

  @Test
  void thatTouchMoreMembersThanAnItemHolds() {
    var members =
        IntStream.range(0, 15_000)
            .mapToObj(
                i -> "{\"member\":\"%s-%05d\",\"month\":\"2026-03\"}".formatted("m".repeat(9), i))
            .collect(Collectors.joining(","));
    var large = "{\"detail\":{\"tenant\":\"%s\",\"months\":[%s]}}".formatted(world.name, members);

    assertThat(world.record(world.letter("partitions-dlq", large))).isEmpty();

    var failure = world.recorded(PARTITIONS, large);
    assertThat(failure.subject().members().count()).isEqualTo(15_000);
    assertThat(world.failures.message(failure.id()).map(FailedMessage::body)).hasValue(large);
  }

  private Map<String, String> attributesOf(Failure failure) {
    return world.failures.message(failure.id()).orElseThrow().attributes();
  }

  private QueueMessage letter() {
    return world.letter("partitions-dlq", body);
  }

  private Failure record(QueueMessage letter) {
    assertThat(world.record(letter)).isEmpty();
    return world.recorded(PARTITIONS, body);
  }

  private FailureKind kindOf(QueueMessage letter) {
    return record(letter).cause().kind();
  }

  /// Writes the batch loop's note on an attempt.
  private static void note(QueueMessage letter, Map<String, String> error) {
    var item = new HashMap<>(new Key("ATTEMPT#" + letter.id(), "ATTEMPT").attributes());
    error.forEach((name, text) -> item.put(name, AttributeValue.fromS(text)));
    LocalDynamoDb.client()
        .putItem(request -> request.tableName(LocalDynamoDb.OPERATIONS).item(item));
  }
}
