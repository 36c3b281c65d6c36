package groundswell.leaderboardbuilder;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.challenges.Challenge;
import groundswell.domain.ids.MemberId;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members.Origin;
import groundswell.domain.ranking.Board;
import groundswell.domain.scoring.Progress;
import groundswell.platform.testing.TestBucket;
import groundswell.platform.testing.TestProgram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DroppingErasedMembers {
  private static final MemberId ANN = new MemberId("ann");

  private final TestProgram program = new TestProgram();
  private final Builder builder = new Builder(program, new TestBucket());
  private final Challenge spring = program.define("spring", TestProgram.totalOfSteps());
  private Member before;
  private Progress score;

  @BeforeEach
  void twoOnABoard() {
    builder.challengeChanged(spring);
    before = join("ann", 700);
    score = program.progressOf("ann", spring).orElseThrow();
    join("bob", 900);
  }

  @Test
  void keepsNothingOfThem() {
    builder.memberChanged(erase());

    assertThat(builder.board(spring)).containsExactly("1 Name of bob 900");
    assertThat(stored().rows()).containsOnlyKeys(new MemberId("bob"));
  }

  /// In any order, and again.
  @Test
  void bringsThemBackByNoLateEvent() {
    var erased = erase();
    builder.memberChanged(erased);

    builder.memberChanged(before);
    builder.scoreChanged("ann", spring, score);
    builder.memberChanged(erased);
    builder.scoreChanged("ann", spring, score);

    assertThat(stored().rows()).containsOnlyKeys(new MemberId("bob"));
  }

  @Test
  void keepsThemOutOfABoardOfAllRows() {
    erase();

    builder.recalculate(spring);

    assertThat(stored().rows()).containsOnlyKeys(new MemberId("bob"));
  }

  /// A builder that had looked before the mark, and publishes behind the first drop. The last pass
  /// of the erasure says it again.
  @Test
  void dropsThemAgainWhenTheErasureEnds() {
    var erased = before.erase(program.tick());
    builder.memberChanged(erased);
    builder.memberChanged(before);
    builder.scoreChanged("ann", spring, score);
    assertThat(stored().rows()).containsKey(ANN);

    program.members.saveIf(program.tenant, erased, before.version(), Origin.LIVE);
    builder.memberChanged(erased);

    assertThat(stored().rows()).containsOnlyKeys(new MemberId("bob"));
  }

  @Test
  void keepsWhoIsRegisteredUnderTheIdLater() {
    var erased = erase();
    builder.memberChanged(erased);
    program.members.delete(program.tenant, ANN, erased.version());
    program
        .progressOf("ann", spring)
        .ifPresent(item -> program.progress.delete(program.tenant, spring, ANN, item.revision()));
    join("ann", 300);

    builder.memberChanged(erased);

    assertThat(builder.board(spring)).containsExactly("1 Name of bob 900", "2 Name of ann 300");
  }

  private Member join(String id, long steps) {
    var member = program.join(id, spring);
    builder.memberChanged(member);
    var progress = program.score(id, spring, program.walk(id, "2026-03-05", steps));
    builder.scoreChanged(id, spring, progress);
    return member;
  }

  private Member erase() {
    var erased = before.erase(program.tick());
    program.members.saveIf(program.tenant, erased, before.version(), Origin.LIVE);
    return erased;
  }

  private Board stored() {
    var published = builder.boards.port().published(program.tenant, spring.id()).orElseThrow();
    return builder.boards.port().load(published).orElseThrow();
  }
}
