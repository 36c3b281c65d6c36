package groundswell.progresscalculator;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Lane;
import groundswell.domain.Quantity;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.ScoringRule;
import groundswell.domain.challenges.ScoringRule.PointsMetric;
import groundswell.domain.events.Event.ChallengeChanged;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.members.Members;
import groundswell.domain.scoring.Progress;
import groundswell.domain.scoring.Recalculation;
import groundswell.platform.testing.TestProgram;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecalculatingAChallenge {
  private static final ScoringRule BEST_DAY = new ScoringRule.BestDay(TestProgram.STEPS);
  private final TestProgram program = new TestProgram();
  private final Calculator calculator = new Calculator(program);
  private final Challenge spring = program.define("spring", TestProgram.totalOfSteps());

  @Test
  void recomputesEverybodyWhenTheRuleChanges() {
    for (var member : List.of("ann", "bob", "cleo")) {
      calculator.memberChanged(program.join(member, spring));
      calculator.activityChanged(
          program.walk(member, "2026-03-02", 700), program.walk(member, "2026-03-03", 400));
    }
    calculator.memberChanged(program.leave("cleo", spring));

    var changed = program.redefine(spring, TestProgram.termsOf(BEST_DAY));
    calculator.challengeChanged(changed);

    assertThat(score("ann", changed)).isEqualTo(700);
    assertThat(score("bob", changed)).isEqualTo(700);
    assertThat(program.progressOf("cleo", changed).orElseThrow())
        .returns(false, Progress::joined)
        .returns(changed.version(), Progress::ruleVersion);
  }

  @Test
  void writesNothingWhereEverythingIsRight() {
    calculator.memberChanged(program.join("ann", spring));
    calculator.activityChanged(program.walk("ann", "2026-03-02", 700));
    int writes = calculator.items.calls("writeFull");

    calculator.challengeChanged(spring);

    assertThat(calculator.items.calls("writeFull")).isEqualTo(writes);
  }

  @Test
  void repairsAnItemThatIsWrong() {
    var ann = program.join("ann", spring);
    program.walk("ann", "2026-03-02", 700);
    program.score("ann", spring);

    calculator.memberChanged(ann);
    assertThat(score("ann", spring)).isZero();
    calculator.challengeChanged(spring);

    assertThat(score("ann", spring)).isEqualTo(700);
  }

  /// As after a lost event, or with a table restored to a time before they joined.
  @Test
  void findsMembersWithoutAnItemWhenSomebodyAsksForIt() {
    program.join("ann", spring);
    program.walk("ann", "2026-03-02", 700);
    program.join("bob", spring);
    program.leave("bob", spring);
    var other = program.define("other", TestProgram.totalOfSteps());
    program.join("cleo", other);

    calculator.challengeChanged(spring);
    assertThat(program.progressOf("ann", spring)).isEmpty();
    calculator.recalculate(spring);

    assertThat(score("ann", spring)).isEqualTo(700);
    assertThat(program.progressOf("bob", spring)).isEmpty();
    assertThat(program.progressOf("cleo", spring)).isEmpty();
  }

  @Test
  void findsAllOfManyMembersInSeveralSteps() {
    var manyMonths = program.define("points", TestProgram.termsOf(pointsOfManyMetrics()));
    var members =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "member-" + i)
            .filter(id -> Math.floorMod(id.hashCode(), Members.PARTS) == 3)
            .limit(260)
            .toList();
    for (var member : members) program.join(member, manyMonths);

    calculator.recalculate(manyMonths);

    assertThat(calculator.members.calls("list")).isEqualTo(Members.PARTS + 1);
    assertThat(members)
        .allMatch(member -> program.progressOf(member, manyMonths).isPresent(), "has an item");
  }

  /// So that ledgers and boards, which may be wrong even if the item is right, are notified of
  /// each.
  @Test
  void writesEachItemOnceWhenSomebodyAsksForIt() {
    calculator.memberChanged(program.join("ann", spring));
    calculator.activityChanged(program.walk("ann", "2026-03-02", 700));
    var before = program.progressOf("ann", spring).orElseThrow();

    calculator.handle(new ChallengeChanged(program.tenant, spring.id(), spring.version(), true));
    var steps = List.copyOf(calculator.bulkQueue);
    calculator.handle(steps);
    var after = program.progressOf("ann", spring).orElseThrow();
    calculator.handle(steps);

    assertThat(after.revision()).isGreaterThan(before.revision());
    assertThat(after.partials()).isEqualTo(before.partials());
    assertThat(program.progressOf("ann", spring)).contains(after);
  }

  @Test
  void goesOnInAnotherMessageWhereAStepEnds() {
    var manyMonths = program.define("points", TestProgram.termsOf(pointsOfManyMetrics()));
    var shard = manyMonths.shardOf(new MemberId("member-0"));
    var members =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "member-" + i)
            .filter(id -> manyMonths.shardOf(new MemberId(id)) == shard)
            .limit(260)
            .toList();
    for (var member : members) {
      program.join(member, manyMonths);
      var empty = new Progress(1, 1, true, 1, new TreeMap<>());
      program.progress.writeFull(
          program.tenant, manyMonths, new MemberId(member), empty, 0, Lane.BULK);
    }

    calculator.challengeChanged(manyMonths);

    assertThat(calculator.items.calls("listShard")).isEqualTo(manyMonths.shards() + 1);
    assertThat(members)
        .allMatch(
            member ->
                program.progressOf(member, manyMonths).orElseThrow().ruleVersion()
                    == manyMonths.version());
  }

  @Test
  void leavesTheRestToANewerDefinition() {
    calculator.memberChanged(program.join("ann", spring));
    calculator.handle(new ChallengeChanged(program.tenant, spring.id(), spring.version()));
    var steps = List.copyOf(calculator.bulkQueue);
    program.redefine(spring, TestProgram.termsOf(BEST_DAY));

    calculator.handle(steps);
    calculator.handle(new ChallengeChanged(program.tenant, spring.id(), spring.version()));

    assertThat(calculator.items.calls("listShard")).isZero();
    assertThat(calculator.bulkQueue).hasSameSizeAs(steps);
  }

  @Test
  void recomputesOneMemberWhoseEntryHadFailedAlone() {
    var ann = program.join("ann", spring);
    program.walk("ann", "2026-03-02", 700);
    program.score("ann", spring);
    var entry =
        new ProgressEntry.MemberMoved(
            program.tenant, ann.id(), Lane.LIVE, ProgressEntry.Depth.MONTHS, new TreeMap<>());

    calculator.handle(List.of(ProgressMessages.encode(entry)));

    assertThat(score("ann", spring)).isEqualTo(700);
  }

  @Test
  void isUnderWayUntilEachOfItsPartsIsDone() {
    calculator.handle(new ChallengeChanged(program.tenant, spring.id(), spring.version()));
    var steps = List.copyOf(calculator.bulkQueue);
    assertThat(recalculation())
        .returns(0, Recalculation::done)
        .returns(spring.shards(), Recalculation::parts)
        .matches(latest -> latest.isUnderWay(spring.version()));

    calculator.handle(steps.subList(1, steps.size()));
    calculator.handle(steps.subList(1, steps.size()));
    assertThat(recalculation()).matches(latest -> latest.isUnderWay(spring.version()));
    calculator.handle(steps.subList(0, 1));

    assertThat(recalculation())
        .returns(spring.shards(), Recalculation::done)
        .matches(latest -> !latest.isUnderWay(spring.version()))
        .matches(latest -> latest.isUnderWay(spring.version() + 1));
  }

  @Test
  void isNotBegunAgainByARepeatedMessage() {
    calculator.challengeChanged(spring);
    var done = recalculation();

    calculator.handle(new ChallengeChanged(program.tenant, spring.id(), spring.version()));

    assertThat(recalculation()).isEqualTo(done);
  }

  /// One on request also searches for members without an item.
  @Test
  void isNotFinishedByThePartsOfAnEarlierOne() {
    calculator.handle(new ChallengeChanged(program.tenant, spring.id(), spring.version()));
    var earlier = List.copyOf(calculator.bulkQueue);
    calculator.bulkQueue.clear();
    calculator.handle(new ChallengeChanged(program.tenant, spring.id(), spring.version(), true));
    var steps = List.copyOf(calculator.bulkQueue);

    calculator.handle(earlier);
    assertThat(recalculation())
        .returns(0, Recalculation::done)
        .returns(spring.shards() + Members.PARTS, Recalculation::parts);

    calculator.handle(steps);
    assertThat(recalculation()).matches(latest -> !latest.isUnderWay(spring.version()));
  }

  private Recalculation recalculation() {
    return program.recalculations.find(program.tenant, spring.id()).orElseThrow();
  }

  private static ScoringRule pointsOfManyMetrics() {
    return new ScoringRule.Points(
        IntStream.range(0, ScoringRule.METRICS_MAX)
            .mapToObj(
                i ->
                    new PointsMetric(new MetricId("metric-" + i), Quantity.of(1), Optional.empty()))
            .toList());
  }

  private long score(String member, Challenge challenge) {
    var progress = program.progressOf(member, challenge).orElseThrow();
    return progress.standingIn(challenge).score().millionths() / 1_000_000;
  }
}
