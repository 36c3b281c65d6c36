package groundswell.leaderboardbuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.RankPolicy;
import groundswell.domain.challenges.Terms;
import groundswell.domain.scoring.Progress;
import groundswell.platform.testing.Killed;
import groundswell.platform.testing.TestBucket;
import groundswell.platform.testing.TestProgram;
import org.junit.jupiter.api.Test;

/// Two builders of one board, stopped at their calls so that they meet. In each test `quick` does
/// all of its work while `slow` is in the middle of something.
class RacesOfBuilders {
  private final TestProgram program = new TestProgram();
  private final TestBucket bucket = new TestBucket();
  private final Builder slow = new Builder(program, bucket);
  private final Builder quick = new Builder(program, bucket);
  private final Challenge spring = program.define("spring", TestProgram.totalOfSteps());

  @Test
  void bothRowsAreOnTheBoardWhenTwoBuildersMeet() {
    slow.challengeChanged(spring);
    var ann = score("ann", 700);
    var bob = score("bob", 900);
    slow.boards.before("publish", () -> quick.scoreChanged("bob", spring, bob));

    slow.scoreChanged("ann", spring, ann);

    assertThat(slow.board(spring)).containsExactly("1 Name of bob 900", "2 Name of ann 700");
  }

  @Test
  void bothRowsAreOnTheBoardWhenTheOtherPublishesRightAfterTheBaseWasLoaded() {
    slow.challengeChanged(spring);
    var ann = score("ann", 700);
    var bob = score("bob", 900);
    slow.boards.after("load", () -> quick.scoreChanged("bob", spring, bob));

    slow.scoreChanged("ann", spring, ann);

    assertThat(slow.board(spring)).containsExactly("1 Name of bob 900", "2 Name of ann 700");
  }

  @Test
  void bothRowsAreOnTheBoardWhenTwoBuildersMakeTheFirstBoard() {
    var ann = score("ann", 700);
    slow.boards.before("publish", () -> quick.scoreChanged("bob", spring, score("bob", 900)));

    slow.scoreChanged("ann", spring, ann);

    assertThat(slow.board(spring)).containsExactly("1 Name of bob 900", "2 Name of ann 700");
  }

  @Test
  void theHigherRevisionStandsWhenTwoBuildersBringTheSameMember() {
    slow.challengeChanged(spring);
    var older = score("ann", 700);
    slow.boards.before("publish", () -> quick.scoreChanged("ann", spring, score("ann", 300)));

    slow.scoreChanged("ann", spring, older);

    assertThat(slow.board(spring)).containsExactly("1 Name of ann 300");
  }

  @Test
  void theBoardIsRankedUnderTheNewDefinitionWhenItChangesWhileAnotherBuilds() {
    slow.challengeChanged(spring);
    var ann = score("ann", 700);
    slow.boards.before("publish", () -> quick.challengeChanged(program.redefine(spring, dense())));

    slow.scoreChanged("ann", spring, ann);

    assertThat(published()).isEqualTo(stored().version());
    assertThat(slow.board(stored())).containsExactly("1 Name of ann 700");
  }

  @Test
  void aDefinitionThatChangesBeforeItIsReadIsTheOneRankedUnder() {
    slow.challengeChanged(spring);
    var ann = score("ann", 700);
    slow.challenges.before("find", () -> program.redefine(spring, dense()));

    slow.scoreChanged("ann", spring, ann);

    assertThat(published()).isEqualTo(stored().version());
  }

  @Test
  void aRowThatComesWhileAFirstBoardIsReadFromTheProgressIsNotLost() {
    var ann = score("ann", 700);
    slow.items.after("listShard", () -> quick.scoreChanged("bob", spring, score("bob", 900)));

    slow.scoreChanged("ann", spring, ann);

    assertThat(slow.board(spring)).containsExactly("1 Name of bob 900", "2 Name of ann 700");
  }

  @Test
  void aBuilderThatDiesAfterPublishingPublishesNothingTwice() {
    slow.challengeChanged(spring);
    var ann = score("ann", 700);
    slow.boards.killAfter("publish");
    assertThat(catchThrowable(() -> slow.scoreChanged("ann", spring, ann)))
        .isInstanceOf(Killed.class);
    int published = slow.boards.calls("publish");

    slow.scoreChanged("ann", spring, ann);

    assertThat(slow.boards.calls("publish")).isEqualTo(published);
    assertThat(slow.board(spring)).containsExactly("1 Name of ann 700");
  }

  private Progress score(String member, long steps) {
    program.join(member, spring);
    return program.score(member, spring, program.walk(member, "2026-03-02", steps));
  }

  private Challenge stored() {
    return program.challenges.find(program.tenant, spring.id()).orElseThrow();
  }

  /// The version of the definition that the board is ranked under.
  private long published() {
    return slow.boards
        .port()
        .published(program.tenant, spring.id())
        .orElseThrow()
        .definitionVersion();
  }

  private static Terms dense() {
    return TestProgram.terms(
        TestProgram.SPRING, TestProgram.totalOfSteps().rule(), RankPolicy.DENSE);
  }
}
