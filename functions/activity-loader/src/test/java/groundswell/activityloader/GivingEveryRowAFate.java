package groundswell.activityloader;

import static groundswell.activityloader.UploadWorld.ACTIVITY_HEADER;
import static groundswell.activityloader.UploadWorld.MEMBERS_HEADER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Quantity;
import groundswell.domain.Versions;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Period;
import groundswell.domain.challenges.RankPolicy;
import groundswell.domain.challenges.ScoringRule;
import groundswell.domain.challenges.Terms;
import groundswell.domain.files.FileKind;
import groundswell.domain.files.ValueReading;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members.Origin;
import groundswell.domain.uploads.FatesFile;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadPolicy;
import groundswell.domain.uploads.UploadState.Completed;
import groundswell.domain.uploads.UploadState.Refused;
import groundswell.local.calls.Call;
import groundswell.local.calls.CallInterceptor;
import groundswell.local.calls.Killed;
import groundswell.platform.uploads.UploadCommand.PartitionReady;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What became of each row of a file, as it can be downloaded.
class GivingEveryRowAFate {
  private static final String SOURCES = "member_id,date,metric,value,source\n";

  private final UploadWorld world = new UploadWorld();

  @Test
  void tellsAcceptedUnchangedSupersededAndRejectedRowsApart() throws IOException {
    world.register("ann");
    world.load(FileKind.ACTIVITY, ACTIVITY_HEADER + "ann,2026-03-17,steps,7\n");

    var upload =
        world.load(
            FileKind.ACTIVITY,
            ACTIVITY_HEADER
                + "ann,2026-03-17,steps,7\nann,2026-03-18,steps,1\nann,2026-03-18,steps,5\n"
                + "ann,2026-03-18,steps,5\nann,2026-03-19,steps,?\neve,2026-03-18,steps,1\n");

    assertThat(StoredFates.of(world, upload))
        .containsExactly(
            "2,1,unchanged,,,,ann,2026-03-17,steps,file,7",
            "3,1,superseded,,4,line 4 counts instead,ann,2026-03-18,steps,file,1",
            "4,1,accepted,,,,ann,2026-03-18,steps,file,5",
            "5,1,superseded,,4,line 4 counts instead,ann,2026-03-18,steps,file,5",
            "6,1,rejected,not-a-number,,\"'?' is not a number such as 8123 or 7.25; write digits,"
                + " and a point before the decimals\",,,,,",
            "7,1,rejected,unknown-member,,'eve' is not registered; upload the members first,,,,,");
    addUpToTheReport(upload);
  }

  @Test
  void saysWhatCountsInsteadOfAValue() throws IOException {
    world.register("ann");
    world.load(FileKind.ACTIVITY, SOURCES + "ann,2026-03-17,steps,900,watch\n");
    correct("ann,2026-03-18,steps,400\nann,2026-03-19,steps,blank\n");

    var upload =
        world.load(
            FileKind.ACTIVITY,
            SOURCES
                + "ann,2026-03-17,steps,7,hr\n"
                + "ann,2026-03-18,steps,1,hr\n"
                + "ann,2026-03-19,steps,5,hr\n");

    assertThat(StoredFates.of(world, upload))
        .containsExactly(
            "2,1,accepted,not-counting,,instead counts: watch,ann,2026-03-17,steps,hr,7",
            "3,1,accepted,not-counting,,a correction counts instead,ann,2026-03-18,steps,hr,1",
            "4,1,accepted,not-counting,,a correction says that the day has no"
                + " entry,ann,2026-03-19,steps,hr,5");
    addUpToTheReport(upload);
  }

  @Test
  void saysThatALaterStatementIsStoredOrThatADayHasTooManySources() throws IOException {
    world.register("ann");
    var times = "member_id,date,metric,value,source,recorded_at\n";
    var rows = new StringBuilder(times);
    for (int source = 1; source <= 8; source++)
      rows.append("ann,2026-03-17,steps,%d,a%d,2026-03-18T00:00:00Z\n".formatted(source, source));
    world.load(FileKind.ACTIVITY, rows.toString());

    var upload =
        world.load(
            FileKind.ACTIVITY,
            times
                + "ann,2026-03-17,steps,9,a1,2026-03-17T00:00:00Z\n"
                + "ann,2026-03-17,steps,9,z,2026-03-17T00:00:00Z\n");

    assertThat(StoredFates.of(world, upload))
        .containsExactly(
            "2,1,superseded,,,a later statement of its source is stored,ann,2026-03-17,steps,a1,9",
            "3,1,superseded,too-many-sources,,the day has more than 8 sources; the first of them by"
                + " name are kept,ann,2026-03-17,steps,z,9");
    addUpToTheReport(upload);
  }

  @Test
  void countsEachValueOfAWideLayoutAndARejectedLineForAllItsValues() throws IOException {
    world.register("ann");
    var file = "Id,Day,Steps,Min\nann,2026-03-17,7,1.5\nann,2026-03-18,?,2\nann,2026-03-19,,3\n";
    var mapping = "member_id=Id; date=Day; metric:steps=Steps; metric:active_minutes=Min";

    var upload = load(file, Optional.of(mapping));

    assertThat(StoredFates.of(world, upload))
        .hasSize(4)
        .contains(
            "2,1,accepted,,,,ann,2026-03-17,steps,file,7",
            "2,1,accepted,,,,ann,2026-03-17,active_minutes,file,1.5",
            "4,1,accepted,,,,ann,2026-03-19,active_minutes,file,3")
        .anyMatch(row -> row.startsWith("3,2,rejected,not-a-number,,"));
    addUpToTheReport(upload);
  }

  @Test
  void namesTheFirstLineOfARowThatRunsOverSeveral() throws IOException {
    world.register("ann");
    var file =
        """
        member_id,date,metric,value,note
        ann,2026-03-17,steps,7,"two
        lines"
        ann,2026-03-18,steps,8,
        """;

    var upload = load(file, Optional.of("member_id=member_id"));

    assertThat(StoredFates.of(world, upload))
        .extracting(row -> row.split(",", 2)[0])
        .containsExactly("2", "4");
    addUpToTheReport(upload);
  }

  @Test
  void hasAllRowsOfAFileThatItsPolicyRefuses() throws IOException {
    world.register("ann");

    var upload =
        world.load(
            FileKind.ACTIVITY,
            ACTIVITY_HEADER + "ann,2026-03-17,steps,7\nann,2026-03-18,steps,?\n",
            new UploadPolicy.AllOrNothing());

    assertThat(upload.state()).isInstanceOf(Refused.class);
    assertThat(StoredFates.of(world, upload))
        .satisfiesExactly(
            row -> assertThat(row).startsWith("2,1,rejected,not-taken,,"),
            row -> assertThat(row).startsWith("3,1,rejected,not-a-number,,"));
    assertThat(sum(StoredFates.of(world, upload))).isEqualTo(((Refused) upload.state()).counts());
  }

  @Test
  void tellsWhoIsRegisteredAndWhoIsNotEnrolled() throws IOException {
    define("spring", Optional.empty());
    define("early", Optional.of(LocalDate.parse("2026-03-02")));
    world.load(FileKind.MEMBERS, MEMBERS_HEADER + "ann,Ann,,UTC,spring\nbob,Bob,,UTC,\n");
    leave("ann", "spring");

    var upload =
        world.load(
            FileKind.MEMBERS,
            MEMBERS_HEADER
                + "ann,Ann,,UTC,spring\n"
                + "bob,Bobby,,UTC,\n"
                + "bob,Bob,,UTC,early\n"
                + "\"e,ve\",Eve,,UTC,\n"
                + ",No,,UTC,\n");

    assertThat(StoredFates.of(world, upload))
        .containsExactly(
            "2,1,unchanged,not-enrolled,,the member has left spring,ann,,,,",
            "3,1,superseded,,4,line 4 counts instead,bob,,,,",
            "4,1,unchanged,not-enrolled,,a challenge that is named can no longer be joined,bob,,,,",
            "5,1,accepted,,,,\"e,ve\",,,,",
            "6,1,rejected,missing-value,,the field is empty; give it a value,,,,,");
    addUpToTheReport(upload);
  }

  /// Rows that were good when they were checked are never rejected afterwards, so the rejects are
  /// complete before anything is stored.
  @Test
  void registersAMemberWhoHasJoinedTooManySinceTheCheck() throws IOException {
    var ids = IntStream.rangeClosed(0, Member.ENROLMENTS_MAX).mapToObj(i -> "c" + i).toList();
    ids.forEach(id -> define(id, Optional.empty()));
    var some = "ann,Ann,,UTC," + String.join("|", ids.subList(0, 150)) + "\n";
    var others = "ann,Anna,,UTC," + String.join("|", ids.subList(150, ids.size())) + "\n";
    var checked = check(MEMBERS_HEADER + others);
    world.load(FileKind.MEMBERS, MEMBERS_HEADER + some);

    world.sendToUploadQueue(
        CheckingBeforeStoring.applying(world, checked, Optional.empty(), false));
    world.drain();
    var applied = world.stored(checked);

    assertThat(((Completed) applied.state()).counts())
        .isEqualTo(new RowCounts(0, 0, 1, 0, 0, 1, 0));
    assertThat(StoredFates.of(world, applied))
        .singleElement()
        .asString()
        .startsWith("2,1,superseded,not-enrolled,,")
        .contains("would be in more than 200 challenges");
  }

  /// Two workers have the same partition: the second one is done while the first one is about to
  /// store what it found.
  @Test
  void hasTheFatesOfTheFirstWorkerThatGotThrough() throws IOException {
    var second = new AtomicReference<Runnable>(() -> {});
    var twice = new UploadWorld(new BeforeThe("PutObject", 2, () -> second.get().run()));
    twice.register("ann");
    var file = (ACTIVITY_HEADER + "ann,2026-03-17,steps,7\n").getBytes(UTF_8);
    var upload =
        twice.announce(
            FileKind.ACTIVITY, file.length, new UploadPolicy.Partial(), Optional.empty());
    second.set(
        () -> {
          twice.sendToPartitionQueue(new PartitionReady(twice.tenant, upload.id(), 0).message());
          twice.loadPartitions();
        });

    twice.send(upload, file);
    twice.drain();

    assertThat(StoredFates.of(twice, upload))
        .containsExactly("2,1,accepted,,,,ann,2026-03-17,steps,file,7");
    var report = (Completed) twice.stored(upload).state();
    assertThat(report.counts()).isEqualTo(sum(StoredFates.of(twice, upload)));
  }

  /// The worker dies after its months are written. Then another file says something later about
  /// them, so the rows have other fates when the partition is merged again.
  @Test
  void addsUpWhateverHappensBetweenADeathAndTheNextAttempt() throws IOException {
    var between = new AtomicReference<Runnable>(() -> {});
    var dying =
        new UploadWorld(
            new BeforeThe(
                "PutObject",
                2,
                () -> {
                  between.get().run();
                  throw new Killed("PutObject");
                }));
    dying.register("ann");
    var file = (ACTIVITY_HEADER + "ann,2026-03-17,steps,7\n").getBytes(UTF_8);
    var upload =
        dying.announce(
            FileKind.ACTIVITY, file.length, new UploadPolicy.Partial(), Optional.empty());
    between.set(() -> dying.load(FileKind.ACTIVITY, ACTIVITY_HEADER + "ann,2026-03-17,steps,9\n"));

    dying.send(upload, file);
    dying.drain();

    assertThat(StoredFates.of(dying, upload))
        .containsExactly(
            "2,1,superseded,,,a later statement of its source is"
                + " stored,ann,2026-03-17,steps,file,7");
    assertThat(((Completed) dying.stored(upload).state()).counts())
        .isEqualTo(sum(StoredFates.of(dying, upload)));
  }

  private void addUpToTheReport(Upload upload) throws IOException {
    assertThat(sum(StoredFates.of(world, upload))).isEqualTo(((Completed) upload.state()).counts());
  }

  private static RowCounts sum(List<String> fates) throws IOException {
    var file = new FatesFile();
    file.read(new BufferedReader(new StringReader(String.join("\n", fates))));
    return file.counts();
  }

  private Upload load(String text, Optional<String> mapping) {
    var file = text.getBytes(UTF_8);
    var upload =
        world.announce(FileKind.ACTIVITY, file.length, new UploadPolicy.Partial(), mapping);
    world.send(upload, file);
    world.drain();
    var stored = world.stored(upload);
    assertThat(stored.state()).isInstanceOf(Completed.class);
    return stored;
  }

  private Upload check(String text) {
    var file = text.getBytes(UTF_8);
    var upload =
        world.announce(
            FileKind.MEMBERS, file.length, new UploadPolicy.Partial(), Optional.empty(), true);
    world.send(upload, file);
    world.drain();
    return world.stored(upload);
  }

  private void correct(String rows) {
    world.reading = ValueReading.CORRECTIONS;
    world.load(FileKind.ACTIVITY, ACTIVITY_HEADER + rows);
    world.reading = ValueReading.VALUES;
  }

  private void leave(String member, String challenge) {
    var held = world.members.find(world.tenant, new MemberId(member)).orElseThrow();
    world.passTime(Duration.ofDays(1));
    var left = held.leave(new ChallengeId(challenge), world.now());
    world.members.saveIf(world.tenant, left, held.version(), Origin.LIVE);
  }

  private void define(String id, Optional<LocalDate> joinDeadline) {
    var terms =
        new Terms(
            id,
            new Period(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-12-31")),
            new ScoringRule.Total(new MetricId("steps"), Optional.empty()),
            SourcePolicy.HIGHEST,
            Quantity.of(1_000),
            joinDeadline,
            0,
            RankPolicy.STANDARD,
            List.of());
    world.challenges.saveIf(
        world.tenant, Challenge.create(new ChallengeId(id), terms, world.now()), Versions.NONE);
  }

  /// Runs an action before the n-th call of an operation.
  private static final class BeforeThe implements CallInterceptor {
    private final String operation;
    private final Runnable action;
    private int left;

    BeforeThe(String operation, int number, Runnable action) {
      this.operation = operation;
      this.action = action;
      left = number;
    }

    @Override
    public <T> T around(Call call, Callable<T> proceed) throws Exception {
      if (call.operation().equals(operation) && --left == 0) action.run();
      return proceed.call();
    }
  }
}
