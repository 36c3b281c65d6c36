package groundswell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.local.LocalCloud;
import groundswell.local.LocalCloudOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class TalkingToALocalCloud {
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  @TempDir private static Path directory;
  private static LocalCloud cloud;

  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  @BeforeAll
  static void start() {
    cloud =
        LocalCloud.start(
            LocalCloudOptions.of(Path.of("../template.yaml"), directory.resolve("objects")));
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void leadsFromAFileToTheBoard() throws IOException {
    define("walk");
    var members =
        file(
            "members.csv",
            "member_id,display_name,team,time_zone,challenges",
            "ann,Ann,Blue,UTC,walk",
            "bob,Bob,,UTC,walk");
    run("upload", "members", members, "--wait").expect(0);
    var activity =
        file(
            "walk.csv",
            "member_id,date,metric,value",
            "ann,%s,steps,6000".formatted(today),
            "bob,%s,steps,9000".formatted(today),
            "cem,%s,steps,1".formatted(today));

    var uploaded = run("upload", "activity", activity, "--wait").expect(1);
    cloud.awaitQuiet(DEADLINE);

    assertThat(uploaded.out())
        .contains("received 3 = accepted 2 + unchanged 0 + superseded 0 + rejected 1")
        .contains("unknown-member");
    assertThat(directory.resolve("walk.rejects.csv")).content().contains("cem,", "unknown-member");
    var board = run("board", "walk", "--json").expect(0).json();
    assertThat(board.path("rows").findValuesAsText("member")).containsExactly("bob", "ann");
    assertThat(run("board", "walk", "--around", "ann", "--radius", "0").expect(0).out())
        .contains("Ann", "Blue", "6000");
  }

  @Test
  void saysWhenAFileChangesNothing() throws IOException {
    define("again");
    run("member", "put", "dee", "--name", "Dee", "--challenge", "again").expect(0);
    var activity =
        file("again.csv", "member_id,date,metric,value", "dee,%s,steps,1".formatted(today));
    run("upload", "activity", activity, "--wait").expect(0);

    assertThat(run("upload", "activity", activity, "--wait").expect(0).out())
        .contains("changed nothing: all rows were there already");
  }

  @Test
  void checksAFileAndThenStoresIt() throws IOException {
    define("check");
    run("member", "put", "gus", "--name", "Gus", "--challenge", "check").expect(0);
    var activity =
        file("check.csv", "member_id,date,metric,value", "gus,%s,steps,4000".formatted(today));

    var checked = run("upload", "check", activity, "--json").expect(0).json();
    var id = checked.path("upload").asText();
    cloud.awaitQuiet(DEADLINE);
    assertThat(run("progress", "gus").expect(0).out()).doesNotContain("4000");

    assertThat(run("upload", "show", id).expect(0).out())
        .contains("checked", "1 rows are new", "line 2: gus,", "member_id gus")
        .contains("groundswell upload apply %s --wait".formatted(id));
    assertThat(run("upload", "apply", id, "--wait").expect(0).out()).contains("accepted 1");
    assertThat(run("upload", "apply", id, "--wait").expect(0).out()).contains("accepted 1");
    cloud.awaitQuiet(DEADLINE);
    assertThat(run("progress", "gus").expect(0).out()).contains("4000");
  }

  @Test
  void cancelsACheckedFile() throws IOException {
    run("member", "put", "hal", "--name", "Hal").expect(0);
    var activity =
        file("cancel.csv", "member_id,date,metric,value", "hal,%s,steps,4000".formatted(today));
    var id = run("upload", "check", activity, "--json").expect(0).json().path("upload").asText();

    assertThat(run("upload", "cancel", id).expect(0).out()).contains("cancelled");

    assertThat(run("upload", "apply", id).expect(1).err()).contains("upload the file again");
    assertThat(run("upload", "show", id).expect(1).out()).contains("nothing is stored");
    assertThat(run("upload", "list", "--state", "cancelled").expect(0).out()).contains(id, "admin");
  }

  @Test
  void endsWithOneAndNamesTheWholeCommandWhenRowsAreRejected() throws IOException {
    var activity = file("it's.csv", "who,date,metric,value", "=1+1,%s,steps,1".formatted(today));

    var ran = run("upload", "activity", activity, "--wait", "--map", "member_id=who").expect(1);

    assertThat(ran.out())
        .contains("(activity): rejected", "upload activity '", "--map 'member_id=who' --wait");
    assertThat(ran.err()).startsWith("upload ");
    var id = ran.err().split(" ", 3)[1];
    run("upload", "show", id).expect(1);
    var safe = directory.resolve("safe.csv");
    run("upload", "rejects", id, "--safe", "--out", safe.toString()).expect(0);
    assertThat(safe).content().contains("\n'=1+1,", "unknown-member");
  }

  @Test
  void leavesNoUploadForAFolder() {
    var before = run("upload", "list", "--json").expect(0).out();

    assertThat(run("upload", "activity", directory.toString()).expect(1).err())
        .contains("is a folder; name a file in it");

    assertThat(run("upload", "list", "--json").expect(0).out()).isEqualTo(before);
  }

  @Test
  void entersAValueAndSeesItAtOnce() {
    define("live");
    run("member", "put", "eve", "--name", "Eve", "--challenge", "live").expect(0);

    assertThat(run("enter", "eve", "steps", "7500.5", "--date", "" + today).expect(0).out())
        .contains("accepted", "live", "7500.5");

    cloud.awaitQuiet(DEADLINE);
    assertThat(run("progress", "eve").expect(0).out()).contains("7500.5", "75%");
    assertThat(run("rewards", "eve", "--json").expect(0).json().path("points").asLong())
        .isEqualTo(100);
    assertThat(run("inbox").expect(0).out()).contains("eve");
  }

  @Test
  void namesEachFaultOfAnEntry() {
    run("member", "put", "fay", "--name", "Fay").expect(0);

    var refused = run("enter", "fay", "hops", "-1", "--date", "2001-01-01").expect(1);

    assertThat(refused.err().lines()).hasSize(3).anyMatch(line -> line.contains("entries[0].date"));
  }

  @Test
  void refusesAWrongDefinitionWithItsPath() throws IOException {
    var wrong = file("wrong.yaml", "id: wrong", "name: Wrong", "gaol: 5");

    assertThat(run("challenge", "put", wrong).expect(1).err()).contains("gaol: unknown key");
  }

  @Test
  void actsAsAMemberWhoSeesOnlyItself() {
    run("member", "put", "gus", "--name", "Gus").expect(0);

    run("progress", "gus", "--member", "gus").expect(0);
    assertThat(run("progress", "gus", "--member", "hal").expect(1).err()).contains("403");
  }

  @Test
  void joinsAndLeaves() {
    define("club");
    run("member", "put", "ida", "--name", "Ida").expect(0);

    assertThat(run("member", "join", "ida", "club").expect(0).out()).contains("in: club");
    assertThat(run("member", "leave", "ida", "club").expect(0).out()).contains("no challenge");
    run("recalculate", "club").expect(0);
  }

  @Test
  void showsWhatMovesAndWhatMayBeEntered() {
    assertThat(run("status").expect(0).out()).contains("UploadQueue", "ProgressCalculator", "cap");
    assertThat(run("metrics").expect(0).out()).contains("steps", "400");
  }

  @Test
  void printsNothingButJsonWhenAskedTo() throws IOException {
    define("machine");
    var activity = file("machine.csv", "member_id,date,metric,value", "nobody,2001-01-01,steps,1");

    assertThat(run("challenge", "list", "--json").expect(0).json().path("challenges")).isNotEmpty();
    var report = run("upload", "activity", activity, "--wait", "--json").expect(1).json();
    assertThat(report.path("report").path("rejected").asInt()).isEqualTo(1);
    assertThat(report.path("rejects_file").asText()).endsWith("machine.rejects.csv");
  }

  private void define(String challenge) {
    try {
      var definition =
          file(
              challenge + ".yaml",
              "id: " + challenge,
              "name: " + challenge,
              "period: {start: %s, end: %s}".formatted(today.minusDays(5), today.plusDays(5)),
              "rule: {type: total, metric: steps}",
              "goal: 10000",
              "rewards: [{percent: 75, points: 100}]");
      run("challenge", "put", definition).expect(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String file(String name, String... lines) throws IOException {
    var file = directory.resolve(name);
    Files.writeString(file, String.join("\n", lines) + "\n");
    return file.toString();
  }

  private static Ran run(String... args) {
    return Ran.command(Map.of("GROUNDSWELL_ENDPOINT", cloud.apiUrl().toString()), args);
  }
}
