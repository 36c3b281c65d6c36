package groundswell.operations.failures;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.operations.domain.Arrival;
import groundswell.operations.domain.FailedMessage;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.FailureState.Name;
import groundswell.operations.domain.FailureState.Redriving;
import groundswell.operations.domain.RedriveId;
import groundswell.operations.testing.TestFailures;
import groundswell.platform.tables.Item;
import groundswell.platform.tables.Key;
import groundswell.platform.testing.Interleaving;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.MemoryObjects;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class StoringFailures {
  private static final RedriveId REDRIVE = new RedriveId("redrive-1");
  private static final Duration TOOK = Duration.ofMillis(70);

  private final TestFailures situation = new TestFailures();
  private final MemoryObjects objects = new MemoryObjects();
  private final DynamoDbFailures failures = failuresOver(LocalDynamoDb.client());
  private final Arrival arrival = situation.arrival("busy");

  @Test
  void readsBackAllThatWasRecorded() {
    failures.record(arrival);

    var stored = failures.find(arrival.id()).orElseThrow();

    assertThat(stored).isEqualTo(withVersion(Failure.of(arrival), stored.version()));
    assertThat(failures.message(arrival.id())).hasValue(arrival.message());
  }

  @Test
  void readsBackEveryState() {
    failures.record(arrival);
    var claimed = changed(failure -> failure.claimed(REDRIVE, 2));
    var failed = changed(failure -> failure.failedAgain(REDRIVE, TOOK, "busy"));
    var resolved = changed(failure -> failure.succeeded(REDRIVE, TOOK, TestEnvironment.NOW));

    assertThat(claimed.state()).isEqualTo(new Redriving(REDRIVE, 2, Optional.empty()));
    assertThat(failed.state()).isEqualTo(new Redriving(REDRIVE, 2, Optional.of("busy")));
    assertThat(resolved.state().named()).isEqualTo(Name.RESOLVED);
    assertThat(resolved.history().last()).contains(REDRIVE);
    assertThat(resolved.history().took()).contains(TOOK);
  }

  @Test
  void keepsTheSameMessageOnce() {
    failures.record(arrival);
    var first = failures.find(arrival.id());

    assertThat(failures.record(arrival)).isEqualTo(first.orElseThrow());

    assertThat(failures.find(arrival.id())).isEqualTo(first);
    assertThat(failures.page(situation.open(), 10, Optional.empty()).failures()).hasSize(1);
  }

  @Test
  void saysWhatBecameOfAMessageThatArrivesAgain() {
    failures.record(arrival);
    changed(failure -> failure.parked("ann", "later", TestEnvironment.NOW));

    assertThat(failures.record(arrival).state().named()).isEqualTo(Name.PARKED);
  }

  @Test
  void opensAParkedFailureForANewMessage() {
    failures.record(arrival);
    changed(failure -> failure.parked("ann", "later", TestEnvironment.NOW));

    failures.record(TestFailures.again(arrival, "another-message"));

    assertThat(failures.find(arrival.id()).orElseThrow().state().named()).isEqualTo(Name.OPEN);
  }

  @Test
  void keepsAnOrdinaryBodyInTheTable() {
    int attributes = "kind".length() + "String:rows".length();
    var body = "x".repeat(FailureBodies.TABLE_BYTES_MAX - attributes);

    var failure = failures.record(situation.arrival("m", "busy", body, TestEnvironment.NOW));

    assertThat(failures.message(failure.id()).map(FailedMessage::body)).hasValue(body);
    assertThat(objects.objects()).isEmpty();
  }

  @Test
  void keepsALargeBodyInTheBucket() {
    var body = "ü\n".repeat(FailureBodies.TABLE_BYTES_MAX / 2) + "!";

    var failure = failures.record(situation.arrival("m", "busy", body, TestEnvironment.NOW));

    assertThat(failures.message(failure.id()).map(FailedMessage::body)).hasValue(body);
    assertThat(objects.objects()).containsOnlyKeys("bucket/failures/bodies/" + failure.id());
  }

  /// A lifecycle rule may delete an object hours before the table drops the item that names it.
  @Test
  void leavesOutABodyThatIsNoLongerKept() {
    var large = "ü".repeat(FailureBodies.TABLE_BYTES_MAX);
    var expired = failures.record(situation.arrival("m", "busy", large, TestEnvironment.NOW));
    failures.record(arrival);
    objects.objects().clear();

    assertThat(failures.messages(List.of(expired.id(), arrival.id())))
        .containsOnlyKeys(arrival.id());
  }

  @Test
  void isForgottenAMonthAfterItsMessageWasFirstSentWithItsBody() {
    failures.record(arrival);
    failures.record(TestFailures.again(arrival, "another-message"));

    var expiry = arrival.firstSeen().plus(Duration.ofDays(30)).getEpochSecond();
    assertThat(expiryOf(FailureItems.key(arrival.id()))).isEqualTo(expiry);
    assertThat(expiryOf(FailureItems.bodyKey(arrival.id()))).isEqualTo(expiry);
  }

  @Test
  void isKeptWithItsBodyForAWeekAfterAnOldMessageIsGivenUp() {
    var old = TestEnvironment.NOW.minus(Duration.ofDays(40));
    var late = situation.arrival("m", "busy", "an old message", old);

    failures.record(late);

    var expiry = late.failedAt().plus(Duration.ofDays(7)).getEpochSecond();
    assertThat(expiryOf(FailureItems.key(late.id()))).isEqualTo(expiry);
    assertThat(expiryOf(FailureItems.bodyKey(late.id()))).isEqualTo(expiry);
  }

  @Test
  void isKeptForAnotherMonthWhenItFailsAfterItWasResolved() {
    var old = TestEnvironment.NOW.minus(Duration.ofDays(29));
    var first = situation.arrival("m1", "busy", "the same body", old);
    failures.record(first);
    failures.change(first.id(), failure -> failure.claimed(REDRIVE, 0));
    failures.change(first.id(), failure -> failure.succeeded(REDRIVE, TOOK, TestEnvironment.NOW));

    failures.record(situation.arrival("m2", "busy", "the same body", TestEnvironment.NOW));

    var expiry = TestEnvironment.NOW.plus(Duration.ofDays(30)).getEpochSecond();
    assertThat(expiryOf(FailureItems.key(first.id()))).isEqualTo(expiry);
    assertThat(expiryOf(FailureItems.bodyKey(first.id()))).isEqualTo(expiry);
  }

  private static long expiryOf(Key key) {
    var item =
        LocalDynamoDb.client()
            .getItem(request -> request.tableName(LocalDynamoDb.OPERATIONS).key(key.attributes()))
            .item();
    return Item.of(item).number(Item.EXPIRES_AT);
  }

  @Test
  void hasNoBodyOfWhatIsUnknown() {
    var unknown = new FailureId("0".repeat(32));

    assertThat(failures.message(unknown)).isEmpty();
    assertThat(failures.find(unknown)).isEmpty();
    assertThat(failures.change(unknown, Optional::of)).isEmpty();
  }

  @Test
  void findsThoseThatExist() {
    var other = situation.arrival("busy");
    List.of(arrival, other).forEach(failures::record);

    assertThat(failures.findAll(List.of(arrival.id(), other.id(), new FailureId("0".repeat(32)))))
        .containsOnlyKeys(arrival.id(), other.id());
  }

  @Test
  void decidesAgainWhenAnotherWriterWasFaster() {
    failures.record(arrival);
    var slowTables = new Interleaving<>(DynamoDbClient.class, LocalDynamoDb.client());
    slowTables.before(
        "putItem", () -> changed(failure -> failure.claimed(new RedriveId("quick"), 0)));

    var slow = failuresOver(slowTables.port()).change(arrival.id(), f -> f.claimed(REDRIVE, 0));

    assertThat(slow).isEmpty();
    assertThat(failures.find(arrival.id()).orElseThrow().history().last())
        .contains(new RedriveId("quick"));
  }

  @Test
  void losesNeitherOfTwoMessagesThatAreRecordedAtOnce() {
    failures.record(arrival);
    var slowTables = new Interleaving<>(DynamoDbClient.class, LocalDynamoDb.client());
    slowTables
        .before("putItem", () -> {})
        .before("putItem", () -> {})
        .before("putItem", () -> failures.record(TestFailures.again(arrival, "quick")));

    failuresOver(slowTables.port()).record(TestFailures.again(arrival, "slow"));

    assertThat(failures.find(arrival.id()).orElseThrow().message().ids())
        .containsExactly(arrival.messageId(), "quick", "slow");
  }

  private Failure changed(Function<Failure, Optional<Failure>> decision) {
    assertThat(failures.change(arrival.id(), decision)).isPresent();
    return failures.find(arrival.id()).orElseThrow();
  }

  private DynamoDbFailures failuresOver(DynamoDbClient tables) {
    return new OperationsWiring(
            TestEnvironment.of(TestClients.of(tables, objects), Map.of("BUCKET", "bucket")))
        .failures();
  }

  private static Failure withVersion(Failure failure, long version) {
    return new Failure(
        failure.id(),
        failure.message(),
        failure.cause(),
        failure.subject(),
        failure.seen(),
        failure.state(),
        failure.history(),
        version);
  }
}
