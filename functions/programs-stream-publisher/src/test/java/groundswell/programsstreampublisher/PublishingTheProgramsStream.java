package groundswell.programsstreampublisher;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Lane;
import groundswell.domain.Quantity;
import groundswell.domain.Versions;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.ScoringRule;
import groundswell.domain.events.Event.BoardPublished;
import groundswell.domain.events.Event.ChallengeChanged;
import groundswell.domain.events.Event.MemberLedger;
import groundswell.domain.events.Event.MemberScore;
import groundswell.domain.events.Event.ProgressChanged;
import groundswell.domain.events.Event.RewardChanged;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ranking.Board;
import groundswell.domain.ranking.PublishedBoard;
import groundswell.domain.rewards.Ledger;
import groundswell.domain.scoring.Progress;
import groundswell.domain.scoring.Recalculation;
import groundswell.domain.scoring.Score;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.tables.Key;
import groundswell.platform.tables.NotificationClaims.Known;
import groundswell.platform.tables.NotificationClaims.LedgerKey;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.StreamRecords;
import groundswell.platform.testing.TestBucket;
import groundswell.platform.testing.TestBus;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestContext;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.testing.TestProgram;
import groundswell.platform.wiring.Wiring;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PublishingTheProgramsStream {
  private static final MemberId ANN = new MemberId("ann");
  private static final ScoringRule BEST_DAY = new ScoringRule.BestDay(TestProgram.STEPS);
  private final TestProgram program = new TestProgram();
  private final TestBus bus = new TestBus();
  private final TestBucket bucket = new TestBucket();
  private final FunctionEnvironment environment =
      TestEnvironment.of(
          TestClients.of(LocalDynamoDb.client(), TestClients.of(bus).sqs(), bus, bucket),
          Map.of("BUS", TestBus.NAME, "STREAM_FAILURE_BUCKET", TestBucket.NAME));
  private final ProgramsStreamPublisherFunction publisher =
      new ProgramsStreamPublisherFunction(environment);
  private final Challenge spring = program.define("spring", TestProgram.totalOfSteps());
  private StreamRecords records = new StreamRecords(LocalDynamoDb.PROGRAMS);

  @Test
  void tellsTheScoreUnderTheRuleThatTheItemIsUnder() {
    var progress = walked("ann", spring, 700);

    publish();

    assertThat(bus.events()).containsExactly(scores(spring, score("ann", progress, 700, 1)));
  }

  @Test
  void tellsTheNewestRevisionOfEachMemberInOneEvent() {
    walked("ann", spring, 700);
    var bob = walked("bob", spring, 400);
    var ann = walked("ann", spring, 900);

    publish();

    assertThat(bus.events())
        .containsExactly(scores(spring, score("ann", ann, 900, 1), score("bob", bob, 400, 1)));
  }

  @Test
  void saysNothingOfProgressThatIsAboutToBeRewrittenForANewerDefinition() {
    walked("ann", spring, 700);
    program.redefine(spring, TestProgram.termsOf(BEST_DAY));

    publish();

    assertThat(bus.events()).isEmpty();
  }

  @Test
  void saysNothingOfProgressUnderARuleThatItKnowsToBeReplaced() {
    var changed = program.redefine(spring, TestProgram.termsOf(BEST_DAY));
    var rewritten = walked("ann", changed, 700);
    walked("bob", spring, 400);

    publish();

    assertThat(bus.events()).containsExactly(scores(changed, score("ann", rewritten, 700, 1)));
  }

  @Test
  void readsTheDefinitionAgainWhenAnItemIsUnderANewerOne() {
    var before = walked("ann", spring, 700);
    publish();
    var changed = program.redefine(spring, TestProgram.termsOf(BEST_DAY));
    var rewritten = walked("ann", changed, 900);

    publish();

    assertThat(bus.events())
        .containsExactly(
            scores(spring, score("ann", before, 700, 1)),
            scores(changed, score("ann", rewritten, 900, 1)));
  }

  @Test
  void tellsThatAMemberLeft() {
    walked("ann", spring, 700);
    var gone = program.end("ann", spring);
    takeProgress("ann");

    publish();

    assertThat(bus.events())
        .containsExactly(
            new ProgressChanged(
                program.tenant,
                spring.id(),
                Lane.BULK,
                List.of(
                    new MemberScore(
                        ANN, gone.revision(), spring.version(), false, Score.ZERO, 0))));
  }

  @Test
  void tellsWhatTheGranterWrote() {
    var ledger = granted();
    takeLedger();

    publish();

    assertThat(bus.events()).containsExactly(rewards(ledger));
  }

  @Test
  void saysNothingOfWhatTheNotifierWrote() {
    granted();
    claim();
    takeLedger();

    publish();

    assertThat(bus.events()).isEmpty();
  }

  @Test
  void tellsWhatTheGranterWroteAlsoWhenTheNotifierWroteAfterwards() {
    var ledger = granted();
    takeLedger();
    claim();
    takeLedger();

    publish();

    assertThat(bus.events()).containsExactly(rewards(ledger));
  }

  @Test
  void tellsDefinitionsAndBoardsAndNeitherTheListOfChallengesNorRecalculations() {
    var boards =
        new Wiring(TestEnvironment.of(environment.aws(), Map.of("BUCKET", TestBucket.NAME)))
            .boards();
    var next =
        PublishedBoard.after(Optional.empty(), spring.version(), Board.EMPTY, program.tick());
    boards.publish(program.tenant, spring.id(), Optional.empty(), next, Board.EMPTY);
    var published = boards.published(program.tenant, spring.id()).orElseThrow();
    program.recalculations.begin(
        program.tenant, spring.id(), new Recalculation(spring.version(), 0, program.tick(), 16, 0));
    records.take("CHALLENGES#" + program.tenant, "spring");
    records.take("CHALLENGE#%s#spring".formatted(program.tenant), "RECALCULATION");
    takeDefinition();
    records.take("CHALLENGE#%s#spring".formatted(program.tenant), "BOARD");

    publish();

    assertThat(bus.events())
        .containsExactly(
            new ChallengeChanged(program.tenant, spring.id(), spring.version()),
            new BoardPublished(program.tenant, spring.id(), published));
    assertThat(bucket.byKey()).hasSize(1);
  }

  @Test
  void setsUnknownItemsAside() {
    var unknown = new Key("SOMETHING#else", "?").attributes();
    records.add(unknown, unknown);
    var told = walked("ann", spring, 700);

    assertThat(publish()).isEmpty();

    assertThat(bus.events()).containsExactly(scores(spring, score("ann", told, 700, 1)));
    assertThat(bucket.byKey()).hasSize(1);
  }

  /// Challenges are deleted with their tenant, and their progress follows.
  @Test
  void tellsNobodyOfProgressInAChallengeThatIsGone() {
    var orphan =
        Challenge.create(new ChallengeId("orphan"), TestProgram.totalOfSteps(), program.tick());
    var empty = new Progress(orphan.version(), 1, true, 1, new TreeMap<>());
    program.progress.writeFull(program.tenant, orphan, ANN, empty, Versions.NONE, Lane.BULK);
    takeProgress("ann", orphan);
    var told = walked("ann", spring, 700);

    assertThat(publish()).isEmpty();

    assertThat(bus.events()).containsExactly(scores(spring, score("ann", told, 700, 1)));
    assertThat(bucket.byKey()).isEmpty();
  }

  private Progress walked(String member, Challenge challenge, long steps) {
    program.join(member, challenge);
    var progress = program.score(member, challenge, program.walk(member, "2026-03-02", steps));
    takeProgress(member);
    return progress;
  }

  private Ledger granted() {
    var ledger = Ledger.NONE.judge(spring.terms(), true, Score.of(Quantity.of(5_000)), 7);
    program.ledgers.saveIf(program.tenant, ANN, spring.id(), ledger, Versions.NONE, Lane.BULK);
    return ledger;
  }

  private void claim() {
    new Wiring(environment)
        .claims()
        .claim(
            new LedgerKey(program.tenant, ANN, spring.id()),
            granted().entries(),
            "message-1",
            Known.NOTHING);
  }

  private void takeProgress(String member) {
    takeProgress(member, spring);
  }

  private void takeProgress(String member, Challenge challenge) {
    int shard = challenge.shardOf(new MemberId(member));
    records.take("PROGRESS#%s#%s#%d".formatted(program.tenant, challenge.id(), shard), member);
  }

  private void takeLedger() {
    records.take("REWARDS#%s#ann".formatted(program.tenant), "spring");
  }

  private void takeDefinition() {
    records.take("CHALLENGE#%s#spring".formatted(program.tenant), "DEFINITION");
  }

  private ProgressChanged scores(Challenge challenge, MemberScore... scores) {
    return new ProgressChanged(program.tenant, challenge.id(), Lane.BULK, List.of(scores));
  }

  private RewardChanged rewards(Ledger ledger) {
    return new RewardChanged(
        program.tenant, Lane.BULK, List.of(new MemberLedger(ANN, spring.id(), ledger.entries())));
  }

  private static MemberScore score(String member, Progress progress, long score, int days) {
    return new MemberScore(
        new MemberId(member),
        progress.revision(),
        progress.ruleVersion(),
        true,
        Score.of(Quantity.of(score)),
        days);
  }

  /// Handles the records so far as one batch.
  ///
  /// @return the sequence numbers to retry
  private List<String> publish() {
    var event = records.event();
    records = new StreamRecords(LocalDynamoDb.PROGRAMS);
    return publisher.handle(event, new TestContext());
  }
}
