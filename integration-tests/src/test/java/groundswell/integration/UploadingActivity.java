package groundswell.integration;

import static groundswell.integration.Days.END;
import static groundswell.integration.Days.START;
import static groundswell.integration.Days.day;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.client.UploadRequest;
import groundswell.client.UploadsApi;
import groundswell.client.model.Upload;
import groundswell.integration.stack.Tenant;
import groundswell.workload.ActivityCsv;
import groundswell.workload.ActivityOptions;
import groundswell.workload.ActivityRow;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.ChallengeSpec.RewardSpec;
import groundswell.workload.Fault;
import groundswell.workload.FileLine;
import groundswell.workload.MemberGenerator;
import groundswell.workload.MemberRow;
import groundswell.workload.Rule;
import groundswell.workload.Workload;
import groundswell.workload.Workloads;
import groundswell.workload.oracle.LineFate;
import groundswell.workload.oracle.UploadReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Scenario
class UploadingActivity {
  private static final Instant EARLY = Instant.parse("2026-01-01T08:00:00Z");
  private static final ChallengeSpec STEPS =
      ChallengeSpec.of("steps", START, END, Rule.total("steps"), "10000", RewardSpec.at(50, 5));

  private final Tenant tenant;

  UploadingActivity(Tenant tenant) {
    this.tenant = tenant;
  }

  @BeforeEach
  void twoMembersInAChallenge() {
    tenant.define(STEPS);
    tenant.uploadMembers(List.of(MemberRow.of("ann", "steps"), MemberRow.of("bob", "steps")));
  }

  @Test
  void accountsForGoodAndBadRepeatedAndCorrectedRows() {
    var members = MemberGenerator.members(1, 40, List.of(STEPS.id()));
    var activity =
        ActivityOptions.of(1_500, START, 33, "steps", "distance_km")
            .withRepeats(100, 150)
            .withBad(Workloads.someOfEach(3))
            .from("watch", "phone");
    tenant.uploadMembers(members);

    var report =
        tenant.upload(new Workload(1, List.of(), members, activity).activityLines().toList());

    assertThat(report.rows().received()).isEqualTo(1_500);
    assertThat(report.rejectedByCode()).hasSizeGreaterThan(15);
    tenant.settle();
  }

  /// Each row of the file has one fate, the one that the oracle expects, and they add up to the
  /// report.
  @Test
  void tellsWhatBecameOfEachRow() throws IOException {
    var members = MemberGenerator.members(2, 30, List.of(STEPS.id()));
    var activity =
        ActivityOptions.of(600, START, 33, "steps", "distance_km")
            .withRepeats(150, 150)
            .withBad(Workloads.someOfEach(2))
            .from("watch", "phone");
    tenant.uploadMembers(members);
    var lines = new Workload(2, List.of(), members, activity).activityLines().toList();
    tenant.upload(lines.subList(0, 200));
    var file = ActivityCsv.write(tenant.newFile(), lines.stream());

    var report = tenant.upload(UploadRequest.activity(file.path()));
    var expected = tenant.oracle().fates(lines.stream(), Instant.now());
    var rows = tenant.newFile();
    new UploadsApi(tenant.api()).downloadFates(report.upload(), rows, (_, _) -> {});

    var stored = Files.readAllLines(rows).stream().skip(1).map(row -> row.split(",", 6)).toList();
    var lineOf = stored.stream().map(row -> row[0]).toList();
    var told =
        stored.stream()
            .map(
                row ->
                    new LineFate(
                        row[2],
                        row[4].isEmpty()
                            ? OptionalInt.empty()
                            : OptionalInt.of(lineOf.indexOf(row[4])),
                        !row[3].equals("not-counting")))
            .toList();
    assertThat(told).isEqualTo(expected);
    assertThat(stored).extracting(row -> Long.parseLong(row[0])).isSorted();
    assertThat(report.rows()).isEqualTo(UploadReport.of(told));
    tenant.settle();
  }

  @Test
  void letsALaterValueReplaceAnEarlierOne() {
    tenant.upload(steps("ann", 0, "9000").recordedAt(EARLY));
    tenant.upload(steps("ann", 0, "100").recordedAt(EARLY.plusSeconds(60)));
    tenant.upload(steps("ann", 0, "7777").recordedAt(EARLY.minusSeconds(60)));

    tenant.settle();

    assertThat(tenant.progress("ann", "steps").value()).isEqualByComparingTo("100");
  }

  @Test
  void changesNothingWhenTheSameFileComesAgain() {
    var lines =
        Stream.of(steps("ann", 0, "1000"), steps("ann", 1, "2000"), steps("bob", 0, "3000"))
            .<FileLine>map(FileLine.Good::new)
            .toList();
    tenant.upload(lines);
    tenant.settle();
    var board = tenant.board("steps");

    var again = tenant.upload(lines);

    tenant.settle();
    assertThat(again.rows()).isEqualTo(new UploadReport(3, 0, 3, 0, 0));
    assertThat(again.answer().note()).isNotEmpty();
    assertThat(tenant.board("steps")).isEqualTo(board);
  }

  @Test
  void takesNothingOfAFaultyFileUnderAllOrNothing() {
    var refused = tenant.upload(mixedFile().under("all-or-nothing"));

    tenant.settle();
    assertThat(refused.state()).isEqualTo("refused");
    assertThat(refused.rows().rejected()).isEqualTo(refused.rows().received());
    assertThat(tenant.progress("ann", "steps").value()).isZero();
  }

  @Test
  void takesNothingOfAFileWithTooLargeAShareOfFaults() {
    var refused = tenant.upload(mixedFile().under("abort-over-40%"));
    var taken = tenant.upload(mixedFile().under("abort-over-50%"));

    assertThat(refused.state()).isEqualTo("refused");
    assertThat(taken.state()).isEqualTo("completed-with-rejects");
    assertThat(taken.rows()).isEqualTo(new UploadReport(2, 1, 0, 0, 1));
  }

  private UploadRequest mixedFile() {
    var good = new FileLine.Good(steps("ann", 0, "1000"));
    var bad = new FileLine.Bad(steps("ann", 1, "2000"), Fault.NEGATIVE);
    return UploadRequest.activity(ActivityCsv.write(tenant.newFile(), Stream.of(good, bad)).path());
  }

  @Test
  void takesTheRejectsFileOnceItIsCorrected() throws IOException {
    var report = tenant.upload(List.of(new FileLine.Bad(steps("ann", 1, "2000"), Fault.NEGATIVE)));
    var rejects = tenant.administrator().rejects(report.upload());
    assertThat(rejects).contains("negative");

    var corrected = rewritten(rejects.replace(",-1,", ",2000,"));
    var taken = tenant.upload(UploadRequest.activity(corrected));

    tenant.oracle().upload(Stream.of(new FileLine.Good(steps("ann", 1, "2000"))), Instant.now());
    assertThat(taken.rows()).isEqualTo(new UploadReport(1, 1, 0, 0, 0));
    tenant.settle();
  }

  @Test
  void readsAWideExportThroughAMapping() throws IOException {
    var export =
        """
        Id,ActivityDate,TotalSteps,Calories
        ann,%s,4000,1900
        bob,%s,12000,2500
        """
            .formatted(american(0), american(1));
    var upload =
        UploadRequest.activity(rewritten(export))
            .mappedBy(
                "member_id=Id; date=ActivityDate:M/d/yyyy; metric:steps=TotalSteps;"
                    + " metric:calories=Calories");

    var report = tenant.upload(upload);

    tenant
        .oracle()
        .upload(
            Stream.of(steps("ann", 0, "4000"), steps("bob", 1, "12000")).map(FileLine.Good::new),
            Instant.now());
    assertThat(report.rows().rejected()).isZero();
    tenant.settle();
  }

  private static String american(int day) {
    var date = day(day);
    return "%d/%d/%d".formatted(date.getMonthValue(), date.getDayOfMonth(), date.getYear());
  }

  @Test
  void refusesAFileWithoutARequiredColumnWhole() throws IOException {
    var refused =
        tenant.upload(UploadRequest.activity(rewritten("member_id,date,value\nann,x,1\n")));

    assertThat(refused.state()).isEqualTo("refused");
    assertThat(refused.answer().refused())
        .extracting(Upload.Refusal::code)
        .isEqualTo("missing-column");
  }

  private Path rewritten(String text) throws IOException {
    return Files.writeString(tenant.newFile(), text);
  }

  private static ActivityRow steps(String member, int day, String value) {
    return ActivityRow.of(member, day(day), "steps", value);
  }
}
