package groundswell.platform.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.domain.Lane;
import groundswell.domain.VersionConflict;
import groundswell.domain.activity.Reversal;
import groundswell.domain.files.Choice;
import groundswell.domain.files.FileKind;
import groundswell.domain.files.ValueReading;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.RewardId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.uploads.Check;
import groundswell.domain.uploads.Consequences;
import groundswell.domain.uploads.Consequences.Board;
import groundswell.domain.uploads.Consequences.Loss;
import groundswell.domain.uploads.Consequences.Rewards;
import groundswell.domain.uploads.LeaverPolicy;
import groundswell.domain.uploads.Leavers;
import groundswell.domain.uploads.Leavers.Leaver;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadFilter;
import groundswell.domain.uploads.UploadPolicy;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.UploadState.Abandoned;
import groundswell.domain.uploads.UploadState.Cancelled;
import groundswell.domain.uploads.UploadState.Checked;
import groundswell.domain.uploads.UploadState.Checking;
import groundswell.domain.uploads.UploadState.Completed;
import groundswell.domain.uploads.UploadState.Created;
import groundswell.domain.uploads.UploadState.Refused;
import groundswell.domain.uploads.UploadState.Reverted;
import groundswell.domain.uploads.UploadState.Reverting;
import groundswell.domain.uploads.UploadState.Storing;
import groundswell.domain.uploads.UploadState.TakenBack;
import groundswell.domain.uploads.UploadState.Undecided;
import groundswell.domain.uploads.UploadState.Waiting;
import groundswell.domain.uploads.Uploads;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.wiring.Wiring;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoringUploads {
  private static final Instant NOON = TestEnvironment.NOW;
  private static final TreeMap<String, Long> BY_CODE =
      new TreeMap<>(Map.of("bad-date", 2L, "negative", 1L));
  private static final RowCounts COUNTS = new RowCounts(4, 3, 2, 3, 1, 2, 1, 5);

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
  void readsBackWhoLeaves() {
    for (var policy : LeaverPolicy.values()) {
      var upload =
          new Upload(
              tenant,
              new UploadId("complete-" + policy.name().toLowerCase(Locale.ROOT)),
              FileKind.MEMBERS,
              ValueReading.VALUES,
              "members.csv",
              9,
              Optional.empty(),
              new UploadPolicy.Partial(),
              policy,
              false,
              "ann",
              NOON,
              1,
              new Created(),
              Optional.empty());
      uploads.create(upload);
      assertThat(uploads.find(tenant, upload.id())).contains(upload);
    }
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
            new Checking(NOON, "v1"),
            new Undecided(NOON, "v1", "?", List.of(choice()), List.of("Nr", ""), Optional.empty()),
            Undecided.about(leavers(), NOON, "v1"),
            new Checked(NOON, "v1", storing(), check()),
            new Checked(NOON, "v1", storing(), checkOfACompleteFile()),
            storing(),
            new Cancelled(NOON, "ann"),
            new Completed(
                NOON,
                NOON.plusSeconds(9),
                COUNTS,
                BY_CODE,
                Optional.of("run"),
                Optional.of(storing())),
            new Reverting(storing(), NOON, "ann", Reverting.End.REVERTED),
            new Reverting(storing(), NOON, "ann", Reverting.End.CANCELLED),
            new Reverted(NOON, "ann", new TakenBack(storing(), new Reversal(3, 2, 1))),
            new Cancelled(
                NOON, "ann", Optional.of(new TakenBack(storing(), new Reversal(3, 2, 1)))),
            new Completed(
                NOON, NOON, RowCounts.ZERO, new TreeMap<>(), Optional.empty(), Optional.empty()),
            new Refused(NOON, NOON, "not-text", "is no text", COUNTS, BY_CODE, Optional.of("run")),
            new Refused(NOON, NOON, "x", "y", RowCounts.ZERO, new TreeMap<>(), Optional.empty()),
            new Abandoned(
                NOON, "ann", 20, COUNTS, BY_CODE, 3, Optional.of("run"), Optional.of(storing())),
            new Abandoned(
                NOON,
                "ann",
                0,
                RowCounts.ZERO,
                new TreeMap<>(),
                0,
                Optional.empty(),
                Optional.empty()));

    for (var state : states) {
      var upload = created("upload-" + states.indexOf(state), 0);
      assertThat(uploads.advance(upload, state)).isTrue();
      assertThat(uploads.find(tenant, upload.id())).contains(upload.in(state));
    }
  }

  @Test
  void movesOnceFromEachVersion() {
    var upload = created("a", 0);
    var first = new Checking(NOON, "v1");

    assertThat(uploads.advance(upload, first)).isTrue();
    assertThat(uploads.advance(upload, new Checking(NOON.plusSeconds(1), "v2"))).isFalse();
    assertThat(uploads.advance(upload, new Waiting(NOON, "v1"))).isFalse();
    assertThat(uploads.advance(upload, new Created())).isFalse();

    assertThat(uploads.find(tenant, upload.id())).contains(upload.in(first));
  }

  @Test
  void leavesAnUploadThatHasEnded() {
    var upload = created("a", 0);
    var ended = upload.in(new Cancelled(NOON, "ann"));
    uploads.replace(upload, ended);

    assertThat(uploads.advance(ended, new Checking(NOON, "v1"))).isFalse();
  }

  @Test
  void returnsToTheCheckWithAnotherMapping() {
    var upload = created("a", 1);
    var checked = upload.in(new Checked(NOON, "v1", storing(), check()));
    uploads.replace(upload, checked);
    var again =
        checked.checkedAgain(
            Optional.of("date=Day"), LeaverPolicy.NOBODY_LEAVES, false, new Checking(NOON, "v1"));

    assertThat(uploads.replace(checked, again)).isTrue();

    assertThat(uploads.find(tenant, again.id())).contains(again);
  }

  @Test
  void holdsADecisionForTheStateThatItWasMadeOn() {
    var checking = created("a", 0).in(new Checking(NOON, "v1"));
    var storing = storing();
    uploads.advance(created("b", 0), checking.state());
    var read = uploads.find(tenant, new UploadId("b")).orElseThrow();
    uploads.advance(read, storing);

    assertThat(
            uploads.advance(
                read, new Refused(NOON, NOON, "x", "y", COUNTS, BY_CODE, Optional.empty())))
        .isFalse();

    assertThat(uploads.open(tenant)).contains(read.in(storing));
  }

  @Test
  void doesNotMoveWhatWasNotCreated() {
    var unknown = upload("a", 0);

    assertThat(uploads.advance(unknown, new Checking(NOON, "v1"))).isFalse();
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
  void listsPageByPage() {
    var all = new ArrayList<Upload>();
    for (int second = 0; second < 5; second++) all.addFirst(created("u" + second, second));

    var first = uploads.page(tenant, UploadFilter.ALL, 2, Optional.empty());
    var second = uploads.page(tenant, UploadFilter.ALL, 2, first.next());
    var third = uploads.page(tenant, UploadFilter.ALL, 2, second.next());

    assertThat(first.uploads()).isEqualTo(all.subList(0, 2));
    assertThat(second.uploads()).isEqualTo(all.subList(2, 4));
    assertThat(third.uploads()).isEqualTo(all.subList(4, 5));
    assertThat(third.next()).isEmpty();
  }

  @Test
  void listsThoseThatMatch() {
    var early = created("a", 0);
    var late = created("b", 60);
    var cancelled = created("c", 30);
    uploads.advance(cancelled, new Cancelled(NOON, "ann"));

    assertThat(matching(filter("cancelled", null, null)))
        .extracting(Upload::id)
        .containsExactly(cancelled.id());
    assertThat(matching(filter(null, null, NOON.plusSeconds(30)))).containsExactly(early);
    assertThat(matching(filter(null, NOON.plusSeconds(31), null))).containsExactly(late);
  }

  @Test
  void refusesACursorThatItDidNotGive() {
    for (var text : List.of("?", "abc", "MQ"))
      assertThatThrownBy(() -> uploads.page(tenant, UploadFilter.ALL, 2, Optional.of(text)))
          .hasMessageStartingWith("\"%s\" is not a valid cursor".formatted(text));
  }

  private List<Upload> matching(UploadFilter filter) {
    return uploads.page(tenant, filter, 9, Optional.empty()).uploads();
  }

  private static UploadFilter filter(
      @Nullable String state, @Nullable Instant from, @Nullable Instant before) {
    return new UploadFilter(
        Optional.empty(),
        Optional.ofNullable(state),
        Optional.of("ann"),
        Optional.ofNullable(from),
        Optional.ofNullable(before));
  }

  private static Storing storing() {
    return new Storing(NOON, "run", Lane.LIVE, 7, 2, 12, 3, BY_CODE, 4);
  }

  private static Check check() {
    var values = new LinkedHashMap<>(Map.of("member_id", "Jürgen"));
    values.put("date", "2026-03-01");
    return new Check(
        new Check.Effect(1, 2, 3, 4, 5, 6),
        consequences(),
        List.of(
            new Check.Sample(2, "Jürgen;1.3.", List.of(values), Optional.empty()),
            new Check.Sample(3, "?", List.of(), Optional.of("is no number"))));
  }

  private static Check checkOfACompleteFile() {
    return new Check(Check.Effect.NONE, Consequences.NONE, List.of(), Optional.of(leavers()));
  }

  private static Leavers leavers() {
    return new Leavers(9, 2, List.of(new Leaver(new MemberId("m-1"), "Jürgen")));
  }

  private static Consequences consequences() {
    var challenge = new ChallengeId("spring");
    var member = new MemberId("m-1");
    return new Consequences(
        2,
        new Rewards(3, 2, 300),
        new Rewards(1, 1, 50),
        List.of(new Loss(member, "Jürgen", challenge, new RewardId("50"), 50)),
        new TreeMap<>(Map.of(challenge, new Board("Spring", 2))));
  }

  private static Choice choice() {
    return new Choice(
        "date",
        List.of(
            new Choice.Reading("day first", "1/2 is 1 February", "date=Day:d/M"),
            new Choice.Reading("month first", "1/2 is 2 January", "date=Day:M/d")));
  }

  @Test
  void listsTheOpenOnesTheEarliestFirst() {
    var first = created("b", 0);
    var ended = created("a", 1);
    var third = created("c", 2);
    uploads.advance(
        ended,
        new Completed(NOON, NOON, COUNTS, new TreeMap<>(), Optional.empty(), Optional.empty()));

    assertThat(uploads.open(tenant)).containsExactly(first, third);
  }

  @Test
  void looksAtTheLatestOpenOnesIfThereAreTooMany() {
    created("a", 0);
    var second = created("b", 1);
    var third = created("c", 2);

    assertThat(uploads.open(tenant, 2)).containsExactly(second, third);
  }

  @Test
  void keepsAnUploadOpenThatIsTakenBackWhileAnotherWorkerCompletesItsEnd() {
    var upload = created("a", 0);
    var ended =
        upload.in(
            new Completed(NOON, NOON, COUNTS, BY_CODE, Optional.empty(), Optional.of(storing())));
    uploads.replace(upload, ended);
    var reverting = ended.in(new Reverting(storing(), NOON, "ann", Reverting.End.REVERTED));
    uploads.replace(ended, reverting);

    uploads.replace(ended, ended.in(ended.state()));

    assertThat(uploads.open(tenant)).containsExactly(reverting);
    var reversed = new TakenBack(storing(), new Reversal(3, 2, 1));
    assertThat(uploads.advance(reverting, new Reverted(NOON, "ann", reversed))).isTrue();
    assertThat(uploads.open(tenant)).isEmpty();
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

    uploads.markSent(upload, 8);

    assertThat(uploads.isSent(upload, 8)).isTrue();
    assertThat(uploads.isSent(upload, 9)).isFalse();
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
        ValueReading.WITHDRAWALS,
        "März 2026.csv",
        1L << 31,
        Optional.of("member_id=Id").filter(_ -> second > 0),
        new UploadPolicy.AbortOver(5),
        second > 0,
        "ann",
        NOON.plusSeconds(second),
        1,
        new Created());
  }
}
