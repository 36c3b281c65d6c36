package groundswell.api;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Lane;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.UploadState.Completed;
import groundswell.domain.uploads.UploadState.Storing;
import groundswell.domain.visibility.TouchedMonth;
import groundswell.http.testing.Reply;
import groundswell.platform.wiring.Wiring;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LookingForAnUploadOnTheBoards {
  private static final Instant ACCEPTED_AT = Instant.parse("2026-03-10T12:00:01Z");
  private static final RowCounts ONE = new RowCounts(1, 0, 0, 0);

  private final ApiWorld world = new ApiWorld();

  @BeforeEach
  void annIsInSpring() {
    world.ask("PUT", "/challenges/spring", Definitions.total("")).expect(201);
    var ann = "{\"display_name\": \"Ann\", \"challenges\": [\"spring\"]}";
    world.ask("PUT", "/members/ann", ann).expect(201);
  }

  @Test
  void saysThatNothingIsStoredYet() {
    var created = look(created("activity"));

    assertThat(created.at("/visible")).isEqualTo("false");
    assertThat(created.at("/note")).isEqualTo("nothing of it is stored yet");
    assertThat(created.at("/partitions")).isEqualTo("0");
  }

  @Test
  void saysThatFilesOfMembersDoNotBecomeVisible() {
    assertThat(look(created("members")).at("/note")).contains("this one has members");
  }

  @Test
  void saysThatNothingOfARefusedFileIsStored() {
    var id = created("activity");
    advance(
        id,
        new UploadState.Refused(
            ACCEPTED_AT,
            ACCEPTED_AT,
            "not-text",
            "x",
            RowCounts.ZERO,
            new TreeMap<>(),
            Optional.empty()));

    assertThat(look(id).at("/note")).isEqualTo("nothing of it is stored");
  }

  @Test
  void countsPartitionsThatHaveNoResultYet() {
    var id = created("activity");
    advance(id, new Storing(ACCEPTED_AT, "run", Lane.BULK, 3, 8, 100, 0, new TreeMap<>()));
    load(id, 0, "zoe");

    var seen = look(id);

    assertThat(seen.at("/state")).isEqualTo("storing");
    assertThat(seen.at("/visible")).isEqualTo("false");
    assertThat(seen.at("/partitions_visible")).isEqualTo("1");
    assertThat(seen.at("/partitions")).isEqualTo("3");
    assertThat(seen.json().has("waiting_for")).isFalse();
  }

  @Test
  void namesTheFirstMemberWhoseProgressIsBehindAndWhatFailed() {
    var id = completed("ann");
    assertThat(look(id).json().has("failed")).isFalse();
    world.failure("event").naming("ann", "2026-03").loading(id).recorded();

    var seen = look(id);

    assertThat(seen.at("/visible")).isEqualTo("false");
    assertThat(seen.at("/waiting_for"))
        .isEqualTo("{\"stage\":\"progress\",\"member\":\"ann\",\"challenge\":\"spring\"}");
    assertThat(seen.at("/failed/messages")).isEqualTo("1");
  }

  @Test
  void saysSoWhenTheBoardsShowIt() {
    var id = completed("zoe");

    var seen = look(id);

    assertThat(seen.at("/visible")).isEqualTo("true");
    assertThat(seen.at("/partitions_visible")).isEqualTo("1");
    assertThat(seen.json().has("note")).isFalse();
  }

  @Test
  void isForThoseWhoMayReadAllOfTheTenant() {
    var path = "/uploads/%s/visible".formatted(completed("zoe"));

    world.as("viewer", "vera", "GET", path).expect(200);
    world.asMember("ann", "GET", path).expect(403);
    new ApiWorld().ask("GET", path).expect(404);
  }

  private Reply look(UploadId id) {
    return world.ask("GET", "/uploads/%s/visible".formatted(id)).expect(200);
  }

  private UploadId completed(String member) {
    var id = created("activity");
    load(id, 0, member);
    advance(
        id,
        new Completed(
            ACCEPTED_AT, ACCEPTED_AT, ONE, new TreeMap<>(), Optional.empty(), Optional.empty()));
    return id;
  }

  /// As the loader does with a partition of one member.
  private void load(UploadId id, int partition, String member) {
    var wiring = new Wiring(world.environment);
    var march = new MonthKey(new MemberId(member), new MetricId("steps"), YearMonth.of(2026, 3));
    wiring.touchedMonths().put(world.tenant, id, partition, List.of(new TouchedMonth(march, 1)));
    wiring.uploads().putResult(world.tenant, id, partition, ONE);
  }

  private UploadId created(String kind) {
    var order = "{\"kind\": \"%s\", \"file_name\": \"a.csv\", \"size_bytes\": 100}".formatted(kind);
    return new UploadId(world.ask("POST", "/uploads", order).expect(201).at("/upload"));
  }

  private void advance(UploadId id, UploadState next) {
    var uploads = new Wiring(world.environment).uploads();
    uploads.advance(uploads.find(world.tenant, id).orElseThrow(), next);
  }
}
