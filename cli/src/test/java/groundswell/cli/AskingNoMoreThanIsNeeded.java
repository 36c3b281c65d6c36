package groundswell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Each request costs time and money.
class AskingNoMoreThanIsNeeded {
  private static final String ONE = "abcd" + "0".repeat(28);
  private static final String OTHER = "ef01" + "0".repeat(28);

  @AutoClose private final LoopbackApi api = new LoopbackApi();

  @Test
  void asksForTheLeaderOnlyIfThereAreBarsToDraw() {
    api.answer("{\"name\":\"Spring\",\"total\":3,\"rows\":[]}");
    assertThat(run("board", "spring", "--page", "9").expect(0).out()).contains("0 of 3 members");
    assertThat(api.tokens()).hasSize(1);

    api.answer(
        """
        {"name":"Spring","total":3,"rows":[
          {"rank":2,"member":"ann","name":"Ann","score":5,"days":1}]}\
        """);
    assertThat(run("board", "spring", "--page", "2", "--size", "1").expect(0).out())
        .contains("Ann");
    assertThat(api.tokens()).hasSize(1 + 2);
  }

  @Test
  void saysWhatTheBoardDoesNotShowYet() {
    api.answer(
        """
        {"name":"Spring","total":0,"rows":[],
         "recalculation":{"started_at":"2026-03-10T12:00:00Z","parts_done":3,"parts":16},
         "uploads_under_way":[{"upload":"u-1","file_name":"steps.csv","state":"storing"}]}\
        """);

    assertThat(run("board", "spring").expect(0).out())
        .contains("is being recalculated since 2026-03-10T12:00:00Z: 3 of 16 parts are done")
        .contains("on its way: upload u-1 of steps.csv, storing");
  }

  @Test
  void readsTheFailuresOfEachStateOnceForAllIds() {
    api.answer("{\"failures\":[{\"failure\":\"%s\"},{\"failure\":\"%s\"}]}".formatted(ONE, OTHER));

    run("failures", "list", "--id", "abcd,ef01," + ONE, "--json").expect(0);

    assertThat(api.tokens()).hasSize(4 + 1);
  }

  @Test
  void readsNoFailuresForWholeIds() {
    api.answer("{\"failures\":[]}");

    run("failures", "list", "--id", ONE + "," + OTHER, "--json").expect(0);

    assertThat(api.tokens()).hasSize(1);
  }

  @Test
  void doesNothingIfOneOfTheIdsIsUnknown() {
    api.answer("{\"failures\":[{\"failure\":\"%s\"}]}".formatted(ONE));

    assertThat(run("failures", "list", "--id", "abcd,ef01").expect(1).err())
        .contains("the list has no failure that begins with ef01");
    assertThat(api.tokens()).hasSize(4);
  }

  private Ran run(String... command) {
    var variables = Map.of("GROUNDSWELL_ENDPOINT", api.url(""), "GROUNDSWELL_TOKEN", "TOKEN");
    return Ran.command(variables, command);
  }
}
