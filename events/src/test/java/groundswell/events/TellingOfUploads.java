package groundswell.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.domain.Lane;
import groundswell.domain.activity.Reversal;
import groundswell.domain.files.Choice;
import groundswell.domain.files.FileError;
import groundswell.domain.files.FileKind;
import groundswell.domain.files.ValueReading;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.uploads.Remarks;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadPolicy;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.UploadState.Abandoned;
import groundswell.domain.uploads.UploadState.Cancelled;
import groundswell.domain.uploads.UploadState.Completed;
import groundswell.domain.uploads.UploadState.Refused;
import groundswell.domain.uploads.UploadState.Reverted;
import groundswell.domain.uploads.UploadState.Storing;
import groundswell.domain.uploads.UploadState.TakenBack;
import groundswell.domain.uploads.UploadState.Undecided;
import groundswell.platform.json.JsonTree;
import groundswell.platform.uploads.UploadReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a client is told of its upload, by the topic and by the report in the outbox.
class TellingOfUploads {
  /// <https://docs.aws.amazon.com/sns/latest/api/API_Publish.html>
  private static final int MESSAGE_BYTES_MAX = 262_144;

  private static final Contract CONTRACT = new Contract(Path.of("messages/UploadReported/v1"));
  private static final Instant THEN = Instant.parse("2026-03-20T12:00:00Z");
  private static final Instant NOW = Instant.parse("2026-03-20T12:00:04.217Z");
  private static final TakenBack TAKEN_BACK =
      new TakenBack(
          new Storing(THEN, "run", Lane.BULK, 4, 4, 100, 0, new TreeMap<>()),
          new Reversal(600, 588, 12));
  private static final Remarks REMARKS = new Remarks(List.of("read as \"garmin\""), 0);

  @ParameterizedTest
  @MethodSource("states")
  void matchesTheSchemaInEachState(UploadState state) {
    var report = new UploadReport(upload(state));

    assertThat(CONTRACT.errors(report.message())).isEmpty();
    assertThat(CONTRACT.errors(report.whole(REMARKS))).isEmpty();
  }

  @Test
  void writesTheSample() throws Exception {
    var codes = new TreeMap<>(Map.of("unknown-member", 3L));
    var counts = new RowCounts(1_150, 40, 7, 3);
    var run = Optional.of("5f0c2b7d11aa93e4");

    var message =
        new UploadReport(upload(new Completed(THEN, NOW, counts, codes, run, Optional.empty())))
            .message();

    var sample = Contract.read(Path.of("messages/UploadReported/v1/sample-completed.json"));
    assertThat(JsonTree.parse(message)).isEqualTo(JsonTree.parse(sample));
  }

  @Test
  void leavesWhatMayBeLongToTheReport() throws Exception {
    var long4k = "x".repeat(Upload.MAPPING_LENGTH_MAX);
    var reading = new Choice.Reading("day before month", "03/04/2026 is 3 April", long4k);
    var choices = Collections.nCopies(256, new Choice("date", List.of(reading, reading)));
    var report = new UploadReport(upload(new Undecided(THEN, "v1", "which?", choices)));

    assertThat(report.message().length()).isLessThan(MESSAGE_BYTES_MAX / 10);
    assertThat(choices(report.message())).isEmpty();
    assertThat(choices(report.whole(REMARKS))).hasSize(256);
  }

  @Test
  void showsTheColumnsInTheReportAlone() throws Exception {
    var columns = List.of("Nr", "", "Tag");
    var report =
        new UploadReport(
            upload(
                new Undecided(
                    THEN, "v1", "no mapping fits", List.of(), columns, Optional.empty())));

    assertThat(JsonTree.parse(report.whole(REMARKS)).at("/undecided/columns"))
        .hasToString("[\"Nr\",\"\",\"Tag\"]");
    assertThat(report.message()).doesNotContain("columns");
  }

  private static JsonNode choices(String json) throws Exception {
    return JsonTree.parse(json).at("/undecided/choices");
  }

  static Stream<UploadState> states() {
    var codes = new TreeMap<>(Map.of("bad-date", 2L));
    var counts = new RowCounts(1, 0, 0, 2);
    return Stream.of(
        new Completed(THEN, NOW, counts, codes, Optional.of("run"), Optional.empty()),
        new Reverted(NOW, "ann", TAKEN_BACK),
        Refused.uncounted(THEN, NOW, FileError.NOT_A_TABLE, "it is a PDF"),
        new Refused(THEN, NOW, "too-many-rejected", "2 of 3", counts, codes, Optional.of("run")),
        new Cancelled(NOW, "ann"),
        new Abandoned(NOW, "olga", 9, counts, codes, 4, Optional.empty(), Optional.empty()),
        new Undecided(THEN, "v1", "no mapping fits", List.of()));
  }

  private static Upload upload(UploadState state) {
    return new Upload(
        new TenantId("acme"),
        new UploadId("019d0ae21f80-9c4e1d02a7b35f66"),
        FileKind.ACTIVITY,
        ValueReading.VALUES,
        "activity/march.csv",
        100,
        Optional.empty(),
        new UploadPolicy.Partial(),
        false,
        "inbox",
        THEN,
        5,
        state);
  }
}
