package groundswell.api;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Lane;
import groundswell.domain.activity.Reversal;
import groundswell.domain.ids.UploadId;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.UploadState.Cancelled;
import groundswell.domain.uploads.UploadState.Completed;
import groundswell.domain.uploads.UploadState.Reverted;
import groundswell.domain.uploads.UploadState.Reverting;
import groundswell.domain.uploads.UploadState.Storing;
import groundswell.domain.uploads.UploadState.TakenBack;
import groundswell.platform.wiring.Wiring;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// An upload that is taken back.
class TakingAFileBack {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  private final ApiWorld world = new ApiWorld();

  @Test
  void isOrdered() {
    var id = created("activity");
    advance(id, completed());

    var upload = world.ask("POST", "/uploads/%s/revert".formatted(id)).expect(202);

    assertThat(upload.at("/state")).isEqualTo("completed-with-rejects");
    assertThat(world.received("UploadQueue"))
        .anyMatch(body -> body.contains("UploadReverted") && body.contains(id.value()));
  }

  @Test
  void showsHowFarItIs() {
    var id = created("activity");
    advance(id, completed());
    advance(id, reverting());
    var uploads = new Wiring(world.environment).uploads();
    uploads.putReversal(world.tenant, id, 2, new Reversal(40, 30, 1));

    var upload = world.ask("GET", "/uploads/" + id).expect(200);

    assertThat(upload.at("/state")).isEqualTo("reverting");
    assertThat(upload.at("/ended")).isEqualTo("false");
    assertThat(upload.at("/reversal/done")).isEqualTo("1");
    assertThat(upload.at("/reversal/parts")).isEqualTo("4");
    assertThat(upload.at("/reversal/removed")).isEqualTo("40");
    assertThat(upload.at("/note")).contains("being taken back by ann");
    world.ask("POST", "/uploads/%s/revert".formatted(id)).expect(202);
    assertThat(world.received("UploadQueue")).isEmpty();
  }

  @Test
  void showsWhatBecameOfTheRows() {
    var id = created("activity");
    advance(id, completed());
    advance(id, reverting());
    advance(id, new Reverted(NOON, "ann", takenBack()));

    var upload = world.ask("GET", "/uploads/" + id).expect(200);

    assertThat(upload.at("/state")).isEqualTo("reverted");
    assertThat(upload.at("/ended")).isEqualTo("true");
    assertThat(upload.at("/completed_at")).isEqualTo("2026-03-10T12:00:00Z");
    assertThat(upload.at("/reversal/removed")).isEqualTo("600");
    assertThat(upload.at("/reversal/restored")).isEqualTo("588");
    assertThat(upload.at("/reversal/stayed")).isEqualTo("12");
    world.ask("POST", "/uploads/%s/revert".formatted(id)).expect(202);
    assertThat(world.received("UploadQueue")).isEmpty();
  }

  @Test
  void showsWhatBecameOfACancelledOne() {
    var id = created("activity");
    advance(id, plan());
    advance(id, new Cancelled(NOON, "ann", Optional.of(takenBack())));

    var upload = world.ask("GET", "/uploads/" + id).expect(200);

    assertThat(upload.at("/reversal/removed")).isEqualTo("600");
    assertThat(upload.at("/note")).contains("they are taken back");
  }

  @Test
  void isRefusedForMembers() {
    var id = created("members");
    advance(id, completed());

    assertProblem(id, "not-revertible", "a file of members can't be taken back");
  }

  @Test
  void isRefusedAfterFourteenDays() {
    var id = created("activity");
    advance(id, completed());
    world.at("2026-03-24T12:00:01Z");

    assertProblem(id, "revert-expired", "more than 14 days ago");
  }

  @Test
  void isRefusedWhereNothingIsStored() {
    assertProblem(created("activity"), "nothing-stored", "cancel it");
  }

  @Test
  void isNotGivenUpHalfWay() {
    var id = created("activity");
    advance(id, completed());
    advance(id, reverting());

    assertThat(world.ask("POST", "/uploads/%s/abandon".formatted(id)).expect(409).at("/type"))
        .endsWith("reverting");
  }

  private void assertProblem(UploadId id, String code, String detail) {
    var problem = world.ask("POST", "/uploads/%s/revert".formatted(id)).expect(409);
    assertThat(problem.at("/type")).endsWith(code);
    assertThat(problem.at("/detail")).contains(detail);
    assertThat(world.received("UploadQueue")).isEmpty();
  }

  private static TakenBack takenBack() {
    return new TakenBack(plan(), new Reversal(600, 588, 12));
  }

  private static Reverting reverting() {
    return new Reverting(plan(), NOON, "ann", Reverting.End.REVERTED);
  }

  private static Completed completed() {
    var counts = new RowCounts(98, 0, 0, 2);
    var byCode = new TreeMap<>(Map.of("bad-date", 2L));
    return new Completed(NOON, NOON, counts, byCode, Optional.of("run"), Optional.of(plan()));
  }

  private static Storing plan() {
    return new Storing(NOON, "run", Lane.BULK, 4, 4, 100, 2, new TreeMap<>(Map.of("bad-date", 2L)));
  }

  private UploadId created(String kind) {
    var order = "{\"kind\": \"%s\", \"file_name\": \"a.csv\", \"size_bytes\": 9}".formatted(kind);
    return new UploadId(world.ask("POST", "/uploads", order).expect(201).at("/upload"));
  }

  private void advance(UploadId id, UploadState next) {
    var uploads = new Wiring(world.environment).uploads();
    assertThat(uploads.advance(uploads.find(world.tenant, id).orElseThrow(), next)).isTrue();
  }
}
