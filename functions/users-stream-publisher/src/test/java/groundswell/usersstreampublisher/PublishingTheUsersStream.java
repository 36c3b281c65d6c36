package groundswell.usersstreampublisher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import groundswell.domain.Lane;
import groundswell.domain.Quantity;
import groundswell.domain.Versions;
import groundswell.domain.activity.ActivityMonths.Consistency;
import groundswell.domain.activity.DayEntry;
import groundswell.domain.activity.EntryKey;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.Origin;
import groundswell.domain.activity.Registers;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.activity.Statements;
import groundswell.domain.activity.StoredMonth;
import groundswell.domain.events.Event.ActivityChanged;
import groundswell.domain.events.Event.MemberChanged;
import groundswell.domain.events.Event.MonthValues;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.SourceId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.members.Member;
import groundswell.platform.lambda.StreamEvent;
import groundswell.platform.tables.Key;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.StreamRecords;
import groundswell.platform.testing.TestBucket;
import groundswell.platform.testing.TestBus;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestContext;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.testing.TestProgram;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class PublishingTheUsersStream {
  private static final YearMonth MARCH = YearMonth.of(2026, 3);
  private final TestProgram program = new TestProgram();
  private final TestBus bus = new TestBus();
  private final TestBucket bucket = new TestBucket();
  private final StreamRecords records = new StreamRecords(LocalDynamoDb.USERS);

  @Test
  void tellsTheNewestValuesOfAMonthOnce() {
    enter("ann", 700, Lane.BULK, Optional.empty());
    enter("ann", 900, Lane.BULK, Optional.empty());

    assertThat(publish()).isEmpty();

    assertThat(months())
        .extracting(month -> SourcePolicy.HIGHEST.dayValues(month.days()).get(2))
        .containsExactly(steps(900));
  }

  @Test
  void saysNothingOfAMonthWhoseValuesWereOnlyRestated() {
    enter("ann", 700, Lane.BULK, Optional.empty());
    publish();
    var restated = new StreamRecords(LocalDynamoDb.USERS);
    store("ann", 700, Lane.BULK, Optional.empty());
    take(restated, "ann");

    publisher().handle(restated.event(), new TestContext());

    assertThat(bus.events()).hasSize(1);
  }

  @Test
  void tellsTheNewestImageAlsoWhenOnlyAnEarlierRecordMovedAValue() {
    enter("ann", 700, Lane.BULK, Optional.of(new UploadId("first")));
    var moved = enter("ann", 900, Lane.BULK, Optional.of(new UploadId("second")));
    var restated = enter("ann", 900, Lane.LIVE, Optional.of(new UploadId("third")));

    publish();

    assertThat(restated.version()).isGreaterThan(moved.version());
    assertThat(bus.events())
        .containsExactly(
            new ActivityChanged(
                program.tenant,
                Lane.BULK,
                Optional.of(new UploadId("second")),
                List.of(
                    program.valuesOf(
                        new MonthKey(new MemberId("ann"), TestProgram.STEPS, MARCH)))));
  }

  @Test
  void takesTheLiveLaneIfAnyWriteThatMovedAValueDid() {
    enter("ann", 700, Lane.LIVE, Optional.empty());
    enter("ann", 900, Lane.BULK, Optional.empty());

    publish();

    assertThat(bus.events())
        .extracting(event -> ((ActivityChanged) event).lane())
        .containsExactly(Lane.LIVE);
  }

  @Test
  void putsWhatCameInTheSameWayIntoOneEvent() {
    enter("ann", 700, Lane.BULK, Optional.of(new UploadId("one")));
    enter("bob", 700, Lane.BULK, Optional.of(new UploadId("one")));
    enter("cleo", 700, Lane.BULK, Optional.of(new UploadId("two")));
    enter("dan", 700, Lane.LIVE, Optional.empty());

    publish();

    assertThat(bus.events())
        .map(ActivityChanged.class::cast)
        .extracting(event -> event.lane(), event -> event.elements().size())
        .containsExactly(tuple(Lane.BULK, 2), tuple(Lane.BULK, 1), tuple(Lane.LIVE, 1));
  }

  @Test
  void tellsMembersAsTheyAreStored() {
    var spring = program.define("spring", TestProgram.totalOfSteps());
    var ann = program.join("ann", spring);
    take(records, ann.id().value(), "MEMBER");

    publish();

    var told = new Member(ann.id(), ann.profile(), Instant.EPOCH, ann.version(), ann.enrolments());
    assertThat(bus.events())
        .containsExactly(
            new MemberChanged(program.tenant, Lane.LIVE, Optional.empty(), List.of(told)));
  }

  @Test
  void setsWhatItCannotUnderstandAsideAndGoesOn() {
    var key = new Key("MEMBER#" + program.tenant + "#ann", "ACTIVITY#steps#2026-03").attributes();
    var sequenceNumber = records.add(key, broken(key));
    var unknown = new Key("SOMETHING#else", "?").attributes();
    records.add(unknown, unknown);
    enter("bob", 700, Lane.BULK, Optional.empty());

    assertThat(publish()).isEmpty();

    assertThat(months()).extracting(MonthValues::member).containsExactly(new MemberId("bob"));
    assertThat(bucket.byKey()).hasSize(2);
    assertThat(bucket.byKey().firstKey())
        .startsWith("failures/undecodable/")
        .endsWith(sequenceNumber + ".json");
  }

  @Test
  void keepsWhatItSetAsideAsAnEventThatItCanBeInvokedWithAgain() {
    var key = new Key("MEMBER#" + program.tenant + "#ann", "ACTIVITY#steps#2026-03").attributes();
    records.add(key, broken(key));
    publish();
    var kept = new String(bucket.byKey().firstEntry().getValue(), UTF_8);

    assertThat(kept)
        .contains("\"Records\"")
        .contains("\"NewImage\"")
        .contains("ACTIVITY#steps#2026-03");
  }

  @Test
  void tellsTheReplayerOfEachRecordThatItSetAsideAgain() {
    var key = new Key("MEMBER#" + program.tenant + "#ann", "ACTIVITY#steps#2026-03").attributes();
    var sequenceNumber = records.add(key, broken(key));
    publish();
    var kept = setAside();

    var answer = answer(StreamEvent.redrive(kept));

    assertThat(answer)
        .isEqualTo(
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"%s\"}]}".formatted(sequenceNumber));
    assertThat(setAside()).as("what names the failure").isEqualTo(kept);
  }

  private String setAside() {
    assertThat(bucket.byKey()).hasSize(1);
    return new String(bucket.byKey().firstEntry().getValue(), UTF_8);
  }

  @Test
  void tellsTheReplayerThatItPublishedWhatItUnderstandsNow() {
    enter("ann", 700, Lane.BULK, Optional.empty());
    assertThat(answer(StreamEvent.redrive(records.json()))).isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(months()).hasSize(1);
  }

  private String answer(String event) {
    var answer = new ByteArrayOutputStream();
    try {
      publisher()
          .handleRequest(
              new ByteArrayInputStream(event.getBytes(UTF_8)), answer, new TestContext());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answer.toString(UTF_8);
  }

  @Test
  void saysNothingOfAnItemThatWasRemoved() {
    records.add(new Key("MEMBER#" + program.tenant + "#ann", "MEMBER").attributes(), Map.of());

    assertThat(publish()).isEmpty();

    assertThat(bus.events()).isEmpty();
    assertThat(bucket.byKey()).isEmpty();
  }

  @Test
  void asksForTheFirstRecordOfWhatTheBusKeepsRefusing() {
    enter("bob", 100, Lane.LIVE, Optional.empty());
    var first = sequenceOf(() -> enter("ann", 700, Lane.BULK, Optional.empty()));
    enter("cleo", 100, Lane.LIVE, Optional.empty());
    enter("ann", 900, Lane.BULK, Optional.empty());
    bus.refuse(event -> event instanceof ActivityChanged changed && changed.lane() == Lane.BULK);

    assertThat(publish()).containsExactly(first);

    assertThat(months())
        .extracting(MonthValues::member)
        .containsExactly(new MemberId("bob"), new MemberId("cleo"));
  }

  @Test
  void sendsWhatTheBusRefusesOnceAgain() {
    enter("ann", 700, Lane.BULK, Optional.empty());
    var refusals = new AtomicInteger();
    bus.refuse(_ -> refusals.getAndIncrement() < 2);

    assertThat(publish()).isEmpty();

    assertThat(months()).hasSize(1);
  }

  @Test
  void asksForTheFirstRecordOfTheRefusedPartOfALargeEvent() {
    for (int i = 0; i < 900; i++) enterWholeMonth("member-" + i);
    bus.refuse(
        event ->
            event instanceof ActivityChanged changed
                && changed.elements().stream()
                    .anyMatch(month -> month.member().value().equals("member-899")));

    var again = Integer.parseInt(publish().getFirst());

    var told = months().stream().map(MonthValues::member).toList();
    assertThat(again).isGreaterThan(100);
    assertThat(told).hasSize(again - 100).contains(new MemberId("member-0"));
  }

  private static Map<String, AttributeValue> broken(Map<String, AttributeValue> key) {
    var image = new TreeMap<>(key);
    image.put("v", AttributeValue.fromS("seven"));
    return image;
  }

  private static Quantity steps(long value) {
    return Quantity.of(value);
  }

  private void enterWholeMonth(String member) {
    var said = new Statements();
    for (int day = 1; day <= 31; day++) {
      said.add(
          new EntryKey(day, new SourceId("watch")),
          DayEntry.of(TestEnvironment.NOW, steps(10_000 + day)));
    }
    var month =
        new StoredMonth(
            Registers.of(said, Optional.empty()),
            1,
            1,
            Lane.BULK,
            Optional.empty(),
            Optional.empty());
    var key = new MonthKey(new MemberId(member), TestProgram.STEPS, MARCH);
    program.activity.saveIf(program.tenant, key, month, Versions.NONE);
    take(records, member);
  }

  private StoredMonth enter(String member, long steps, Lane lane, Optional<UploadId> upload) {
    var stored = store(member, steps, lane, upload);
    take(records, member);
    return stored;
  }

  private StoredMonth store(String member, long steps, Lane lane, Optional<UploadId> upload) {
    var key = new MonthKey(new MemberId(member), TestProgram.STEPS, MARCH);
    var stored =
        program
            .activity
            .read(program.tenant, List.of(key), Consistency.STRONG)
            .getOrDefault(key, StoredMonth.NONE);
    var entry = DayEntry.of(program.tick(), steps(steps));
    var merged =
        stored.merge(
            Statements.of(new EntryKey(2, new SourceId("watch")), entry),
            lane,
            upload.map(id -> new StoredMonth.PartitionRef(Origin.of(id, TestEnvironment.NOW), 0)),
            SourcePolicy.HIGHEST,
            program.tick());
    if (!(merged instanceof StoredMonth.Merge.Changed(var next, _, _)))
      throw new IllegalStateException("nothing changed");
    program.activity.saveIf(program.tenant, key, next, stored.version());
    return next;
  }

  private void take(StreamRecords into, String member) {
    take(into, member, "ACTIVITY#steps#2026-03");
  }

  private String take(StreamRecords into, String member, String sortKey) {
    return into.take("MEMBER#%s#%s".formatted(program.tenant, member), sortKey);
  }

  private String sequenceOf(Runnable change) {
    change.run();
    return records.event().records().getLast().sequenceNumber();
  }

  private List<MonthValues> months() {
    return bus.events().stream()
        .map(ActivityChanged.class::cast)
        .flatMap(event -> event.elements().stream())
        .toList();
  }

  /// @return the sequence numbers to retry
  private List<String> publish() {
    return publisher().handle(records.event(), new TestContext());
  }

  private UsersStreamPublisherFunction publisher() {
    return new UsersStreamPublisherFunction(
        TestEnvironment.of(
            TestClients.of(TestClients.of(bus).dynamoDb(), TestClients.of(bus).sqs(), bus, bucket),
            Map.of("BUS", TestBus.NAME, "STREAM_FAILURE_BUCKET", TestBucket.NAME)));
  }
}
