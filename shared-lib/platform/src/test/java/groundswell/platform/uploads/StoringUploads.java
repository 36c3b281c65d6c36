package groundswell.platform.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.domain.Lane;
import groundswell.domain.VersionConflict;
import groundswell.domain.files.FileKind;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadPolicy;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.UploadState.Abandoned;
import groundswell.domain.uploads.UploadState.Completed;
import groundswell.domain.uploads.UploadState.Created;
import groundswell.domain.uploads.UploadState.Loading;
import groundswell.domain.uploads.UploadState.Refused;
import groundswell.domain.uploads.UploadState.Validating;
import groundswell.domain.uploads.UploadState.Waiting;
import groundswell.domain.uploads.Uploads;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.wiring.Wiring;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StoringUploads {
  private static final Instant NOON = TestEnvironment.NOW;
  private static final TreeMap<String, Long> BY_CODE =
      new TreeMap<>(Map.of("bad-date", 2L, "negative", 1L));
  private static final RowCounts COUNTS = new RowCounts(4, 3, 2, 3);

  private final TenantId tenant = TestEnvironment.newTenant();
  private final Uploads uploads = new Wiring(TestEnvironment.ofTables()).uploads();

  @Test
  void readsBackWhatWasCreated() {
    var upload = created("a", 0);

    assertThat(uploads.find(tenant, upload.id())).contains(upload);
    assertThat(uploads.find(tenant, new UploadId("other"))).isEmpty();
    assertThat(uploads.find(TestEnvironment.newTenant(), upload.id())).isEmpty();
  }

  @Test
  void createsAnIdOnce() {
    var upload = created("a", 0);

    assertThatThrownBy(() -> uploads.create(upload)).isInstanceOf(VersionConflict.class);
  }

  @Test
  void readsBackEveryState() {
    List<UploadState> states =
        List.of(
            new Waiting(NOON, "v1"),
            new Validating(NOON, "v1"),
            new Loading(NOON, "run", Lane.LIVE, 7, 2, 12, 3, BY_CODE),
            new Completed(NOON, NOON.plusSeconds(9), COUNTS, BY_CODE, Optional.of("run")),
            new Completed(NOON, NOON, RowCounts.ZERO, new TreeMap<>(), Optional.empty()),
            new Refused(NOON, NOON, "not-text", "is no text", COUNTS, BY_CODE, Optional.of("run")),
            new Refused(NOON, NOON, "x", "y", RowCounts.ZERO, new TreeMap<>(), Optional.empty()),
            new Abandoned(NOON, "ann", 20, COUNTS, BY_CODE, 3, Optional.of("run")),
            new Abandoned(NOON, "ann", 0, RowCounts.ZERO, new TreeMap<>(), 0, Optional.empty()));

    for (var state : states) {
      var upload = created("upload-" + states.indexOf(state), 0);
      assertThat(uploads.advance(upload, state)).isTrue();
      assertThat(uploads.find(tenant, upload.id())).contains(upload.in(state));
    }
  }

  @Test
  void onlyEverMovesForward() {
    var upload = created("a", 0);
    var first = new Validating(NOON, "v1");

    assertThat(uploads.advance(upload, first)).isTrue();
    assertThat(uploads.advance(upload, new Validating(NOON.plusSeconds(1), "v2"))).isFalse();
    assertThat(uploads.advance(upload, new Waiting(NOON, "v1"))).isFalse();
    assertThat(uploads.advance(upload, new Created())).isFalse();

    assertThat(uploads.find(tenant, upload.id())).contains(upload.in(first));
  }

  @Test
  void holdsADecisionForTheStateThatItWasMadeOn() {
    var validating = created("a", 0).in(new Validating(NOON, "v1"));
    var loading = new Loading(NOON, "run", Lane.LIVE, 7, 2, 12, 3, BY_CODE);
    uploads.advance(created("b", 0), validating.state());
    var read = uploads.find(tenant, new UploadId("b")).orElseThrow();
    uploads.advance(read, loading);

    assertThat(
            uploads.advance(
                read, new Refused(NOON, NOON, "x", "y", COUNTS, BY_CODE, Optional.empty())))
        .isFalse();

    assertThat(uploads.open(tenant)).contains(read.in(loading));
  }

  @Test
  void doesNotMoveWhatWasNotCreated() {
    var unknown = upload("a", 0);

    assertThat(uploads.advance(unknown, new Validating(NOON, "v1"))).isFalse();
    assertThat(uploads.find(tenant, unknown.id())).isEmpty();
  }

  @Test
  void listsTheLatestFirst() {
    var first = created("b", 0);
    var second = created("a", 1);
    var third = created("c", 2);

    assertThat(uploads.list(tenant, 2)).containsExactly(third, second);
    assertThat(uploads.list(tenant, 9)).containsExactly(third, second, first);
  }

  @Test
  void listsTheOpenOnesTheEarliestFirst() {
    var first = created("b", 0);
    var ended = created("a", 1);
    var third = created("c", 2);
    uploads.advance(ended, new Completed(NOON, NOON, COUNTS, new TreeMap<>(), Optional.empty()));

    assertThat(uploads.open(tenant)).containsExactly(first, third);
  }

  @Test
  void keepsTheFirstResultOfAPartition() {
    var upload = created("a", 0);
    var first = new RowCounts(1, 2, 3, 4);

    uploads.putResult(tenant, upload.id(), 10, first);
    uploads.putResult(tenant, upload.id(), 10, RowCounts.ZERO);
    uploads.putResult(tenant, upload.id(), 2, RowCounts.ZERO);

    assertThat(uploads.results(tenant, upload.id()))
        .containsExactly(Map.entry(2, RowCounts.ZERO), Map.entry(10, first));
  }

  @Test
  void knowsWhichPartitionsWereSent() {
    var upload = created("a", 0);

    uploads.markSent(tenant, upload.id(), 8);

    assertThat(uploads.isSent(tenant, upload.id(), 8)).isTrue();
    assertThat(uploads.isSent(tenant, upload.id(), 9)).isFalse();
  }

  private Upload created(String id, int second) {
    var upload = upload(id, second);
    uploads.create(upload);
    return upload;
  }

  private Upload upload(String id, int second) {
    return new Upload(
        tenant,
        new UploadId(id),
        FileKind.ACTIVITY,
        "März 2026.csv",
        1L << 31,
        Optional.of("member_id=Id").filter(_ -> second > 0),
        new UploadPolicy.AbortOver(5),
        NOON.plusSeconds(second),
        new Created());
  }
}
