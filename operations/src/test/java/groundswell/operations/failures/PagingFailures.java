package groundswell.operations.failures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.UploadId;
import groundswell.operations.domain.Arrival;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.FailureState.Name;
import groundswell.operations.domain.Failures.Page;
import groundswell.operations.domain.RedriveId;
import groundswell.operations.testing.TestFailures;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestEnvironment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

class PagingFailures {
  private final TestFailures situation = new TestFailures();
  private final DynamoDbFailures failures =
      new OperationsWiring(TestEnvironment.ofTables()).failures();
  private final List<Arrival> arrivals =
      IntStream.range(0, 12).mapToObj(i -> situation.arrival(i % 3 == 0 ? "a" : "b")).toList();

  @Test
  void findsThoseOfATenantUploadChallengeOrGroupPageByPage() {
    record();
    var upload = new UploadId(situation.tenant() + "-upload");
    var challenge = new ChallengeId(situation.tenant() + "-challenge");

    for (var filter :
        List.of(
            situation.open(),
            of(Optional.of(upload), Optional.empty()),
            of(Optional.empty(), Optional.of(challenge))))
      assertThat(all(filter, 5)).as("%s", filter).containsExactlyElementsOf(ids(arrivals.stream()));
    assertThat(all(FailureFilter.OPEN.withGroup(situation.group("a")), 3))
        .containsExactlyElementsOf(
            ids(arrivals.stream().filter(each -> arrivals.indexOf(each) % 3 == 0)));
  }

  @Test
  void findsThoseOfAllGroups() {
    record();

    assertThat(all(FailureFilter.OPEN, 7)).containsAll(ids(arrivals.stream()));
  }

  @Test
  void showsNoneTwiceWhenAGroupIsNewBetweenTwoPages() {
    record();
    var seen = new ArrayList<FailureId>();
    var cursor = Optional.<String>empty();
    int page = 0;
    do {
      var found = failures.page(FailureFilter.OPEN, 5, cursor);
      found.failures().forEach(failure -> seen.add(failure.id()));
      cursor = found.next();
      if (page++ < 3) failures.record(situation.arrival("new-" + page));
    } while (cursor.isPresent());

    assertThat(seen).doesNotHaveDuplicates().containsAll(ids(arrivals.stream()));
  }

  @Test
  void findsThoseOfOneState() {
    record();
    failures.change(arrivals.get(4).id(), failure -> failure.claimed(new RedriveId("r"), 0));

    assertThat(all(situation.open(), 50)).hasSize(11).doesNotContain(arrivals.get(4).id());
    assertThat(all(situation.open().withState(Name.REDRIVING), 50))
        .containsExactly(arrivals.get(4).id());
  }

  @Test
  void findsThoseOfATime() {
    record();
    var since = arrivals.get(3).firstSeen();
    var until = arrivals.get(8).firstSeen();

    assertThat(all(between(until, since), 2)).isEmpty();
    assertThat(all(between(since, until), 2))
        .containsExactlyElementsOf(ids(arrivals.subList(3, 8).stream()));
  }

  @Test
  void findsThoseThatAreNamedIfTheRestFits() {
    record();
    failures.change(arrivals.get(4).id(), failure -> failure.claimed(new RedriveId("r"), 0));
    var named = Set.of(arrivals.get(4).id(), arrivals.get(6).id(), new FailureId("0".repeat(32)));

    assertThat(all(with(named, Optional.empty()), 50)).containsExactly(arrivals.get(6).id());
  }

  @Test
  void findsThoseWhoseReasonHasATextAlsoOnEmptyPages() {
    record();

    assertThat(all(with(Set.of(), Optional.of("MANY")), 5)).hasSize(12);
    assertThat(all(with(Set.of(), Optional.of("few")), 5)).isEmpty();
  }

  /// More than one query of a part returns.
  @Test
  void readsOnInEachPartUntilItHasLookedAtAll() {
    var rare = new ArrayList<FailureId>();
    for (int i = 0; i < 400; i++) {
      var arrival = situation.arrival(i % 20 == 0 ? "rare" : "common");
      failures.record(arrival);
      if (i % 20 == 0) rare.add(arrival.id());
    }

    var filter = situation.open().withGroup(situation.group("rare"));
    assertThat(failures.page(filter, 50, Optional.empty()))
        .returns(Optional.empty(), Page::next)
        .extracting(page -> page.failures().stream().map(Failure::id).toList())
        .isEqualTo(rare);
  }

  @Test
  void looksAtNoOthersAndNeverScans() {
    record();
    new TestFailures().arrival("a");
    var tables = new QueriesOnly();
    var counted = new OperationsWiring(TestEnvironment.of(TestClients.of(tables))).failures();

    assertThat(counted.page(situation.open(), 50, Optional.empty()).failures()).hasSize(12);

    assertThat(tables.queries.get()).isEqualTo(FailureBy.PARTS);
    assertThat(tables.lookedAt.get()).isEqualTo(12);
  }

  @Test
  void refusesACursorThatIsNoneOrOfAnotherFilter() {
    record();
    var cursor = failures.page(situation.open(), 5, Optional.empty()).next();

    for (var wrong : List.of("", "?", "AAAA", "YXxifGM"))
      assertThatThrownBy(() -> failures.page(situation.open(), 5, Optional.of(wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("invalid cursor");
    assertThatThrownBy(() -> failures.page(situation.open().withState(Name.PARKED), 5, cursor))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void record() {
    arrivals.forEach(failures::record);
  }

  /// The ids of all pages; no page is larger than the limit.
  private List<FailureId> all(FailureFilter filter, int limit) {
    var ids = new ArrayList<FailureId>();
    var cursors = new HashSet<String>();
    var cursor = Optional.<String>empty();
    do {
      var page = failures.page(filter, limit, cursor);
      if (filter.ids().isEmpty()) assertThat(page.failures()).hasSizeLessThanOrEqualTo(limit);
      page.failures().stream().map(Failure::id).forEach(ids::add);
      cursor = page.next();
      cursor.ifPresent(next -> assertThat(cursors.add(next)).isTrue());
    } while (cursor.isPresent());
    assertThat(ids).doesNotHaveDuplicates();
    return ids;
  }

  private static List<FailureId> ids(Stream<Arrival> arrivals) {
    return arrivals.map(Arrival::id).toList();
  }

  private static FailureFilter of(Optional<UploadId> upload, Optional<ChallengeId> challenge) {
    return filter(
        FailureFilter.OPEN,
        upload,
        challenge,
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Optional.empty());
  }

  private FailureFilter between(Instant since, Instant until) {
    return filter(
        situation.open(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(since),
        Optional.of(until),
        Set.of(),
        Optional.empty());
  }

  private FailureFilter with(Set<FailureId> ids, Optional<String> text) {
    return filter(
        situation.open(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ids,
        text);
  }

  private static FailureFilter filter(
      FailureFilter base,
      Optional<UploadId> upload,
      Optional<ChallengeId> challenge,
      Optional<Instant> since,
      Optional<Instant> until,
      Set<FailureId> ids,
      Optional<String> text) {
    return new FailureFilter(
        base.state(),
        base.group(),
        new FailureFilter.About(base.about().tenant(), upload, challenge, base.about().eventType()),
        new FailureFilter.Period(since, until),
        ids,
        text);
  }

  /// Tables that only answer queries.
  private static final class QueriesOnly implements DynamoDbClient {
    private final AtomicInteger queries = new AtomicInteger();
    private final AtomicInteger lookedAt = new AtomicInteger();

    @Override
    public QueryResponse query(QueryRequest request) {
      var response = LocalDynamoDb.client().query(request);
      queries.incrementAndGet();
      lookedAt.addAndGet(response.scannedCount());
      return response;
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
