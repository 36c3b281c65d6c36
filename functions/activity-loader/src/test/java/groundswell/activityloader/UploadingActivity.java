package groundswell.activityloader;

import static groundswell.activityloader.UploadWorld.ACTIVITY_HEADER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Lane;
import groundswell.domain.Quantity;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.files.FileKind;
import groundswell.domain.files.ValueReading;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadPolicy;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.UploadState.Completed;
import groundswell.domain.uploads.UploadState.Refused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class UploadingActivity {
  private static final String ROWS =
      """
      ann,2026-03-18,steps,100
      bob,2026-03-18,steps,200
      ann,2026-03-19,steps,300
      """;

  private final UploadWorld world = new UploadWorld();

  @Test
  void bringsRowsIntoMonths() {
    world.register("ann", "bob");

    var upload = world.load(FileKind.ACTIVITY, ACTIVITY_HEADER + ROWS);

    assertThat(completed(upload.state()).counts()).isEqualTo(new RowCounts(3, 0, 0, 0));
    assertThat(world.march("ann").month().dayValues(SourcePolicy.HIGHEST))
        .isEqualTo(Map.of(18, Quantity.of(100), 19, Quantity.of(300)));
    assertThat(world.march("bob").lane()).isEqualTo(Lane.LIVE);
    assertThat(world.march("bob").upload()).contains(upload.id());
    assertThat(world.bus.details())
        .anySatisfy(detail -> assertThat(detail).contains("\"completed\"", upload.id().value()));
  }

  @Test
  void changesNothingWithTheSameFileAgain() {
    world.register("ann", "bob");
    world.load(FileKind.ACTIVITY, ACTIVITY_HEADER + ROWS);
    var before = world.march("ann");

    var again = world.load(FileKind.ACTIVITY, ACTIVITY_HEADER + ROWS);

    assertThat(completed(again.state()).counts()).isEqualTo(new RowCounts(0, 3, 0, 0));
    assertThat(world.march("ann").valueVersion()).isEqualTo(before.valueVersion());
  }

  @Test
  void countsRowsThatAGreaterOneReplaces() {
    world.register("ann");

    var upload =
        world.load(
            FileKind.ACTIVITY,
            ACTIVITY_HEADER + "ann,2026-03-18,steps,100\nann,2026-03-18,steps,50\n");

    assertThat(completed(upload.state()).counts()).isEqualTo(new RowCounts(1, 0, 1, 0));
    assertThat(world.march("ann").month().dayValues(SourcePolicy.HIGHEST))
        .containsEntry(18, Quantity.of(100));
  }

  @Test
  void writesRejectedRowsInTheOrderOfTheFile() {
    world.register("ann");

    var upload =
        world.load(
            FileKind.ACTIVITY,
            ACTIVITY_HEADER
                + "eve,2026-03-18,steps,1\n"
                + "ann,2026-03-32,steps,2\n"
                + "ann,2026-03-18,steps,3\n"
                + "bob,2026-03-18,steps,4\n");

    var report = completed(upload.state());
    assertThat(report.counts()).isEqualTo(new RowCounts(1, 0, 0, 3));
    assertThat(report.rejectedByCode()).isEqualTo(Map.of("unknown-member", 2L, "bad-date", 1L));
    assertThat(world.rejects(upload))
        .isEqualTo(
            """
            member_id,date,metric,value,line,error,field,message
            eve,2026-03-18,steps,1,2,unknown-member,"member_id","'eve' is not registered; upload the members first"
            ann,2026-03-32,steps,2,3,bad-date,"date","'2026-03-32' is not in the calendar; correct the day"
            bob,2026-03-18,steps,4,5,unknown-member,"member_id","'bob' is not registered; upload the members first"
            """);
  }

  @Test
  void takesTheRejectsFileOnceItsFaultIsMended() {
    world.register("ann");
    var first =
        world.load(
            FileKind.ACTIVITY,
            ACTIVITY_HEADER + "ann,2026-03-18,steps,1\nbob,2026-03-18,steps,2\n");
    world.register("bob");

    var second = world.load(FileKind.ACTIVITY, world.rejects(first));

    assertThat(completed(second.state()).counts()).isEqualTo(new RowCounts(1, 0, 0, 0));
    assertThat(world.march("bob").month().dayValues(SourcePolicy.HIGHEST))
        .containsEntry(18, Quantity.of(2));
  }

  @Test
  void completesAtOnceWhereThereIsNothingToLoad() {
    var allBad = world.load(FileKind.ACTIVITY, ACTIVITY_HEADER + "eve,2026-03-18,steps,1\n");

    assertThat(completed(allBad.state()).counts()).isEqualTo(new RowCounts(0, 0, 0, 1));
  }

  @Test
  void refusesAFileThatIsNoTable() {
    var upload = world.load(FileKind.ACTIVITY, "member_id,date,metric\nann,2026-03-18,steps\n");

    assertThat(upload.state())
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("missing-column");
              assertThat(refused.reason()).contains("'value'");
              assertThat(refused.counts()).isEqualTo(RowCounts.ZERO);
            });
    assertThat(upload.state().rejectsFile()).isEmpty();
  }

  @Test
  void takesNothingIfThePolicyRefusesAndGivesAllRowsBack() {
    world.register("ann");

    var upload =
        world.load(
            FileKind.ACTIVITY,
            ACTIVITY_HEADER + "ann,2026-03-18,steps,1\neve,2026-03-18,steps,2\n",
            new UploadPolicy.AllOrNothing());

    assertThat(upload.state())
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("too-many-rejected");
              assertThat(refused.counts()).isEqualTo(new RowCounts(0, 0, 0, 2));
              assertThat(refused.rejectedByCode())
                  .isEqualTo(Map.of("unknown-member", 1L, "not-taken", 1L));
            });
    assertThat(world.march(List.of("ann"))).isEmpty();
    world.register("eve");
    var corrected =
        world.load(FileKind.ACTIVITY, world.rejects(upload), new UploadPolicy.AllOrNothing());
    assertThat(completed(corrected.state()).counts()).isEqualTo(new RowCounts(2, 0, 0, 0));
  }

  @Test
  void weighsTheShareOfRejectedRows() {
    world.register("ann");
    var text = ACTIVITY_HEADER + ROWS;

    var over = world.load(FileKind.ACTIVITY, text, new UploadPolicy.AbortOver(33));
    var notOver = world.load(FileKind.ACTIVITY, text, new UploadPolicy.AbortOver(34));

    assertThat(over.state()).isInstanceOf(Refused.class);
    assertThat(completed(notOver.state()).counts()).isEqualTo(new RowCounts(2, 0, 0, 1));
  }

  @Test
  void unpacksAFileAndReadsItsLayout() throws IOException {
    world.register("1503");
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write("Id;Day;TotalSteps\n1503;3/9/2026;13162\n".getBytes(UTF_8));
    }
    var upload =
        world.announce(
            FileKind.ACTIVITY,
            packed.size(),
            new UploadPolicy.Partial(),
            Optional.of("member_id=Id; date=Day:M/d/yyyy; metric:steps=TotalSteps"));

    world.send(upload, packed.toByteArray());
    world.drain();

    assertThat(completed(world.stored(upload).state()).counts().accepted()).isEqualTo(1);
    assertThat(world.march("1503").month().dayValues(SourcePolicy.HIGHEST))
        .containsEntry(9, Quantity.of(13_162));
  }

  @Test
  void namesRowsThatContradictEachOther() {
    world.register("ann");

    var upload =
        world.load(
            FileKind.ACTIVITY,
            ACTIVITY_HEADER
                + "ann,2026-03-18,steps,100\n\nann,2026-03-19,steps,7\nann,2026-03-18,steps,50\n");

    var remarks = world.uploads.remarks(world.tenant, upload.id());
    assertThat(remarks.differing()).isEqualTo(1);
    assertThat(remarks.notes())
        .containsExactly(
            "1 empty row was left out",
            "1 rows differ from an earlier row about the same, and only one of them counts:"
                + " lines 2 and 5, steps of 'ann' on 2026-03-18: 100 and 50");
  }

  @Test
  void asksForTheIdThatASpreadsheetTookTheZerosOf() {
    world.register("000382");

    var upload =
        world.load(
            FileKind.ACTIVITY,
            ACTIVITY_HEADER + "382,2026-03-18,steps,1\n2.02611E+11,2026-03-18,steps,2\n");

    assertThat(world.rejects(upload))
        .contains("'382' is not registered; did you mean 000382?")
        .contains("'2.02611E+11' is a number that a spreadsheet shortened");
  }

  @Test
  void countsTheValuesOfAWideFileAndRejectsItsLinesAsAWhole() {
    world.register("ann");
    var text =
        """
        member_id,date,steps,minutes
        ann,2026-03-18,100,10
        eve,2026-03-18,200,20
        ann,2026-03-19,many,30
        ann,2026-03-20,,
        """;
    var upload =
        world.announce(
            FileKind.ACTIVITY,
            text.length(),
            new UploadPolicy.Partial(),
            Optional.of("metric:steps=steps; metric:active_minutes=minutes"));

    world.send(upload, text.getBytes(UTF_8));
    world.drain();

    var report = completed(world.stored(upload).state());
    assertThat(report.counts()).isEqualTo(new RowCounts(2, 0, 0, 4));
    assertThat(report.rejectedByCode()).isEqualTo(Map.of("unknown-member", 2L, "not-a-number", 2L));
    assertThat(world.rejects(world.stored(upload)).lines().skip(1))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("eve,2026-03-18,200,20,3,unknown-member,"),
            line -> assertThat(line).startsWith("ann,2026-03-19,many,30,4,not-a-number,"));
  }

  @Test
  void takesBackWhatASourceSaidWhereTheFileHasNoValue() {
    world.register("ann", "bob");
    world.load(FileKind.ACTIVITY, ACTIVITY_HEADER + ROWS);

    var upload =
        load(
            ValueReading.WITHDRAWALS,
            ACTIVITY_HEADER + "ann,2026-03-18,steps,\nann,2026-03-19,steps,400\n");

    assertThat(completed(upload.state()).counts()).isEqualTo(new RowCounts(2, 0, 0, 0));
    assertThat(world.march("ann").month().dayValues(SourcePolicy.HIGHEST))
        .isEqualTo(Map.of(19, Quantity.of(400)));
    assertThat(completed(world.load(FileKind.ACTIVITY, ACTIVITY_HEADER + ROWS).state()).counts())
        .isEqualTo(new RowCounts(2, 1, 0, 0));
  }

  @Test
  void correctsDaysWhateverTheirSourcesSay() {
    world.register("ann", "bob");
    world.load(FileKind.ACTIVITY, ACTIVITY_HEADER + ROWS);

    var upload =
        load(
            ValueReading.CORRECTIONS,
            ACTIVITY_HEADER
                + """
                ann,2026-03-18,steps,70
                ann,2026-03-19,steps,Blank
                bob,2026-03-18,steps,lift
                bob,2026-03-19,steps,
                bob,2026-03-19,steps,x
                """);

    assertThat(completed(upload.state()).counts()).isEqualTo(new RowCounts(2, 1, 0, 2));
    assertThat(world.march("ann").month().dayValues(SourcePolicy.HIGHEST))
        .isEqualTo(Map.of(18, Quantity.of(70)));
    assertThat(completed(world.load(FileKind.ACTIVITY, ACTIVITY_HEADER + ROWS).state()).counts())
        .isEqualTo(new RowCounts(0, 3, 0, 0, 2, 0, 0));
  }

  @Test
  void rejectsADayThatHasNotBegunForItsMember() {
    world.register("ann");
    world.load(
        FileKind.MEMBERS,
        UploadWorld.MEMBERS_HEADER + "ben,Ben,,Pacific/Kiritimati,\ncem,Cem,,,\n");

    var upload =
        world.load(
            FileKind.ACTIVITY,
            ACTIVITY_HEADER
                + "ann,2026-03-21,steps,1\nben,2026-03-21,steps,2\ncem,2026-03-21,steps,3\n");

    assertThat(completed(upload.state()).rejectedByCode()).isEqualTo(Map.of("future-date", 2L));
    assertThat(world.march("ben").month().dayValues(SourcePolicy.HIGHEST)).containsKey(21);
    assertThat(world.rejects(upload))
        .contains("future-date,\"date\",\"2026-03-21 has not begun in the member's time zone\"");
  }

  @Test
  void splitsALargeFileIntoPartitions() {
    var ids = IntStream.range(0, 60).mapToObj(i -> "m" + i).toArray(String[]::new);
    world.register(ids);
    var text =
        ACTIVITY_HEADER.strip()
            + ",source\n"
            + IntStream.range(0, 45_000)
                .mapToObj(
                    i ->
                        "m%d,2026-03-%02d,steps,%d,%s\n"
                            .formatted(i % 60, 1 + (i / 60) % 20, i, "watch" + i / 1_200))
                .collect(Collectors.joining());

    var upload = world.load(FileKind.ACTIVITY, text);

    var report = completed(upload.state());
    assertThat(report.counts().received()).isEqualTo(45_000);
    assertThat(world.uploads.results(world.tenant, upload.id())).hasSizeGreaterThan(2);
    assertThat(world.march(List.of(ids))).hasSize(60);
    assertThat(world.march("m0").lane()).isEqualTo(Lane.BULK);
  }

  /// Uploads activity whose values are read in another way.
  private Upload load(ValueReading reading, String text) {
    world.reading = reading;
    var upload = world.load(FileKind.ACTIVITY, text);
    world.reading = ValueReading.VALUES;
    return upload;
  }

  private static Completed completed(UploadState state) {
    assertThat(state).isInstanceOf(Completed.class);
    return (Completed) state;
  }
}
