package groundswell.domain.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.RewardId;
import groundswell.domain.uploads.Consequences.Board;
import groundswell.domain.uploads.Consequences.Loss;
import groundswell.domain.uploads.Consequences.Rewards;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Partitions are judged in any order, several at once.
class JoiningConsequences {
  @Test
  void isTheSameInAnyOrder() {
    long seed = Long.getLong("groundswell.seed", new Random().nextLong());
    var random = new Random(seed);
    var parts = new ArrayList<>(IntStream.range(0, 150).mapToObj(JoiningConsequences::of).toList());
    var inOrder = sum(parts);

    Collections.shuffle(parts, random);

    assertThat(sum(parts)).as("-Dgroundswell.seed=%d", seed).isEqualTo(inOrder);
  }

  @Test
  void namesTheFirstMembersAndBoardsAndCountsAll() {
    var sum = sum(IntStream.range(0, 150).mapToObj(JoiningConsequences::of).toList());

    assertThat(sum.reversed()).isEqualTo(new Rewards(150, 150, 750));
    assertThat(sum.membersJudged()).isEqualTo(150);
    assertThat(sum.losses()).hasSize(Consequences.LOSSES_MAX);
    assertThat(sum.losses().getFirst().member()).isEqualTo(new MemberId("m000"));
    assertThat(sum.losses().getLast().member()).isEqualTo(new MemberId("m019"));
    assertThat(sum.boards()).hasSize(Consequences.BOARDS_MAX);
  }

  private static Consequences of(int number) {
    var challenge = new ChallengeId("c%03d".formatted(number));
    var loss =
        new Loss(new MemberId("m%03d".formatted(number)), "Ann", challenge, new RewardId("r"), 5);
    var boards = new TreeMap<ChallengeId, Board>();
    boards.put(challenge, new Board("C", 1));
    return new Consequences(1, Rewards.NONE, new Rewards(1, 1, 5), List.of(loss), boards);
  }

  private static Consequences sum(List<Consequences> parts) {
    return parts.stream().reduce(Consequences.NONE, Consequences::plus);
  }
}
