package groundswell.cli.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.client.model.Upload;
import groundswell.client.model.Upload.Board;
import groundswell.client.model.Upload.Check;
import groundswell.client.model.Upload.Effect;
import groundswell.client.model.Upload.Loss;
import groundswell.client.model.Upload.Rewards;
import groundswell.client.model.Upload.Sum;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.UploadId;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TellingWhatAFileWouldChange {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  private static final Sum NONE = new Sum(0, 0, 0);

  @Test
  void namesWhoWouldLoseAReward() {
    var rewards =
        new Rewards(
            9,
            true,
            new Sum(3, 2, 1_300),
            new Sum(3, 2, 150),
            List.of(
                loss("m-1", "Jana Holub"), loss("m-1", "Jana Holub"), loss("m-2", "Piet de Wit")));

    assertThat(text(rewards, List.of(new Board("spring", "Spring Steps", 17))))
        .contains("  2 members would get 3 rewards (1,300 points)")
        .contains("  2 members would lose a reward they were told of: Jana Holub, Piet de Wit\n")
        .contains("  boards that would move: Spring Steps (17 members)\n")
        .doesNotContain("not judged");
  }

  @Test
  void saysThatThereAreOthers() {
    var rewards =
        new Rewards(30_000, false, NONE, new Sum(8, 7, 150), List.of(loss("m-1", "Jana Holub")));
    var boards = IntStream.range(0, 11).mapToObj(i -> new Board("c" + i, "Board " + i, 1)).toList();

    assertThat(text(rewards, boards))
        .contains("7 members would lose a reward they were told of: Jana Holub and others\n")
        .contains("Board 9 (1 member) and others\n")
        .contains("those of 30,000 of the members; the rest was not judged");
  }

  @Test
  void saysNothingOfRewardsThatStay() {
    assertThat(text(new Rewards(9, true, NONE, NONE, List.of()), List.of()))
        .doesNotContain("reward")
        .doesNotContain("boards");
  }

  private static Loss loss(String member, String name) {
    return new Loss(new MemberId(member), name, "spring", "half", 50);
  }

  private static String text(Rewards rewards, List<Board> boards) {
    var check =
        new Check(NOON, NOON, new Effect(9, 9, true, 1, 2, 3, 4), rewards, boards, List.of());
    return UploadText.of(
        new Upload(
            new UploadId("u-1"),
            "activity",
            "values",
            "a.csv",
            null,
            "partial",
            "ann",
            2,
            "checked",
            false,
            NOON,
            null,
            null,
            check,
            null,
            null,
            false,
            null,
            null,
            null,
            null));
  }
}
