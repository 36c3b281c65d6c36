package groundswell.eraser;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.domain.Lane;
import groundswell.domain.Versions;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.files.FileKind;
import groundswell.domain.files.ValueReading;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.members.Erasure;
import groundswell.domain.rewards.Ledger;
import groundswell.domain.tenants.TenantRemoval;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadPolicy;
import groundswell.domain.uploads.UploadState.Created;
import groundswell.local.calls.Activity;
import groundswell.local.calls.Call;
import groundswell.local.calls.CallInterceptor;
import groundswell.local.calls.CapacityRecorder;
import groundswell.local.calls.Killed;
import groundswell.local.calls.ObservedClients;
import groundswell.local.calls.TableWrites;
import groundswell.platform.PermanentFailure;
import groundswell.platform.objects.TenantObjects;
import groundswell.platform.tables.Item;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.LocalSqs;
import groundswell.platform.testing.MemoryObjects;
import groundswell.platform.testing.TestBus;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.testing.TestProgram;
import groundswell.platform.wiring.Wiring;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ErasingATenant {
  private static final String BUCKET = "bucket";

  private final TestProgram program = new TestProgram();
  private final TenantId tenant = program.tenant;
  private final MemoryObjects objects = new MemoryObjects();
  private final Wiring wiring = wiring();
  private final Deque<String> queue = new ArrayDeque<>();
  private final Deque<String> later = new ArrayDeque<>();
  private Instant now = TestEnvironment.NOW;

  /// The time that each look at the clock takes.
  private Duration tick = Duration.ZERO;

  @Test
  void leavesNothingButTheWordThatItWasRemoved() {
    live(3);
    assertThat(itemsOf(tenant)).hasSizeGreaterThan(20);

    remove();

    assertThat(itemsOf(tenant)).containsExactly("TENANT#%s|REMOVAL".formatted(tenant));
    assertThat(objects.objects().keySet()).noneMatch(key -> key.contains(tenant.value()));
    assertThat(wiring.removals().find(tenant).orElseThrow().isEnded()).isTrue();
  }

  @Test
  void leavesOtherTenantsAlone() {
    var other = new ErasingATenant();
    other.live(2);
    var before = other.itemsOf(other.tenant);
    objects.putObject(
        put -> put.bucket(BUCKET).key("uploads/%s/x".formatted(other.tenant)),
        RequestBody.fromString("x"));
    live(1);

    remove();

    assertThat(other.itemsOf(other.tenant)).isEqualTo(before);
    assertThat(objects.objects()).containsOnlyKeys("bucket/uploads/%s/x".formatted(other.tenant));
  }

  /// A loader, a calculator, a builder and the inbox that had looked before the mark.
  @Test
  void erasesWhatOthersWroteBehindTheFirstPass() {
    live(2);
    mark();
    drain();
    assertThat(later).hasSize(1);
    program.walk("m0", "2026-03-09", 9_000);
    program.join("late");
    program.walk("late", "2026-03-09", 9_000);
    upload("late-upload");
    wiring.uploads().putResult(tenant, new UploadId("upload"), 7, RowCounts.ZERO);
    object("boards/%s/spring/9");

    goOn();

    assertThat(itemsOf(tenant)).containsExactly("TENANT#%s|REMOVAL".formatted(tenant));
    assertThat(objects.objects()).isEmpty();
  }

  /// After the first pass there is no challenge to score in and no upload to go on with.
  @Test
  void keepsNothingToWorkWithBetweenThePasses() {
    live(1);

    mark();
    drain();

    assertThat(program.challenges.list(tenant)).isEmpty();
    assertThat(wiring.uploads().find(tenant, new UploadId("upload"))).isEmpty();
    assertThat(program.activity.list(tenant, new MemberId("m0"), Optional.empty(), 9).months())
        .isEmpty();
  }

  @Test
  void goesOnStepByStep() {
    live(120);
    tick = Duration.ofSeconds(9);

    mark();
    var steps = drain();
    goOn();

    assertThat(steps).isGreaterThan(parts().size() + 1);
    assertThat(itemsOf(tenant)).containsExactly("TENANT#%s|REMOVAL".formatted(tenant));
  }

  /// An operator asks again, or the message of a pass comes again behind it.
  @Test
  void beginsNoPartAgainThatThePassHasErased() {
    live(1);
    mark();
    drain();

    queue.add(EraseTenant.pass(tenant, false).message());

    assertThat(drain()).isEqualTo(1);
    assertThat(later).hasSize(2);
    queue.addAll(later);
    later.clear();
    drain();
    assertThat(later).isEmpty();
    assertThat(itemsOf(tenant)).containsExactly("TENANT#%s|REMOVAL".formatted(tenant));
  }

  /// Each message comes twice, some come late, and some handlers die after their message was
  /// handled in part.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void endsTheSameHoweverItsMessagesCome(long seed) {
    var random = new Random(seed);
    live(5);
    tick = Duration.ofSeconds(random.nextInt(9));
    mark();
    var seen = new ArrayList<String>();
    while (!queue.isEmpty() || !later.isEmpty()) {
      if (queue.isEmpty()) queue.add(later.poll());
      var message = random.nextBoolean() ? queue.pollFirst() : queue.pollLast();
      seen.add(message);
      handle(message);
      if (random.nextInt(4) == 0) handle(message);
      if (random.nextInt(9) == 0) handle(seen.get(random.nextInt(seen.size())));
      if (seen.size() > 20_000) throw new AssertionError("goes on for ever, seed " + seed);
    }
    seen.forEach(this::handle);

    assertThat(queue).isEmpty();
    assertThat(later).isEmpty();
    assertThat(itemsOf(tenant)).containsExactly("TENANT#%s|REMOVAL".formatted(tenant));
    assertThat(objects.objects()).isEmpty();
  }

  /// The message of a handler that has died comes again.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void endsTheSameWhereverAHandlerDies(long seed) {
    var deaths = new Deaths(new Random(seed));
    var dying = wiring(deaths);
    live(3);
    mark();

    while (!queue.isEmpty() || !later.isEmpty()) {
      var message = queue.isEmpty() ? later.poll() : queue.poll();
      while (isKilledBy(message, dying)) {
        if (deaths.count > 10_000) throw new AssertionError("dies for ever, seed " + seed);
      }
    }

    assertThat(deaths.count).as("seed %d", seed).isPositive();
    assertThat(itemsOf(tenant)).containsExactly("TENANT#%s|REMOVAL".formatted(tenant));
    assertThat(objects.objects()).isEmpty();
    assertThat(wiring.removals().find(tenant).orElseThrow().isEnded()).isTrue();
  }

  private boolean isKilledBy(String message, Wiring dying) {
    try {
      handle(message, dying);
      return false;
    } catch (Killed _) {
      return true;
    }
  }

  @Test
  void isErasedOnNobodysWordButTheMark() {
    live(1);
    var before = itemsOf(tenant);

    assertThatThrownBy(() -> handle(EraseTenant.pass(tenant, true).message()))
        .isInstanceOf(PermanentFailure.class)
        .hasMessageContaining("nobody has ordered that");

    assertThat(itemsOf(tenant)).isEqualTo(before);
  }

  private void remove() {
    mark();
    drain();
    goOn();
  }

  private void mark() {
    wiring.removals().put(new TenantRemoval(tenant, now, "olga", Optional.empty()));
    queue.add(EraseTenant.pass(tenant, false).message());
  }

  /// The last pass, after the pause.
  private void goOn() {
    assertThat(later).hasSize(1);
    queue.add(later.poll());
    drain();
    assertThat(later).isEmpty();
  }

  private int drain() {
    int count = 0;
    for (; !queue.isEmpty(); count++) handle(queue.poll());
    return count;
  }

  private void handle(String message) {
    handle(message, wiring);
  }

  private void handle(String message, Wiring by) {
    ErasureCommand.decode(message, now).forEach(step -> eraser(by).erase((EraseTenant) step));
  }

  private TenantEraser eraser(Wiring by) {
    return new TenantEraser(
        by.removals(),
        EraserFunction.parts(by, 2),
        queue::addAll,
        later::add,
        () -> {
          now = now.plus(tick);
          return now;
        });
  }

  private List<TenantPart> parts() {
    return EraserFunction.parts(wiring, 2);
  }

  /// Members with activity, progress and ledgers, one who was erased before, an upload and objects.
  private void live(int members) {
    var spring = program.define("spring", TestProgram.totalOfSteps());
    IntStream.range(0, members).forEach(i -> live("m" + i, spring));
    var gone = new MemberId("gone");
    program.members.putErasure(tenant, gone, new Erasure(now, 1));
    wiring.operations().put(Item.at("TENANT#" + tenant, "SETTINGS"));
    wiring.operations().put(Item.at("RUNS#" + tenant, "run"));
    upload("upload");
    wiring.uploads().putResult(tenant, new UploadId("upload"), 0, RowCounts.ZERO);
    wiring.quotas().take(tenant, "recalculation", 9);
    for (var folder : TenantObjects.FOLDERS) object(folder + "/%s/a/b");
  }

  private void live(String id, Challenge spring) {
    program.join(id, spring);
    var march = program.walk(id, "2026-03-05", 7_000);
    program.walk(id, "2026-04-01", 4_000);
    long revision = program.score(id, spring, march).revision();
    var member = new MemberId(id);
    var score = program.progressOf(id, spring).orElseThrow().standingIn(spring).score();
    var judged = Ledger.NONE.judge(spring.terms(), true, score, revision);
    program.ledgers.saveIf(tenant, member, spring.id(), judged, Versions.NONE, Lane.LIVE);
  }

  private void upload(String id) {
    wiring
        .uploads()
        .create(
            new Upload(
                tenant,
                new UploadId(id),
                FileKind.ACTIVITY,
                ValueReading.VALUES,
                "a.csv",
                9,
                Optional.empty(),
                new UploadPolicy.Partial(),
                false,
                "ann",
                now,
                1,
                new Created()));
  }

  private void object(String key) {
    objects.putObject(
        put -> put.bucket(BUCKET).key(key.formatted(tenant)), RequestBody.fromString("x"));
  }

  private Wiring wiring() {
    return wiring(CallInterceptor.none());
  }

  private Wiring wiring(CallInterceptor interceptor) {
    var calls =
        new ObservedClients(interceptor, new CapacityRecorder(), new Activity(), new TableWrites());
    var clients = TestClients.of(LocalDynamoDb.client(), LocalSqs.client(), new TestBus(), objects);
    var aws = calls.of(clients, "eraser", () -> true);
    return new Wiring(TestEnvironment.of(aws, Map.of("BUCKET", BUCKET)));
  }

  /// The keys of all items that name a tenant.
  private List<String> itemsOf(TenantId some) {
    var environment = TestEnvironment.ofTables();
    return Stream.of("USERS_TABLE", "PROGRAMS_TABLE", "OPERATIONS_TABLE")
        .map(environment::require)
        .flatMap(
            table ->
                LocalDynamoDb.client()
                    .scanPaginator(scan -> scan.tableName(table))
                    .items()
                    .stream())
        .filter(item -> item.toString().contains(some.value()))
        .map(item -> text(item, "PK") + "|" + text(item, "SK"))
        .sorted()
        .toList();
  }

  private static String text(Map<String, AttributeValue> item, String attribute) {
    return requireNonNull(item.get(attribute)).s();
  }

  /// Dies before or after one call in eight.
  private static final class Deaths implements CallInterceptor {
    private static final int CALLS_PER_DEATH = 8;

    private final Random random;
    private int count;

    Deaths(Random random) {
      this.random = random;
    }

    @Override
    public <T> T around(Call call, Callable<T> proceed) throws Exception {
      boolean dies;
      boolean before;
      synchronized (this) {
        dies = random.nextInt(CALLS_PER_DEATH) == 0;
        before = random.nextBoolean();
        if (dies) count++;
      }
      if (dies && before) throw new Killed(call.operation());
      var answer = proceed.call();
      if (dies) throw new Killed(call.operation());
      return answer;
    }
  }
}
