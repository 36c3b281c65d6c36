package groundswell.api;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Lane;
import groundswell.domain.files.Choice;
import groundswell.domain.files.Choice.Reading;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.RewardId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.uploads.Check;
import groundswell.domain.uploads.Check.Effect;
import groundswell.domain.uploads.Check.Sample;
import groundswell.domain.uploads.Consequences;
import groundswell.domain.uploads.Consequences.Board;
import groundswell.domain.uploads.Consequences.Loss;
import groundswell.domain.uploads.Consequences.Rewards;
import groundswell.domain.uploads.Leavers;
import groundswell.domain.uploads.Leavers.Leaver;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.UploadState.Cancelled;
import groundswell.domain.uploads.UploadState.Checked;
import groundswell.domain.uploads.UploadState.Checking;
import groundswell.domain.uploads.UploadState.Storing;
import groundswell.domain.uploads.UploadState.Undecided;
import groundswell.platform.wiring.Wiring;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// An upload that is checked first, and then applied or cancelled.
class CheckingAFile {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  private final ApiWorld world = new ApiWorld();

  @Test
  void showsWhatStoringTheFileWouldChange() {
    var id = created();
    advance(id, checked());

    var upload = world.ask("GET", "/uploads/" + id).expect(200);

    assertThat(upload.at("/state")).isEqualTo("checked");
    assertThat(upload.at("/ended")).isEqualTo("false");
    assertThat(upload.at("/check/apply_until")).isEqualTo("2026-03-17T12:00:00Z");
    assertThat(upload.at("/check/effect/members")).isEqualTo("40000");
    assertThat(upload.at("/check/effect/members_compared")).isEqualTo("30000");
    assertThat(upload.at("/check/effect/exact")).isEqualTo("false");
    assertThat(upload.at("/check/effect/added")).isEqualTo("7");
    assertThat(upload.at("/check/rows/0/understood/0")).isEqualTo("{\"member_id\":\"ann\"}");
    assertThat(upload.at("/check/rows/1/rejected")).isEqualTo("is not a number");
    assertThat(upload.at("/report/rejected")).isEqualTo("2");
    assertThat(world.ask("GET", "/uploads/%s/rejects".formatted(id)).expect(200).at("/url"))
        .contains("response-content-disposition=attachment");
  }

  @Test
  void showsWhichRewardsWouldBeGrantedAndReversedAndWhichBoardsWouldMove() {
    var id = created();
    advance(id, checked());

    var check = world.ask("GET", "/uploads/" + id).expect(200).json().path("check");

    assertThat(check.path("rewards"))
        .hasToString(
            "{\"members_judged\":30000,\"exact\":false,"
                + "\"granted\":{\"rewards\":3,\"members\":2,\"points\":300},"
                + "\"reversed\":{\"rewards\":2,\"members\":2,\"points\":100},\"losing\":[{\"member\":\"m-1\",\"name\":\"Jana"
                + " Holub\",\"challenge\":\"spring\",\"reward\":\"half\",\"points\":50},{\"member\":\"m-2\",\"name\":\"Piet"
                + " de Wit\",\"challenge\":\"spring\",\"reward\":\"half\",\"points\":50}]}");
    assertThat(check.path("boards"))
        .hasToString("[{\"challenge\":\"spring\",\"name\":\"Spring Steps\",\"members\":17}]");
  }

  @Test
  void ordersItsApplicationForTheVersionThatIsThere() {
    var id = created();
    advance(id, checked());

    world.ask("POST", "/uploads/%s/apply".formatted(id), "{}").expect(202);

    assertThat(world.received("UploadQueue"))
        .anyMatch(
            body ->
                body.contains("UploadApplied")
                    && body.contains(id.value())
                    && body.contains("\"version\":2"));
  }

  @Test
  void isNotAppliedBeforeItIsChecked() {
    var id = created();
    advance(id, new Checking(NOON, "v1"));

    assertThat(world.ask("POST", "/uploads/%s/apply".formatted(id), "{}").expect(409).at("/type"))
        .endsWith("not-checked");
    assertThat(world.received("UploadQueue")).isEmpty();
  }

  @Test
  void isNotAppliedWhenTheCheckIsOld() {
    var id = created();
    advance(id, checked());
    world.at("2026-03-17T12:00:01Z");

    assertThat(world.ask("POST", "/uploads/%s/apply".formatted(id), "{}").expect(409).at("/type"))
        .endsWith("check-expired");
  }

  @Test
  void needsAMappingWhereTheFileLeavesAQuestionOpen() {
    var id = created();
    advance(id, new Undecided(NOON, "v1", "which is the day?", List.of(days())));
    var path = "/uploads/%s/apply".formatted(id);

    var upload = world.ask("GET", "/uploads/" + id).expect(200);
    assertThat(upload.at("/state")).isEqualTo("undecided");
    assertThat(upload.at("/undecided/reason")).isEqualTo("which is the day?");
    assertThat(upload.at("/undecided/choices/0/field")).isEqualTo("date");
    var mapping = upload.at("/undecided/choices/0/readings/1/mapping");

    assertThat(world.ask("POST", path, "{}").expect(409).at("/detail")).contains("date");
    world.ask("POST", path, "{\"mapping\": \"date=\"}").expect(422);
    world.ask("POST", path, "{\"mapping\": \"%s\"}".formatted(mapping)).expect(202);
    assertThat(world.received("UploadQueue")).anyMatch(body -> body.contains(mapping));
  }

  @Test
  void showsTheColumnsOfAFileThatNoMappingFits() {
    var id = complete();
    var columns = List.of("Nr", "", "Tag");
    advance(
        id, new Undecided(NOON, "v1", "the first line is…", List.of(), columns, Optional.empty()));

    var question = world.ask("GET", "/uploads/" + id).expect(200).json().at("/undecided");
    assertThat(question.at("/choices")).isEmpty();
    assertThat(question.at("/columns")).hasToString("[\"Nr\",\"\",\"Tag\"]");
    var path = "/uploads/%s/apply".formatted(id);
    assertThat(world.ask("POST", path, "{}").expect(409).at("/detail")).contains("no mapping fits");
  }

  @Test
  void showsWhoWouldLeaveAndNeedsItConfirmed() {
    var leavers = new Leavers(20, 3, List.of(new Leaver(new MemberId("m-1"), "Jana Holub")));
    var check = new Check(Effect.NONE, Consequences.NONE, List.of(), Optional.of(leavers));
    var checked = complete();
    advance(checked, new Checked(NOON, "v1", plan(), check));
    var asked = complete();
    advance(asked, Undecided.about(leavers, NOON, "v1"));
    var shown =
        "{\"registered\":20,\"leaving\":3,\"confirm\":true,\"first\":[{\"member\":\"m-1\",\"name\":\"Jana"
            + " Holub\"}]}";

    var ofCheck = world.ask("GET", "/uploads/" + checked).expect(200).json();
    assertThat(ofCheck.at("/check/leavers")).hasToString(shown);
    assertThat(ofCheck.at("/leavers").asBoolean()).isTrue();
    var question = world.ask("GET", "/uploads/" + asked).expect(200).json().at("/undecided");
    assertThat(question.at("/leavers")).hasToString(shown);
    assertThat(question.at("/reason").asText()).startsWith("3 of 20 registered members");
    for (var id : List.of(checked, asked)) {
      var path = "/uploads/%s/apply".formatted(id);
      assertThat(world.ask("POST", path, "{}").expect(409).at("/type"))
          .endsWith("too-many-leavers");
      world.ask("POST", path, "{\"confirm_leavers\": true}").expect(202);
      assertThat(world.received("UploadQueue"))
          .anyMatch(body -> body.contains(id.value()) && body.contains("\"confirmLeavers\":true"));
    }
  }

  private UploadId complete() {
    var order =
        "{\"kind\": \"members\", \"file_name\": \"a.csv\", \"size_bytes\": 9, \"leavers\": true}";
    return new UploadId(world.ask("POST", "/uploads", order).expect(201).at("/upload"));
  }

  @Test
  void canBeCancelled() {
    var id = created();
    advance(id, checked());
    var path = "/uploads/%s/cancel".formatted(id);

    world.ask("POST", path).expect(202);
    assertThat(world.received("UploadQueue")).anyMatch(body -> body.contains("UploadCancelled"));

    advance(id, new Cancelled(NOON, "ann"));
    var upload = world.ask("GET", "/uploads/" + id).expect(200);
    assertThat(upload.at("/state")).isEqualTo("cancelled");
    assertThat(upload.at("/note")).isEqualTo("cancelled by ann; nothing is stored");
    world.ask("POST", path).expect(202);
    assertThat(world.ask("POST", "/uploads/%s/apply".formatted(id), "{}").expect(409).at("/type"))
        .endsWith("ended");
  }

  @Test
  void canBeCancelledWhileItsRowsAreStored() {
    var id = created();
    advance(id, plan());

    world.ask("POST", "/uploads/%s/cancel".formatted(id)).expect(202);

    assertThat(world.received("UploadQueue")).anyMatch(body -> body.contains("UploadCancelled"));
  }

  /// It uses no capacity, so it takes no place of those that may be under way.
  @Test
  void doesNotCountAsUnderWay() {
    var limited = new ApiWorld(Map.of("TENANT_OPEN_UPLOADS", "1"));
    var order =
        "{\"kind\": \"activity\", \"file_name\": \"a.csv\", \"size_bytes\": 9, \"check\": true}";
    var id = new UploadId(limited.ask("POST", "/uploads", order).expect(201).at("/upload"));
    limited.ask("POST", "/uploads", order).expect(429);
    var uploads = new Wiring(limited.environment).uploads();
    uploads.advance(uploads.find(limited.tenant, id).orElseThrow(), checked());

    limited.ask("POST", "/uploads", order).expect(201);
  }

  @Test
  void isListedByStateAndPageByPage() {
    var first = created();
    advance(first, checked());
    world.at("2026-03-10T12:00:05Z");
    var second = created();
    advance(second, checked());
    world.at("2026-03-10T12:00:09Z");
    created();

    var page = world.ask("GET", "/uploads?state=checked&limit=1").expect(200);
    assertThat(page.at("/uploads/0/upload")).isEqualTo(second.value());
    assertThat(page.at("/uploads/0/created_by")).isNotEmpty();
    var next =
        world.ask("GET", "/uploads?state=checked&limit=1&cursor=" + page.at("/next")).expect(200);
    assertThat(next.at("/uploads/0/upload")).isEqualTo(first.value());
    world.ask("GET", "/uploads?cursor=x").expect(400);
    world.ask("GET", "/uploads?from=yesterday").expect(400);
  }

  private static Checked checked() {
    return new Checked(
        NOON,
        "v1",
        plan(),
        new Check(
            new Effect(40_000, 30_000, 7, 1, 1, 1),
            consequences(),
            List.of(
                new Sample(
                    2,
                    "ann,1",
                    List.of(new LinkedHashMap<>(Map.of("member_id", "ann"))),
                    Optional.empty()),
                new Sample(3, "ann,?", List.of(), Optional.of("is not a number")))));
  }

  private static Consequences consequences() {
    var spring = new ChallengeId("spring");
    return new Consequences(
        30_000,
        new Rewards(3, 2, 300),
        new Rewards(2, 2, 100),
        List.of(
            new Loss(new MemberId("m-2"), "Piet de Wit", spring, new RewardId("half"), 50),
            new Loss(new MemberId("m-1"), "Jana Holub", spring, new RewardId("half"), 50)),
        new TreeMap<>(Map.of(spring, new Board("Spring Steps", 17))));
  }

  private static Storing plan() {
    return new Storing(NOON, "run", Lane.BULK, 4, 4, 100, 2, new TreeMap<>(Map.of("bad-date", 2L)));
  }

  private static Choice days() {
    return new Choice(
        "date",
        List.of(
            new Reading("day before month", "3/4/2026 is 3 April", "date=date:d/M/yyyy"),
            new Reading("month before day", "3/4/2026 is 4 March", "date=date:M/d/yyyy")));
  }

  private UploadId created() {
    var order =
        "{\"kind\": \"activity\", \"file_name\": \"a.csv\", \"size_bytes\": 9, \"check\": true}";
    return new UploadId(world.ask("POST", "/uploads", order).expect(201).at("/upload"));
  }

  private void advance(UploadId id, UploadState next) {
    var uploads = new Wiring(world.environment).uploads();
    uploads.advance(uploads.find(world.tenant, id).orElseThrow(), next);
  }
}
