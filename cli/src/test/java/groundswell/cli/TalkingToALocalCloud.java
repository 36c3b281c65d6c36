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
import java.util.ArrayList;
import java.util.List;
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

    assertThat(uploaded.out())
        .contains("received 3 = accepted 2 + unchanged 0 + superseded 0 + rejected 1")
        .contains("the boards show it")
        .contains("unknown-member");
    assertThat(directory.resolve("walk.rejects.csv")).content().contains("cem,", "unknown-member");
    var board = run("board", "walk", "--json").expect(0).json();
    assertThat(board.path("rows").findValuesAsText("member")).containsExactly("bob", "ann");
    assertThat(run("board", "walk", "--around", "ann", "--radius", "0").expect(0).out())
        .contains("Ann", "Blue", "6000")
        .contains("█".repeat(16))
        .doesNotContain("█".repeat(17));
  }

  @Test
  void waitsForTheRowsAloneIfToldTo() throws IOException {
    define("rows");
    run("member", "put", "jo", "--name", "Jo", "--challenge", "rows").expect(0);
    var activity =
        file("rows.csv", "member_id,date,metric,value", "jo,%s,steps,4000".formatted(today));

    var stored = run("upload", "activity", "--wait=rows", activity, "--json").expect(0).json();
    cloud.awaitQuiet(DEADLINE);

    assertThat(stored.path("state").asText()).isEqualTo("completed");
    assertThat(stored.has("visibility")).isFalse();
    var id = stored.path("upload").asText();
    assertThat(run("upload", "show", id).expect(0).out()).contains("the boards show it");
    assertThat(run("upload", "show", id, "--json").json().at("/visibility/visible").asBoolean())
        .isTrue();
  }

  @Test
  void findsAnUploadByTheBeginningOfItsId() throws IOException {
    var uploads = new ArrayList<String>();
    for (var name : List.of("one.csv", "two.csv")) {
      var members = file(name, "member_id,display_name,team,time_zone,challenges", "pia,Pia,,UTC,");
      uploads.add(
          run("upload", "members", members, "--wait", "--json").json().path("upload").asText());
    }
    var whole = uploads.getFirst();

    assertThat(run("upload", "show", whole.substring(0, 28)).expect(0).out()).contains(whole);
    var beginning = whole.substring(0, 4);
    assertThat(run("upload", "show", beginning).expect(1).err())
        .contains(beginning + " fits ", " uploads: ", "give more of the id");
    assertThat(run("upload", "show", "none").expect(1).err())
        .contains("the list has no upload that begins with none")
        .contains("only the latest are searched; give the whole id of an older one");
    assertThat(run("upload", "abandon", whole.substring(0, 28)).expect(0).out()).contains(whole);
    assertThat(run("upload", "abandon", "").expect(1).err())
        .contains("\"\" is too short for the id of an upload");
  }

  @Test
  void readsFilesByTheNamesOfTheirLayouts() throws IOException {
    run("member", "put", "kim", "--name", "Kim").expect(0);
    var watch = file("Steps.csv", ",Actual,Goal", "%tm/%<td/%<tY,10412,8000".formatted(today));
    run("mapping", "put", "our-steps", "date=#1:MM/dd/yyyy; metric:steps=Actual").expect(0);

    var own = run("upload", "activity", watch, "--member", "kim", "--wait").expect(0);
    var named =
        run(
                "upload",
                "activity",
                watch,
                "--mapping",
                "garmin",
                "--member",
                "kim",
                "--map",
                "date=#1:MM/dd/yyyy",
                "--wait")
            .expect(0);

    assertThat(own.out()).contains("accepted 1", "recognised by its header as our-steps");
    assertThat(named.out()).contains("accepted 1", "read as garmin (Garmin Connect, report Steps)");
    assertThat(run("mapping", "list").expect(0).out()).contains("our-steps", "samsung-health");
    run("mapping", "delete", "our-steps").expect(0);
    run("mapping", "show", "our-steps").expect(1);
  }

  @Test
  void offersBothReadingsOfAFileThatIsUndecided() throws IOException {
    var file = file("km.csv", "Nr;Tag;km", "ann;%s;1.310".formatted(today));

    var undecided =
        run(
            "upload",
            "activity",
            file,
            "--map",
            "member_id=Nr; date=Tag; metric:distance_km=km",
            "--wait");

    assertThat(undecided.expect(1).out())
        .contains("undecided", "column 'km' can be read in two ways")
        .contains(
            "metric:distance_km, with a decimal comma ('1.310' is 1310): groundswell upload apply")
        .contains("--map 'member_id=Nr; date=Tag; metric:distance_km=km:#.##0,00'");
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
  void takesAFileBack() throws IOException {
    var members =
        file("ivy.csv", "member_id,display_name,team,time_zone,challenges", "ivy,Ivy,,UTC,");
    var registered = run("upload", "members", members, "--wait", "--json").expect(0).json();
    var first =
        file("first.csv", "member_id,date,metric,value", "ivy,%s,steps,4000".formatted(today));
    run("upload", "activity", first, "--wait").expect(0);
    var wrong = file("wrong.csv", "member_id,date,metric,value", "ivy,%s,steps,9".formatted(today));
    var id = run("upload", "activity", wrong, "--wait", "--json").expect(0).json().path("upload");

    var reverted = run("upload", "revert", id.asText(), "--wait").expect(0);

    assertThat(reverted.out())
        .contains(": reverted", "removed 1 value and restored the 1 that stood there before");
    assertThat(run("upload", "revert", id.asText()).expect(0).out()).contains(id.asText());
    assertThat(
            run("upload", "show", id.asText(), "--json")
                .expect(1)
                .json()
                .path("reversal")
                .path("restored")
                .asInt())
        .isEqualTo(1);
    var membersId = registered.path("upload").asText();
    assertThat(run("upload", "revert", membersId).expect(1).err())
        .contains("a file of members can't be taken back");
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
        .contains("it is a folder, not a file");

    assertThat(run("upload", "list", "--json").expect(0).out()).isEqualTo(before);
  }

  @Test
  void entersAValueAndSeesItAtOnce() {
    define("live");
    run("member", "put", "eve", "--name", "Eve", "--challenge", "live").expect(0);

    assertThat(run("enter", "eve", "steps", "7500", "--date", "" + today).expect(0).out())
        .contains("accepted", "live", "7500");

    cloud.awaitQuiet(DEADLINE);
    assertThat(run("progress", "eve").expect(0).out()).contains("7500", "75%");
    assertThat(run("rewards", "eve", "--json").expect(0).json().path("points").asLong())
        .isEqualTo(100);
    assertThat(run("inbox").expect(0).out()).contains("eve");
  }

  @Test
  void namesEachFaultOfAnEntry() {
    run("member", "put", "fay", "--name", "Fay").expect(0);

    var refused = run("enter", "fay", "hops", "-1", "--date", "2001-01-01").expect(1);

    assertThat(refused.err().lines()).hasSize(3).anyMatch(line -> line.contains("entries[0].date"));
    var error =
        run("enter", "fay", "hops", "-1", "--date", "2001-01-01", "--json")
            .expect(1)
            .json()
            .path("error");
    assertThat(error.path("errors").findValuesAsText("field"))
        .contains("entries[0].date")
        .hasSize(2);
  }

  @Test
  void refusesAWrongDefinitionWithItsPath() throws IOException {
    var wrong = file("wrong.yaml", "id: wrong", "name: Wrong", "gaol: 5");

    assertThat(run("challenge", "put", wrong).expect(1).err()).contains("gaol: unknown key");
    var error = run("challenge", "put", wrong, "--json").expect(1).json().path("error");
    assertThat(error.path("code").asText()).isEqualTo("invalid");
    assertThat(error.path("field").asText()).isEqualTo("gaol");
  }

  @Test
  void actsAsAMemberWhoSeesOnlyItself() {
    run("member", "put", "gus", "--name", "Gus").expect(0);

    run("progress", "gus", "--as", "gus").expect(0);
    assertThat(run("progress", "gus", "--as", "hal").expect(1).err())
        .contains("members see and change only what is their own");
  }

  @Test
  void tellsWhatBecameOfEachRow() throws IOException {
    run("member", "put", "rob", "--name", "Rob").expect(0);
    var activity =
        file(
            "fates.csv",
            "member_id,date,metric,value",
            "rob,%s,steps,6000".formatted(today),
            "rob,%s,steps,7000".formatted(today),
            "=nobody,%s,steps,1".formatted(today));
    var upload =
        run("upload", "activity", activity, "--wait", "--json").json().path("upload").asText();

    var printed = run("upload", "rows", upload.substring(0, 28), "--out", "-").expect(0).out();
    var file = directory.resolve("fates.rows.csv");
    var saved = run("upload", "rows", upload, "--out", file.toString(), "--safe").expect(0).out();

    assertThat(printed.lines())
        .satisfiesExactly(
            header -> assertThat(header).startsWith("line,rows,fate,code,superseded_by,reason,"),
            row -> assertThat(row).startsWith("2,1,superseded,,3,line 3 counts instead,rob,"),
            row -> assertThat(row).startsWith("3,1,accepted,,,,rob,"),
            row -> assertThat(row).startsWith("4,1,rejected,unknown-member,,"));
    assertThat(saved).contains(file.toString());
    assertThat(file).content().contains("3,1,accepted,,,,rob,");
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
