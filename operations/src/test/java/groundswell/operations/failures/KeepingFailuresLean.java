package groundswell.operations.failures;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.operations.domain.Arrival;
import groundswell.operations.domain.FailedMessage;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.RedriveId;
import groundswell.operations.domain.Subject;
import groundswell.operations.domain.TouchedMembers;
import groundswell.operations.testing.TestFailures;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.MemoryObjects;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestEnvironment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Each change of a failure writes its item, and in each index both its old and its new entry. Each
/// KB of them costs a write unit
/// (<https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html>).
class KeepingFailuresLean {
  private static final int UNIT = 1_024;
  private static final int MEMBERS = 2_000;
  private static final RedriveId REDRIVE = new RedriveId("0199b2c3d4e5-4f6a8b0c2d1e");

  /// What each element of a list or a map takes in addition to its value.
  private static final int ELEMENT_BYTES = 4;

  private final TestFailures situation = new TestFailures();
  private final DynamoDbFailures failures =
      new OperationsWiring(
              TestEnvironment.of(
                  TestClients.of(LocalDynamoDb.client(), new MemoryObjects()),
                  Map.of("BUCKET", "bucket")))
          .failures();

  @Test
  void takesOneUnitEachHoweverLargeTheMessageIs() {
    var arrival = largeOne();
    failures.record(arrival);
    failures.change(arrival.id(), failure -> failure.claimed(REDRIVE, 0));

    assertThat(bytes(stored(arrival.id()))).isLessThan(UNIT);
    assertThat(FailureBy.values())
        .allSatisfy(by -> assertThat(bytes(entry(by, arrival.id()))).isLessThan(UNIT));
  }

  @Test
  void keepsAllOfTheMessageBesideIt() {
    var arrival = largeOne();

    var failure = failures.record(arrival);

    assertThat(failure.subject().members().count()).isEqualTo(MEMBERS);
    assertThat(failures.message(failure.id())).hasValue(arrival.message());
    assertThat(Subjects.members(arrival.body())).hasSize(MEMBERS);
  }

  /// A redrive sends the latest message.
  @Test
  void sendsTheAttributesOfTheLastMessage() {
    var first = situation.arrival("busy");
    failures.record(first);

    failures.record(
        TestFailures.withAttributes(TestFailures.again(first, "another"), Map.of("a", "String:b")));

    assertThat(failures.message(first.id()).map(FailedMessage::attributes))
        .hasValue(Map.of("a", "String:b"));
  }

  @Test
  void listsFailuresAsTheyAreButForTheIdsOfTheirMessages() {
    var arrival = largeOne();
    failures.record(arrival);
    failures.change(arrival.id(), failure -> failure.claimed(REDRIVE, 2));
    var stored = failures.find(arrival.id()).orElseThrow();
    var filter = FailureFilter.OPEN.withState(stored.state().named());
    var subject = stored.subject();

    for (var by :
        List.of(
            filter.withGroup(stored.group()),
            filter.withTenant(situation.tenant()),
            filter.withUpload(subject.upload().orElseThrow())))
      assertThat(failures.page(by, 1, Optional.empty()).failures())
          .singleElement()
          .usingRecursiveComparison()
          .ignoringFields("message.ids", "version")
          .isEqualTo(stored);
  }

  @Test
  void changesAListedFailureByWhatIsStored() {
    var arrival = situation.arrival("busy");
    failures.record(arrival);
    var listed = failures.page(situation.open(), 1, Optional.empty()).failures().getFirst();

    failures.change(listed, failure -> failure.claimed(REDRIVE, 0));

    assertThat(failures.find(arrival.id()).map(failure -> failure.message().ids()))
        .hasValue(List.of(arrival.messageId()));
  }

  @Test
  void spreadsTheFailuresOfAGroupOverItsKeys() {
    int count = 4_000;
    var sizes =
        IntStream.range(0, count)
            .mapToObj(i -> situation.arrival("m" + i, "busy", "body " + i, TestEnvironment.NOW))
            .map(arrival -> FailureBy.key("group", arrival.id()))
            .collect(Collectors.groupingBy(key -> key, Collectors.counting()));

    assertThat(sizes).containsOnlyKeys(FailureBy.keys("group"));
    assertThat(sizes.values()).allMatch(size -> size < 1.2 * count / FailureBy.PARTS);
  }

  private Arrival largeOne() {
    var months =
        IntStream.range(0, MEMBERS)
            .mapToObj("{\"member\":\"member-%06d\",\"month\":\"2026-03\"}"::formatted)
            .collect(Collectors.joining(","));
    var body =
        "{\"detail-type\":\"RowsSplit\",\"detail\":{\"tenant\":\"%s\",\"months\":[%s]}}"
            .formatted(situation.tenant(), months);
    var plain = situation.arrival("m-1", "busy", body, TestEnvironment.NOW);
    return TestFailures.withAttributes(
        new Arrival(
            plain.origin(),
            "0f0e7c43-6a52-4a0b-a2ef-6f2fd87d5a3c",
            body,
            plain.attributes(),
            plain.redrives(),
            plain.cause(),
            touching(plain.subject(), Subjects.of(body, Optional.empty()).members()),
            plain.receiveCount(),
            plain.firstSeen(),
            plain.failedAt()),
        Map.of("large", "String:" + "x".repeat(100_000)));
  }

  private static Subject touching(Subject subject, TouchedMembers members) {
    return new Subject(
        subject.eventType(),
        subject.tenant(),
        subject.upload(),
        subject.partition(),
        subject.challenge(),
        members);
  }

  private static Map<String, AttributeValue> stored(FailureId id) {
    return LocalDynamoDb.client()
        .getItem(
            request ->
                request.tableName(LocalDynamoDb.OPERATIONS).key(FailureItems.key(id).attributes()))
        .item();
  }

  private static Map<String, AttributeValue> entry(FailureBy by, FailureId id) {
    var key = stored(id).get(by.attribute());
    var order = stored(id).get(FailureItems.ORDER);
    return LocalDynamoDb.client()
        .query(
            request ->
                request
                    .tableName(LocalDynamoDb.OPERATIONS)
                    .indexName(by.index())
                    .keyConditionExpression("#key = :key AND #order = :order")
                    .expressionAttributeNames(
                        Map.of("#key", by.attribute(), "#order", FailureItems.ORDER))
                    .expressionAttributeValues(Map.of(":key", key, ":order", order)))
        .items()
        .getFirst();
  }

  private static int bytes(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .mapToInt(each -> bytes(each.getKey()) + bytes(each.getValue()))
        .sum();
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }

  private static int bytes(AttributeValue value) {
    return switch (value.type()) {
      case S -> bytes(value.s());
      case N -> bytes(value.n());
      case B -> value.b().asByteArray().length;
      case M -> bytes(value.m()) + ELEMENT_BYTES * (1 + value.m().size());
      case L ->
          value.l().stream().mapToInt(each -> bytes(each) + ELEMENT_BYTES).sum() + ELEMENT_BYTES;
      default -> throw new IllegalArgumentException("unexpected " + value);
    };
  }
}
