package groundswell.leaderboardbuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.domain.Lane;
import groundswell.domain.Quantity;
import groundswell.domain.Versions;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.RankPolicy;
import groundswell.domain.challenges.ScoringRule;
import groundswell.domain.events.Event;
import groundswell.domain.events.Event.MemberChanged;
import groundswell.domain.events.Event.MonthValues;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ranking.PublishedBoard;
import groundswell.domain.scoring.Progress;
import groundswell.domain.scoring.Score;
import groundswell.platform.PermanentFailure;
import groundswell.platform.testing.TestBucket;
import groundswell.platform.testing.TestProgram;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BuildingABoard {
  private final TestProgram program = new TestProgram();
  private final TestBucket bucket = new TestBucket();
  private final Builder builder = new Builder(program, bucket);
  private final Challenge spring = program.define("spring", TestProgram.totalOfSteps());

  @Test
  void publishesAnEmptyBoardForANewChallenge() {
    builder.challengeChanged(spring);

    assertThat(builder.board(spring)).isEmpty();
    assertThat(published().definitionVersion()).isEqualTo(spring.version());
  }

  @Test
  void mergesAllMessagesOfABatchIntoOneBoard() {
    builder.challengeChanged(spring);
    var ann = program.join("ann", spring);
    var bob = program.join("bob", spring);

    builder.handle(
        new MemberChanged(program.tenant, Lane.LIVE, Optional.empty(), List.of(ann, bob)),
        builder.scores("ann", spring, program.score("ann", spring, steps("ann", 700))),
        builder.scores("bob", spring, program.score("bob", spring, steps("bob", 900))));

    assertThat(builder.board(spring)).containsExactly("1 Name of bob 900", "2 Name of ann 700");
    assertThat(published().members()).isEqualTo(2);
    assertThat(builder.boards.calls("publish")).isEqualTo(2);
  }

  @Test
  void looksUpTheNameOfSomebodyWhoseScoreCameFirst() {
    builder.challengeChanged(spring);
    program.join("ann", spring);

    builder.scoreChanged("ann", spring, program.score("ann", spring, steps("ann", 700)));

    assertThat(builder.board(spring)).containsExactly("1 Name of ann 700");
    int lookups = builder.members.calls("findAll");
    builder.scoreChanged("ann", spring, program.score("ann", spring, steps("ann", 800)));
    assertThat(builder.members.calls("findAll")).isEqualTo(lookups);
  }

  /// A file of members arrives right after the challenge was defined. Its names are announced
  /// before there is a board or an item.
  @Test
  void knowsTheNameOfSomebodyWhoWasToldTogetherWithTheChallenge() {
    var ann = program.join("ann", spring);
    builder.handle(
        new Event.ChallengeChanged(program.tenant, spring.id(), spring.version()),
        new MemberChanged(program.tenant, Lane.BULK, Optional.empty(), List.of(ann)));

    builder.scoreChanged("ann", spring, program.score("ann", spring, steps("ann", 700)));

    assertThat(builder.board(spring)).containsExactly("1 Name of ann 700");
  }

  @Test
  void knowsTheNameOfSomebodyWhoJoinedDuringARecalculation() {
    builder.challengeChanged(spring);
    builder.memberChanged(program.join("ann", spring));
    builder.recalculate(spring);

    builder.scoreChanged("ann", spring, program.score("ann", spring, steps("ann", 700)));

    assertThat(builder.board(spring)).containsExactly("1 Name of ann 700");
  }

  @Test
  void keepsTheNewerOfEachRegisterWhateverComesLate() {
    builder.challengeChanged(spring);
    var joined = program.join("ann", spring);
    var older = program.score("ann", spring, steps("ann", 700));
    var newer = program.score("ann", spring, steps("ann", 300));
    builder.memberChanged(program.rename("ann", "Anna"));
    builder.scoreChanged("ann", spring, newer);

    builder.memberChanged(joined);
    builder.scoreChanged("ann", spring, older);

    assertThat(builder.board(spring)).containsExactly("1 Anna 300");
  }

  @Test
  void publishesNothingWhenNothingChanged() {
    builder.challengeChanged(spring);
    program.join("ann", spring);
    var score = program.score("ann", spring, steps("ann", 700));
    builder.scoreChanged("ann", spring, score);
    var before = published();

    builder.scoreChanged("ann", spring, score);

    assertThat(published()).isEqualTo(before);
  }

  @Test
  void takesTheRowsOfAChallengeWithoutABoardFromItsProgress() {
    program.join("ann", spring);
    program.join("bob", spring);
    program.score("ann", spring, steps("ann", 700));

    builder.scoreChanged("bob", spring, program.score("bob", spring, steps("bob", 900)));

    assertThat(builder.board(spring)).containsExactly("1 Name of bob 900", "2 Name of ann 700");
  }

  @Test
  void ranksAnewWhenTheDefinitionChanges() {
    builder.challengeChanged(spring);
    for (var member : List.of("ann", "bob", "cleo")) {
      program.join(member, spring);
      long steps = member.equals("cleo") ? 100 : 700;
      builder.scoreChanged(member, spring, program.score(member, spring, steps(member, steps)));
    }
    var dense =
        program.redefine(
            spring,
            TestProgram.terms(
                TestProgram.SPRING, TestProgram.totalOfSteps().rule(), RankPolicy.DENSE));

    builder.challengeChanged(dense);

    assertThat(builder.board(dense))
        .containsExactly("1 Name of ann 700", "1 Name of bob 700", "2 Name of cleo 100");
    assertThat(published().definitionVersion()).isEqualTo(dense.version());
  }

  @Test
  void repairsTheBoardWhenARecalculationIsAskedFor() {
    builder.challengeChanged(spring);
    program.join("ann", spring);
    program.score("ann", spring, steps("ann", 700));
    assertThat(builder.board(spring)).isEmpty();

    builder.recalculate(spring);

    assertThat(builder.board(spring)).containsExactly("1 Name of ann 700");
  }

  @Test
  void readsNoProgressBecauseADefinitionIsToldTwice() {
    builder.challengeChanged(spring);
    int read = builder.items.calls("listShard");

    builder.challengeChanged(spring);

    assertThat(builder.items.calls("listShard")).isEqualTo(read);
  }

  @Test
  void saysOfABoardWithTooManyRowsThatItStaysAsItWas() {
    var small = new Builder(program, bucket, new BoardSize(2));
    for (var member : List.of("ann", "bob")) scored(member);
    small.challengeChanged(spring);
    var before = published();
    var cleo = scored("cleo");

    for (var event : List.of(recalculation(), small.scores("cleo", spring, cleo)))
      assertThatThrownBy(() -> small.handle(event))
          .isInstanceOf(PermanentFailure.class)
          .hasMessageContaining("too-many-members: challenge spring has more than 2 members");

    assertThat(published()).isEqualTo(before);
    assertThat(small.board(spring)).hasSize(2);
  }

  private Progress scored(String member) {
    program.join(member, spring);
    return program.score(member, spring, steps(member, 700));
  }

  private Event recalculation() {
    return new Event.ChallengeChanged(program.tenant, spring.id(), spring.version(), true);
  }

  /// Foreign messages: one for somebody who never joined, one with the latest accepted revision.
  @Test
  void dropsRowsOfNobodyAndFrozenRowsWhenARecalculationIsAskedFor() {
    program.join("ann", spring);
    var right = program.score("ann", spring, steps("ann", 700));
    builder.challengeChanged(spring);
    builder.handle(foreign("ghost", 1_000_000_000), foreign("ann", 777_777));
    assertThat(builder.board(spring)).containsExactly("1 Name of ann 777777");

    builder.recalculate(spring);

    assertThat(builder.board(spring)).containsExactly("1 Name of ann 700");
    var later = program.score("ann", spring, steps("ann", 900));
    builder.scoreChanged("ann", spring, later);
    assertThat(later.revision()).isGreaterThan(right.revision());
    assertThat(builder.board(spring)).containsExactly("1 Name of ann 900");
  }

  private Event foreign(String member, long score) {
    return new Event.ProgressChanged(
        program.tenant,
        spring.id(),
        Lane.BULK,
        List.of(
            new Event.MemberScore(
                new MemberId(member),
                program.tick().plus(Versions.AHEAD_MAX).toEpochMilli(),
                spring.version(),
                true,
                Score.of(Quantity.of(score)),
                1)));
  }

  @Test
  void keepsTheRowsOfItemsThatAreAboutToBeRewritten() {
    program.join("ann", spring);
    builder.challengeChanged(spring);
    builder.scoreChanged("ann", spring, program.score("ann", spring, steps("ann", 700)));
    var bestDay =
        program.redefine(spring, TestProgram.termsOf(new ScoringRule.BestDay(TestProgram.STEPS)));

    builder.recalculate(bestDay);

    assertThat(builder.board(bestDay)).containsExactly("1 Name of ann 700");
  }

  @Test
  void rebuildsTheBoardWhoseEntryHadFailedAlone() {
    builder.challengeChanged(spring);
    program.join("ann", spring);
    program.score("ann", spring, steps("ann", 700));

    builder.handle(List.of(BoardMessages.encode(BoardEntry.rebuild(program.tenant, spring.id()))));

    assertThat(builder.board(spring)).containsExactly("1 Name of ann 700");
  }

  @Test
  void buildsAnewWhenTheRowsOfTheBoardAreGone() {
    program.join("ann", spring);
    program.score("ann", spring, steps("ann", 700));
    builder.challengeChanged(spring);
    program.join("bob", spring);
    bucket.clear();

    builder.scoreChanged("bob", spring, program.score("bob", spring, steps("bob", 900)));

    assertThat(builder.board(spring)).containsExactly("1 Name of bob 900", "2 Name of ann 700");
  }

  @Test
  void ignoresAChallengeThatDoesNotExist() {
    var unknown =
        Challenge.create(new ChallengeId("unknown"), TestProgram.totalOfSteps(), program.tick());

    builder.challengeChanged(unknown);

    assertThat(builder.boards.port().published(program.tenant, unknown.id())).isEmpty();
  }

  private PublishedBoard published() {
    return builder.boards.port().published(program.tenant, spring.id()).orElseThrow();
  }

  private MonthValues steps(String member, long steps) {
    return program.walk(member, "2026-03-02", steps);
  }
}
