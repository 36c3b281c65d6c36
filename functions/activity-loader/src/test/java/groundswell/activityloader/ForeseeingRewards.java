package groundswell.activityloader;

import static groundswell.activityloader.UploadWorld.ACTIVITY_HEADER;
import static groundswell.activityloader.UploadWorld.MEMBERS_HEADER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Lane;
import groundswell.domain.Quantity;
import groundswell.domain.Versions;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Period;
import groundswell.domain.challenges.RankPolicy;
import groundswell.domain.challenges.Reward;
import groundswell.domain.challenges.ScoringRule;
import groundswell.domain.challenges.Terms;
import groundswell.domain.files.FileKind;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.RewardId;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members.Origin;
import groundswell.domain.members.Profile;
import groundswell.domain.rewards.Ledger;
import groundswell.domain.scoring.Score;
import groundswell.domain.uploads.Consequences;
import groundswell.domain.uploads.Consequences.Board;
import groundswell.domain.uploads.Consequences.Loss;
import groundswell.domain.uploads.Consequences.Rewards;
import groundswell.domain.uploads.LeaverPolicy;
import groundswell.domain.uploads.UploadPolicy;
import groundswell.domain.uploads.UploadState.Checked;
import groundswell.local.calls.Call;
import groundswell.local.calls.CallInterceptor;
import groundswell.platform.wiring.Wiring;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/// The check of a file tells whose rewards storing it would grant or reverse, and which boards
/// would move. It judges and writes nothing.
class ForeseeingRewards {
  private static final ChallengeId SPRING = new ChallengeId("spring");
  private static final ChallengeId AUTUMN = new ChallengeId("autumn");
  private static final RewardId HALF = new RewardId("half");

  private UploadWorld world = new UploadWorld();

  @Test
  void tellsWhoWouldGetAReward() {
    springWith("ann", "bob");

    var consequences = check("ann,2026-03-18,steps,600\nbob,2026-03-18,steps,400\n");

    assertThat(consequences)
        .isEqualTo(
            new Consequences(2, new Rewards(1, 1, 50), Rewards.NONE, List.of(), boards(SPRING, 2)));
  }

  @Test
  void namesWhoWouldLoseARewardTheyWereToldOf() {
    springWith("ann", "bob", "eve");
    store("ann,2026-03-18,steps,600\nbob,2026-03-18,steps,700\neve,2026-03-18,steps,1\n");
    granted("ann", 600);
    granted("bob", 700);

    var consequences =
        check("ann,2026-03-18,steps,6\nbob,2026-03-18,steps,7\neve,2026-03-18,steps,2\n");

    assertThat(consequences.reversed()).isEqualTo(new Rewards(2, 2, 100));
    assertThat(consequences.losses())
        .containsExactly(
            new Loss(new MemberId("ann"), "Name of ann", SPRING, HALF, 50),
            new Loss(new MemberId("bob"), "Name of bob", SPRING, HALF, 50));
    assertThat(consequences.boards()).isEqualTo(boards(SPRING, 3));
    assertThat(ledger("ann").points()).isEqualTo(50);
  }

  /// What earlier activity has earned, and is not granted yet, is not due to the file.
  @Test
  void isDueToTheFileAlone() {
    springWith("ann");
    store("ann,2026-03-18,steps,600\n");

    var consequences = check("ann,2026-03-19,steps,1\n");

    assertThat(consequences.granted()).isEqualTo(Rewards.NONE);
    assertThat(consequences.boards()).isEqualTo(boards(SPRING, 1));
  }

  @Test
  void movesNothingWithRowsThatAreStoredAlready() {
    springWith("ann");
    store("ann,2026-03-18,steps,600\n");

    assertThat(check("ann,2026-03-18,steps,600\n")).isEqualTo(Consequences.ofNone(1));
  }

  @Test
  void looksAtTheOtherMonthsOfAChallenge() {
    define(SPRING, "2026-02-01", "2026-03-31");
    members("spring", "ann");
    store("ann,2026-02-18,steps,450\n");

    assertThat(check("ann,2026-03-18,steps,60\n").granted()).isEqualTo(new Rewards(1, 1, 50));
  }

  @Test
  void movesOnlyBoardsOfChallengesThatCountTheRows() {
    springWith("ann");
    define(AUTUMN, "2025-09-01", "2025-10-31");
    members("autumn", "ann");

    assertThat(check("ann,2026-03-18,steps,1\nann,2026-03-18,floors,1\n").boards())
        .isEqualTo(boards(SPRING, 1));
  }

  @Test
  void tellsWhatAFileOfMembersWouldGrant() {
    define(SPRING, "2026-03-01", "2026-03-31");
    members("", "ann");
    store("ann,2026-03-18,steps,600\n");

    var consequences =
        check(FileKind.MEMBERS, MEMBERS_HEADER + "ann,A,,UTC,spring\nnew,N,,UTC,spring\n");

    assertThat(consequences)
        .isEqualTo(
            new Consequences(2, new Rewards(1, 1, 50), Rewards.NONE, List.of(), boards(SPRING, 2)));
  }

  @Test
  void tellsWhatALeaverWouldLose() {
    springWith("ann", "bob", "eve");
    store("ann,2026-03-18,steps,600\nbob,2026-03-18,steps,700\neve,2026-03-18,steps,1\n");
    granted("ann", 600);
    granted("bob", 700);
    world.leavers = LeaverPolicy.ALL_LEAVE;

    var consequences = check(FileKind.MEMBERS, MEMBERS_HEADER + "bob,Name of bob,,UTC,spring\n");

    assertThat(consequences.membersJudged()).isEqualTo(3);
    assertThat(consequences.reversed()).isEqualTo(new Rewards(1, 1, 50));
    assertThat(consequences.losses())
        .containsExactly(new Loss(new MemberId("ann"), "Name of ann", SPRING, HALF, 50));
    assertThat(consequences.boards()).isEqualTo(boards(SPRING, 2));
  }

  /// A throttled read is repeated. If it stays throttled, the run begins again, so a part of the
  /// answer is never taken for all of it.
  @Test
  void isWholeAlthoughReadsAreThrottled() {
    var throttled = new AtomicInteger();
    world = new UploadWorld(new EveryThird("BatchGetItem", throttled));
    var ids = IntStream.range(0, 250).mapToObj(i -> "m%03d".formatted(i)).toList();
    springWith(ids.toArray(String[]::new));

    var consequences =
        check(ids.stream().map(id -> id + ",2026-03-18,steps,600\n").collect(Collectors.joining()));

    assertThat(throttled.get()).isPositive();
    assertThat(consequences)
        .isEqualTo(
            new Consequences(
                250, new Rewards(250, 250, 12_500), Rewards.NONE, List.of(), boards(SPRING, 250)));
  }

  private static SortedMap<ChallengeId, Board> boards(ChallengeId challenge, long members) {
    return new TreeMap<>(Map.of(challenge, new Board("Name of " + challenge, members)));
  }

  private void springWith(String... members) {
    define(SPRING, "2026-03-01", "2026-03-31");
    members("spring", members);
  }

  /// Half of a goal of 1,000 steps earns 50 points.
  private void define(ChallengeId id, String start, String end) {
    var terms =
        new Terms(
            "Name of " + id,
            new Period(LocalDate.parse(start), LocalDate.parse(end)),
            new ScoringRule.Total(new MetricId("steps"), Optional.empty()),
            SourcePolicy.HIGHEST,
            Quantity.of(1_000),
            Optional.empty(),
            0,
            RankPolicy.STANDARD,
            List.of(new Reward(HALF, 50, 50)));
    var challenge = Challenge.create(id, terms, world.now());
    assertThat(world.challenges.saveIf(world.tenant, challenge, Versions.NONE)).isTrue();
  }

  private void members(String challenge, String... ids) {
    for (var id : ids) {
      var held = world.members.find(world.tenant, new MemberId(id));
      if (held.isEmpty()) world.register(id);
      var member = world.members.find(world.tenant, new MemberId(id)).orElseThrow();
      var profile = new Profile("Name of " + id, Optional.empty(), ZoneOffset.UTC);
      var joins =
          challenge.isEmpty() ? List.<ChallengeId>of() : List.of(new ChallengeId(challenge));
      var next = Member.register(Optional.of(member), member.id(), profile, joins, world.now());
      world.members.saveIf(world.tenant, next, member.version(), Origin.LIVE);
    }
  }

  private void store(String rows) {
    world.load(FileKind.ACTIVITY, ACTIVITY_HEADER + rows);
  }

  private void granted(String member, long steps) {
    var challenge = world.challenges.find(world.tenant, SPRING).orElseThrow();
    var ledger = Ledger.NONE.judge(challenge.terms(), true, Score.of(Quantity.of(steps)), 1);
    new Wiring(world.environment)
        .ledgers()
        .saveIf(world.tenant, new MemberId(member), SPRING, ledger, Versions.NONE, Lane.LIVE);
  }

  private Ledger ledger(String member) {
    return new Wiring(world.environment)
        .ledgers()
        .find(world.tenant, new MemberId(member), SPRING)
        .orElseThrow();
  }

  private Consequences check(String rows) {
    return check(FileKind.ACTIVITY, ACTIVITY_HEADER + rows);
  }

  private Consequences check(FileKind kind, String text) {
    var file = text.getBytes(UTF_8);
    var upload =
        world.announce(kind, file.length, new UploadPolicy.Partial(), Optional.empty(), true);
    world.send(upload, file);
    world.drain();
    return ((Checked) world.stored(upload).state()).check().consequences();
  }

  /// Refuses every third call of an operation, five times.
  private static final class EveryThird implements CallInterceptor {
    private static final int REFUSED_MAX = 5;

    private final AtomicInteger calls = new AtomicInteger();
    private final String operation;
    private final AtomicInteger refused;

    EveryThird(String operation, AtomicInteger refused) {
      this.operation = operation;
      this.refused = refused;
    }

    @Override
    public <T> T around(Call call, Callable<T> proceed) throws Exception {
      if (call.operation().equals(operation)
          && calls.incrementAndGet() % 3 == 0
          && refused.get() < REFUSED_MAX) {
        refused.incrementAndGet();
        throw ProvisionedThroughputExceededException.builder().message("too fast").build();
      }
      return proceed.call();
    }
  }
}
