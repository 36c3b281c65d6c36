package groundswell.cli.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.client.model.Upload;
import groundswell.client.model.Upload.Board;
import groundswell.client.model.Upload.Check;
import groundswell.client.model.Upload.Effect;
import groundswell.client.model.Upload.Leaver;
import groundswell.client.model.Upload.Leavers;
import groundswell.client.model.Upload.Loss;
import groundswell.client.model.Upload.Question;
import groundswell.client.model.Upload.Rewards;
import groundswell.client.model.Upload.Sum;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.UploadId;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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

  @Test
  void saysHowManyWouldLeaveAndHowToConfirmIt() {
    var few = new Leavers(2_000, 1, false, List.of(new Leaver(new MemberId("m-1"), "Jana")));
    var many = new Leavers(9, 2, true, List.of(new Leaver(new MemberId("m-1"), "Jana")));

    assertThat(text(few))
        .contains(
            "  1 of 2,000 registered members is not in the file and would leave: Jana (m-1)\n")
        .endsWith("groundswell upload apply u-1 --wait");
    assertThat(text(many))
        .contains("  2 of 9 registered members are not in the file and would leave: Jana (m-1)")
        .endsWith("groundswell upload apply u-1 --yes --wait");
    assertThat(
            UploadText.of(
                upload("undecided", null, new Question("2 of 9", List.of(), List.of(), many))))
        .contains("  2 of 9 registered members are not in the file and would leave: Jana (m-1)")
        .contains(
            "  nothing is stored. If they all leave: groundswell upload apply u-1 --yes --wait\n")
        .contains("  if not: groundswell upload cancel u-1");
  }

  private static String text(Leavers leavers) {
    var none = new Rewards(9, true, NONE, NONE, List.of());
    var effect = new Effect(9, 9, true, 1, 2, 3, 4);
    var check = new Check(NOON, NOON, effect, none, List.of(), List.of(), leavers);
    return UploadText.of(upload("checked", check, null));
  }

  private static Loss loss(String member, String name) {
    return new Loss(new MemberId(member), name, "spring", "half", 50);
  }

  private static String text(Rewards rewards, List<Board> boards) {
    var check =
        new Check(NOON, NOON, new Effect(9, 9, true, 1, 2, 3, 4), rewards, boards, List.of(), null);
    return UploadText.of(upload("checked", check, null));
  }

  @Test
  void asksWhichColumnIsWhat() {
    var columns = List.of("Personalnummer", "Datum", "Kilometer");

    assertThat(
            UploadText.of(upload("undecided", null, new Question("no", List.of(), columns, null))))
        .contains("  its columns: Personalnummer, Datum, Kilometer\n")
        .endsWith(
            "groundswell upload apply u-1 --wait --map \"member_id=COLUMN; date=COLUMN;"
                + " metric:steps=COLUMN\"");
  }

  private static Upload upload(String state, @Nullable Check check, @Nullable Question undecided) {
    return new Upload(
        new UploadId("u-1"),
        "activity",
        "values",
        "a.csv",
        null,
        "partial",
        null,
        "ann",
        2,
        state,
        false,
        NOON,
        null,
        null,
        check,
        undecided,
        null,
        false,
        null,
        null,
        null,
        null);
  }
}
