package groundswell.platform.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Versions;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Period;
import groundswell.domain.challenges.RankPolicy;
import groundswell.domain.challenges.ScoringRule;
import groundswell.domain.events.Event.MonthValues;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.members.Members.Origin;
import groundswell.domain.ranking.Board;
import groundswell.domain.ranking.BoardRow;
import groundswell.domain.ranking.BoardRow.ScoreRegister;
import groundswell.domain.ranking.Boards;
import groundswell.domain.ranking.PublishedBoard;
import groundswell.domain.ranking.PublishedRows;
import groundswell.domain.scoring.ProgressItems;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.visibility.TouchedMonth;
import groundswell.domain.visibility.Visibility;
import groundswell.domain.visibility.Visibility.Obstacle;
import groundswell.domain.visibility.VisibilityReader;
import groundswell.platform.testing.Interleaving;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.TestBucket;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.testing.TestProgram;
import groundswell.platform.wiring.Wiring;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whether the boards show an upload: `visible` means shown, or overtaken by something later.
class LookingForAnUpload {
  private static final UploadId UPLOAD = new UploadId("upload");
  private static final MemberId ANN = new MemberId("ann");
  private static final MemberId BOB = new MemberId("bob");
  private static final YearMonth MARCH = YearMonth.of(2026, 3);

  private final TestProgram program = new TestProgram();
  private final TestBucket bucket = new TestBucket();
  private final Wiring wiring =
      new Wiring(
          TestEnvironment.of(
              TestClients.of(LocalDynamoDb.client(), bucket), Map.of("BUCKET", TestBucket.NAME)));
  private final Interleaving<ProgressItems> items =
      new Interleaving<>(ProgressItems.class, program.progress);
  private final Interleaving<Boards> boards = new Interleaving<>(Boards.class, wiring.boards());
  private final VisibilityReader reader =
      new VisibilityReader(
          program.members,
          program.challenges,
          items.port(),
          PublishedRows.of(boards.port()),
          wiring.touchedMonths(),
          new DynamoDbVisiblePartitions(wiring.operations()));
  private final Challenge spring = program.define("spring", TestProgram.totalOfSteps());

  @Test
  void findsItWhereTheBoardShowsEveryMonth() {
    program.join("ann", spring);
    var month = program.walk("ann", "2026-03-02", 700);
    program.score("ann", spring, month);
    publish(spring, "ann");
    touched(0, month);

    assertThat(look()).isEqualTo(new Visibility(1, 1, Optional.empty()));
  }

  /// As with an event that is among the failures, or on its way.
  @Test
  void doesNotFindItWhileProgressIsBehind() {
    program.join("ann", spring);
    program.score("ann", spring, program.walk("ann", "2026-03-02", 700));
    publish(spring, "ann");
    touched(0, program.walk("ann", "2026-03-03", 500));

    assertThat(look()).isEqualTo(missing(new Obstacle.Unscored(ANN, spring.id())));
  }

  @Test
  void doesNotFindItWhileNoProgressIsStored() {
    program.join("ann", spring);
    touched(0, program.walk("ann", "2026-03-02", 700));

    assertThat(look()).isEqualTo(missing(new Obstacle.Unscored(ANN, spring.id())));
  }

  @Test
  void doesNotFindItWhileTheBoardIsBehind() {
    program.join("ann", spring);
    program.score("ann", spring, program.walk("ann", "2026-03-02", 700));
    publish(spring, "ann");
    var month = program.walk("ann", "2026-03-03", 500);
    program.score("ann", spring, month);
    touched(0, month);

    assertThat(look()).isEqualTo(missing(new Obstacle.Unpublished(ANN, spring.id())));
    publish(spring, "ann");
    assertThat(look().isWhole()).isTrue();
  }

  /// A file may bring what another one brought just before.
  @Test
  void waitsForAMonthThatItDidNotChange() {
    program.join("ann", spring);
    var month = program.walk("ann", "2026-03-02", 700);
    touched(0, month);

    assertThat(look().isWhole()).isFalse();

    program.score("ann", spring, month);
    publish(spring, "ann");
    assertThat(look().isWhole()).isTrue();
  }

  @Test
  void findsWhatSomethingLaterOvertook() {
    program.join("ann", spring);
    touched(0, program.walk("ann", "2026-03-02", 700));
    program.score("ann", spring, program.walk("ann", "2026-03-02", 100));
    publish(spring, "ann");

    assertThat(look().isWhole()).isTrue();
  }

  @Test
  void waitsForNobodyWhoLeftOrIsUnknown() {
    program.join("ann", spring);
    touched(0, program.walk("ann", "2026-03-02", 700), program.walk("zoe", "2026-03-02", 700));
    program.leave("ann", spring);

    assertThat(look().isWhole()).isTrue();
  }

  @Test
  void waitsForWhoJoinedAgain() {
    program.join("ann", spring);
    var month = program.walk("ann", "2026-03-02", 700);
    program.score("ann", spring, month);
    program.end("ann", spring);
    publish(spring, "ann");
    touched(0, month);
    var member = program.members.find(program.tenant, ANN).orElseThrow();
    program.members.saveIf(
        program.tenant, member.join(spring.id(), program.tick()), member.version(), Origin.LIVE);

    assertThat(look()).isEqualTo(missing(new Obstacle.Unscored(ANN, spring.id())));

    program.score("ann", spring, month);
    publish(spring, "ann");
    assertThat(look().isWhole()).isTrue();
  }

  @Test
  void waitsForNoChallengeThatDoesNotCountTheMonth() {
    var laps =
        program.define(
            "laps",
            TestProgram.termsOf(new ScoringRule.Total(new MetricId("laps"), Optional.empty())));
    var summer =
        program.define(
            "summer",
            TestProgram.terms(
                new Period(LocalDate.of(2026, 6, 1), LocalDate.of(2026, 8, 31)),
                new ScoringRule.Total(TestProgram.STEPS, Optional.empty()),
                RankPolicy.STANDARD));
    program.join("ann", laps, summer);
    touched(0, program.walk("ann", "2026-03-02", 700));

    assertThat(look().isWhole()).isTrue();
  }

  @Test
  void waitsForTheRecalculationUnderANewDefinition() {
    program.join("ann", spring);
    var month = program.walk("ann", "2026-03-02", 700);
    program.score("ann", spring, month);
    publish(spring, "ann");
    touched(0, month);
    var changed =
        program.redefine(spring, TestProgram.termsOf(new ScoringRule.BestDay(TestProgram.STEPS)));

    assertThat(look()).isEqualTo(missing(new Obstacle.Unscored(ANN, spring.id())));

    program.score("ann", changed, month);
    publish(changed, "ann");
    assertThat(look().isWhole()).isTrue();
  }

  /// A month in which a source only took back what it had not said has no values, and no partial.
  @Test
  void waitsForNoPartialOfAMonthWithoutValues() {
    program.join("ann", spring);
    program.score("ann", spring);
    publish(spring, "ann");
    put(0, List.of(new TouchedMonth(march(ANN), Versions.NONE)));

    assertThat(look().isWhole()).isTrue();
  }

  @Test
  void waitsForEveryChallengeOfAMember() {
    var other = program.define("other", TestProgram.totalOfSteps());
    program.join("ann", spring, other);
    var month = program.walk("ann", "2026-03-02", 700);
    program.score("ann", spring, month);
    publish(spring, "ann");
    program.score("ann", other, month);
    touched(0, month);

    assertThat(look()).isEqualTo(missing(new Obstacle.Unpublished(ANN, other.id())));
  }

  /// The item must be read before the board: else a board from before the item could do.
  @Test
  void findsItIfTheBoardIsPublishedBetweenItsReads() {
    program.join("ann", spring);
    var month = program.walk("ann", "2026-03-02", 700);
    program.score("ann", spring, month);
    touched(0, month);
    boards.before("published", () -> publish(spring, "ann"));

    assertThat(look().isWhole()).isTrue();
  }

  @Test
  void doesNotTakeAnEarlierBoardForThatOfAnItemThatMovedMeanwhile() {
    program.join("ann", spring);
    program.score("ann", spring, program.walk("ann", "2026-03-02", 700));
    publish(spring, "ann");
    var month = program.walk("ann", "2026-03-03", 100);
    touched(0, month);
    items.before("findAll", () -> program.score("ann", spring, month));

    assertThat(look()).isEqualTo(missing(new Obstacle.Unpublished(ANN, spring.id())));
  }

  @Test
  void keepsWhatWasVisibleOnce() {
    program.join("ann", spring);
    program.join("bob", spring);
    var ann = program.walk("ann", "2026-03-02", 700);
    var bob = program.walk("bob", "2026-03-02", 700);
    program.score("ann", spring, ann);
    publish(spring, "ann");
    touched(0, ann);
    touched(1, bob);
    assertThat(look())
        .isEqualTo(new Visibility(1, 2, Optional.of(new Obstacle.Unscored(BOB, spring.id()))));

    program.score("ann", spring);
    program.score("bob", spring, bob);
    publish(spring, "bob");

    assertThat(look().isWhole()).isTrue();
    int reads = items.calls("findAll");
    assertThat(look().isWhole()).isTrue();
    assertThat(items.calls("findAll")).isEqualTo(reads);
  }

  @Test
  void keepsTheMonthsThatWereVisibleWithinAPartition() {
    program.join("ann", spring);
    program.join("bob", spring);
    var ann = program.walk("ann", "2026-03-02", 700);
    var bob = program.walk("bob", "2026-03-02", 700);
    program.score("ann", spring, ann);
    publish(spring, "ann");
    touched(0, bob, ann);
    assertThat(look()).isEqualTo(missing(new Obstacle.Unscored(BOB, spring.id())));

    program.score("ann", spring);
    program.score("bob", spring, bob);
    publish(spring, "bob");

    assertThat(look().isWhole()).isTrue();
  }

  @Test
  void looksAtABoundedNumberOfMonthsAtOnceAndGoesOnFromThere() {
    var strangers =
        IntStream.range(0, 6_000)
            .mapToObj(i -> new TouchedMonth(march(new MemberId("stranger-" + i)), 1))
            .toList();
    put(0, strangers);
    put(1, List.of());

    assertThat(look()).isEqualTo(new Visibility(0, 2, Optional.empty()));
    assertThat(look().isWhole()).isTrue();
  }

  @Test
  void looksAtABoundedNumberOfPartitionsAtOnce() {
    for (int partition = 0; partition < 150; partition++) put(partition, List.of());

    assertThat(look().visible()).isBetween(64, 149);
    assertThat(look().isWhole()).isTrue();
  }

  @Test
  void saysThatItCannotBeToldOnceTheMonthsAreNoLongerKept() {
    touched(0, program.walk("ann", "2026-03-02", 700));
    bucket.clear();

    assertThat(look()).isEqualTo(missing(new Obstacle.Forgotten()));
  }

  @Test
  void readsBackEveryMonthInOneOrder() {
    var december = new MonthKey(new MemberId("会#1"), new MetricId("laps"), YearMonth.of(2025, 12));
    var months = List.of(new TouchedMonth(december, 7), new TouchedMonth(march(ANN), 1L << 40));
    put(0, months);

    assertThat(wiring.touchedMonths().find(program.tenant, UPLOAD, 0))
        .contains(List.of(months.get(1), months.get(0)));
  }

  private Visibility look() {
    return reader.look(program.tenant, UPLOAD);
  }

  private static Visibility missing(Obstacle obstacle) {
    return new Visibility(0, 1, Optional.of(obstacle));
  }

  private static MonthKey march(MemberId member) {
    return new MonthKey(member, TestProgram.STEPS, MARCH);
  }

  /// Stores what a partition touched, and then its result.
  private void touched(int partition, MonthValues... months) {
    put(
        partition,
        Stream.of(months)
            .map(
                month ->
                    new TouchedMonth(
                        new MonthKey(month.member(), month.metric(), month.month()),
                        month.valueVersion()))
            .toList());
  }

  private void put(int partition, List<TouchedMonth> months) {
    wiring.touchedMonths().put(program.tenant, UPLOAD, partition, months);
    wiring.uploads().putResult(program.tenant, UPLOAD, partition, RowCounts.ZERO);
  }

  /// Publishes a member's progress as it is stored.
  private void publish(Challenge challenge, String member) {
    var id = new MemberId(member);
    var progress = program.progressOf(member, challenge).orElseThrow();
    var standing = progress.standingIn(challenge);
    var row =
        BoardRow.of(
            id,
            new ScoreRegister(
                progress.revision(), progress.joined(), standing.score(), standing.days()));
    var store = wiring.boards();
    var base = store.published(program.tenant, challenge.id());
    var board = base.flatMap(store::load).orElse(Board.EMPTY).merge(List.of(row));
    var next = PublishedBoard.after(base, challenge.version(), board, program.tick());
    assertThat(store.publish(program.tenant, challenge.id(), base, next, board)).isTrue();
  }
}
