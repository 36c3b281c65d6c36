package groundswell.rewardgranter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Reward;
import groundswell.domain.challenges.ScoringRule;
import groundswell.domain.events.Event;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.RewardId;
import groundswell.domain.rewards.Ledger;
import groundswell.domain.scoring.Progress;
import groundswell.platform.testing.TestProgram;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GrantingRewards {
  private static final RewardId HALF = new RewardId("half");
  private final TestProgram program = new TestProgram();
  private final Court court = new Court(program);
  private final Challenge spring = program.define("spring", TestProgram.totalOfSteps());

  @Test
  void grantsWhatTheProgressEntitlesTo() {
    court.progressChanged("ann", spring, walked(10_000));

    assertThat(ledger().entries())
        .containsOnly(
            entry(HALF, new Ledger.Entry(true, 100, 1)),
            entry(Reward.GOAL, new Ledger.Entry(true, 0, 1)));
  }

  @Test
  void writesNoLedgerWhereNothingIsReached() {
    court.progressChanged("ann", spring, walked(4_999));

    assertThat(program.ledgers.find(program.tenant, new MemberId("ann"), spring.id())).isEmpty();
    assertThat(court.ledgers.calls("saveIf")).isZero();
  }

  @Test
  void writesNothingWhenTheEntriesStayAsTheyAre() {
    court.progressChanged("ann", spring, walked(5_000));

    court.progressChanged("ann", spring, walked(6_000));

    assertThat(court.ledgers.calls("saveIf")).isEqualTo(1);
    assertThat(ledger().points()).isEqualTo(100);
  }

  @Test
  void reversesWhatACorrectionTakesAway() {
    court.progressChanged("ann", spring, walked(5_000));

    court.progressChanged("ann", spring, walked(4_000));

    assertThat(ledger().entries()).containsOnly(entry(HALF, new Ledger.Entry(false, 100, 2)));
  }

  @Test
  void goesByTheStoredProgressWhateverAnOldEventSays() {
    var high = walked(10_000);
    var low = walked(1_000);
    court.progressChanged("ann", spring, low);

    court.progressChanged("ann", spring, high);

    assertThat(court.ledgers.calls("saveIf")).isZero();
  }

  @Test
  void reversesEverythingOfOneWhoLeft() {
    court.progressChanged("ann", spring, walked(10_000));

    court.progressChanged("ann", spring, program.end("ann", spring));

    assertThat(ledger().points()).isZero();
    assertThat(ledger().entries().values()).noneMatch(Ledger.Entry::granted);
  }

  @Test
  void grantsNothingUnderADefinitionThatIsNewerThanTheProgress() {
    var progress = walked(10_000);
    var event = court.event("ann", spring, progress);
    program.redefine(
        spring,
        TestProgram.termsOf(new ScoringRule.Average(TestProgram.STEPS, Optional.empty(), 9)));

    court.handle(event);

    assertThat(court.ledgers.calls("saveIf")).isZero();
  }

  @Test
  void readsTheDefinitionAgainForProgressUnderANewerOne() {
    var before = court.event("ann", spring, walked(10_000));
    var bestDay = TestProgram.termsOf(new ScoringRule.BestDay(TestProgram.STEPS));
    court.items.before(
        "findAll",
        () -> {
          var changed = program.redefine(spring, bestDay);
          program.score("ann", changed, program.walk("ann", "2026-03-03", 2_000));
        });

    court.handle(before);

    assertThat(ledger().entries()).containsKeys(HALF, Reward.GOAL);
    assertThat(ledger().judgedRevision())
        .isEqualTo(program.progressOf("ann", spring).orElseThrow().revision());
  }

  @Test
  void judgesTheLatestOfSeveralEventsOfAMemberOnce() {
    var first = court.event("ann", spring, walked(5_000));
    var second = court.event("ann", spring, walked(10_000));

    court.handle(second, first);

    assertThat(court.ledgers.calls("saveIf")).isEqualTo(1);
    assertThat(ledger().entries()).containsKeys(HALF, Reward.GOAL);
  }

  /// One call reads the progress of all, one their ledgers. After each write, one call checks
  /// whether the progress moved.
  @Test
  void readsAllMembersOfABatchTogether() {
    court.handle(
        Stream.of("ann", "bob", "cleo")
            .map(member -> court.event(member, spring, walked(member, 10_000)))
            .toArray(Event[]::new));

    assertThat(court.items.calls("findAll")).isEqualTo(1);
    assertThat(court.ledgers.calls("findAll")).isEqualTo(1);
    assertThat(court.ledgers.calls("saveIf")).isEqualTo(3);
    assertThat(court.items.calls("find")).isEqualTo(3);
    assertThat(court.ledgers.calls("find")).isZero();
  }

  private Progress walked(long steps) {
    return walked("ann", steps);
  }

  private Progress walked(String member, long steps) {
    program.join(member, spring);
    return program.score(member, spring, program.walk(member, "2026-03-02", steps));
  }

  private Ledger ledger() {
    return program.ledgers.find(program.tenant, new MemberId("ann"), spring.id()).orElseThrow();
  }
}
