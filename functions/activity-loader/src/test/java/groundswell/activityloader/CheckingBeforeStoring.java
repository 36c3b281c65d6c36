package groundswell.activityloader;

import static groundswell.activityloader.UploadWorld.ACTIVITY_HEADER;
import static groundswell.activityloader.UploadWorld.MEMBERS_HEADER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import groundswell.domain.Quantity;
import groundswell.domain.activity.ActivityMonth;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.files.Choice;
import groundswell.domain.files.Choice.Reading;
import groundswell.domain.files.FileError;
import groundswell.domain.files.FileKind;
import groundswell.domain.ids.MemberId;
import groundswell.domain.uploads.Check.Effect;
import groundswell.domain.uploads.Check.Sample;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadPolicy;
import groundswell.domain.uploads.UploadState.Cancelled;
import groundswell.domain.uploads.UploadState.Checked;
import groundswell.domain.uploads.UploadState.Checking;
import groundswell.domain.uploads.UploadState.Completed;
import groundswell.domain.uploads.UploadState.Created;
import groundswell.domain.uploads.UploadState.Refused;
import groundswell.domain.uploads.UploadState.Storing;
import groundswell.domain.uploads.UploadState.Undecided;
import groundswell.platform.uploads.UploadCommand.UploadApplied;
import groundswell.platform.uploads.UploadCommand.UploadCancelled;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A client looks at what its file would do, and then applies or cancels it.
class CheckingBeforeStoring {
  private static final String ROWS =
      """
      ann,2026-03-18,steps,100
      ann,2026-03-19,steps,?
      bob,2026-03-18,steps,200
      eve,2026-03-18,steps,300
      """;

  private final UploadWorld world = new UploadWorld();

  @Test
  void storesNothing() {
    world.register("ann", "bob");

    var upload = check(FileKind.ACTIVITY, ACTIVITY_HEADER + ROWS);

    assertThat(upload.state()).isInstanceOf(Checked.class);
    assertThat(world.march(List.of("ann", "bob"))).isEmpty();
    assertThat(world.rejects(upload)).contains("not-a-number", "unknown-member");
  }

  @Test
  void storesTheRowsWhenItIsApplied() {
    world.register("ann", "bob");
    var upload = check(FileKind.ACTIVITY, ACTIVITY_HEADER + ROWS);

    var applied = apply(upload, Optional.empty(), false);

    assertThat(applied.state().label()).isEqualTo("completed-with-rejects");
    assertThat(((Completed) applied.state()).counts()).isEqualTo(new RowCounts(2, 0, 0, 2));
    assertThat(world.march("ann").month().dayValues(SourcePolicy.HIGHEST))
        .isEqualTo(Map.of(18, Quantity.of(100)));
  }

  /// A row without a time speaks as of the arrival of its file, not of its application.
  @Test
  void losesToWhatWasSaidBetweenTheCheckAndItsApplication() {
    world.register("ann");
    var upload = check(FileKind.ACTIVITY, ACTIVITY_HEADER + "ann,2026-03-18,steps,100\n");
    world.load(FileKind.ACTIVITY, ACTIVITY_HEADER + "ann,2026-03-18,steps,50\n");

    var applied = apply(upload, Optional.empty(), false);

    assertThat(((Completed) applied.state()).counts()).isEqualTo(new RowCounts(0, 0, 1, 0));
    assertThat(world.march("ann").month().dayValues(SourcePolicy.HIGHEST))
        .containsEntry(18, Quantity.of(50));
  }

  @Test
  void tellsNewRowsFromChangedAndUnchangedOnes() {
    world.register("ann", "bob");
    world.load(
        FileKind.ACTIVITY,
        ACTIVITY_HEADER + "ann,2026-03-18,steps,100\nann,2026-03-19,steps,100\n");

    var upload =
        check(
            FileKind.ACTIVITY,
            ACTIVITY_HEADER
                + "ann,2026-03-18,steps,100\nann,2026-03-19,steps,150\n"
                + "ann,2026-03-20,steps,1\nann,2026-03-20,steps,2\nbob,2026-03-18,steps,7\n");

    assertThat(effect(upload)).isEqualTo(new Effect(2, 2, 2, 1, 1, 1));
    var applied = (Completed) apply(upload, Optional.empty(), false).state();
    assertThat(applied.counts()).isEqualTo(new RowCounts(3, 1, 1, 0));
  }

  @Test
  void tellsWhichMembersWouldBeNewOrChanged() {
    world.load(FileKind.MEMBERS, MEMBERS_HEADER + "ann,Ann,,UTC,\nbob,Bob,,UTC,\n");

    var upload =
        check(FileKind.MEMBERS, MEMBERS_HEADER + "ann,Ann,,UTC,\nbob,Bobby,,UTC,\neve,Eve,,UTC,\n");

    assertThat(effect(upload)).isEqualTo(new Effect(3, 3, 1, 1, 1, 0));
    assertThat(world.members.findAll(world.tenant, Set.of(new MemberId("eve")))).isEmpty();
  }

  @Test
  void showsTheFirstRowsAsTheyStandAndAsTheyAreUnderstood() {
    world.register("ann", "bob");

    var upload = check(FileKind.ACTIVITY, ACTIVITY_HEADER + ROWS);

    var samples = ((Checked) upload.state()).check().samples();
    assertThat(samples).extracting(Sample::line).containsExactly(2L, 3L, 4L, 5L);
    assertThat(samples).extracting(Sample::text).contains("ann,2026-03-19,steps,?");
    assertThat(samples.getFirst().values())
        .singleElement()
        .satisfies(
            values ->
                assertThat(values)
                    .containsEntry("date", "2026-03-18")
                    .containsEntry("value", "100"));
    assertThat(samples.get(1).rejection()).get().asString().contains("?");
    assertThat(samples.get(3).rejection()).get().asString().contains("not registered");
  }

  @Test
  void endsWhenThePolicyRefusesTheFile() {
    world.register("ann", "bob");

    var upload = check(FileKind.ACTIVITY, ACTIVITY_HEADER + ROWS, new UploadPolicy.AllOrNothing());

    assertThat(upload.state()).isInstanceOf(Refused.class);
  }

  @Test
  void saysThatAllRowsAreRejected() {
    var upload = check(FileKind.ACTIVITY, ACTIVITY_HEADER + "eve,2026-03-18,steps,300\n");

    assertThat(upload.state().label()).isEqualTo("rejected");
  }

  @Test
  void appliesAVersionOnlyOnce() {
    world.register("ann");
    var upload = check(FileKind.ACTIVITY, ACTIVITY_HEADER + "ann,2026-03-18,steps,1\n");
    var again = apply(upload, Optional.empty(), true);
    assertThat(again.state()).isInstanceOf(Checked.class);

    var late = apply(upload, Optional.empty(), false);

    assertThat(late.state()).isInstanceOf(Checked.class);
    assertThat(world.march(List.of("ann"))).isEmpty();
  }

  @Test
  void readsTheFileAgainWithAnotherMapping() {
    world.register("ann");
    var file = "member_id,date,metric,value,other\nann,2026-03-18,steps,1,2\n".getBytes(UTF_8);
    var upload =
        world.announce(
            FileKind.ACTIVITY,
            file.length,
            new UploadPolicy.Partial(),
            Optional.of("value=value"),
            true);
    world.send(upload, file);
    world.drain();

    var other = Optional.of("value=other");
    var checked = apply(world.stored(upload), other, true);

    assertThat(checked.mapping()).isEqualTo(other);
    assertThat(((Checked) checked.state()).check().samples().getFirst().values().getFirst())
        .containsEntry("value", "2");
    apply(checked, Optional.empty(), false);
    assertThat(world.march("ann").month().dayValues(SourcePolicy.HIGHEST))
        .containsEntry(18, Quantity.of(2));
  }

  @Test
  void asksWhichColumnIsWhatIfNoMappingFits() {
    world.register("ann");
    var file = "Nr;Tag;;Schritte\nann;2026-03-18;x;5\n".getBytes(UTF_8);
    var upload = check(file);

    assertThat(upload.state())
        .asInstanceOf(type(Undecided.class))
        .satisfies(
            asked -> {
              assertThat(asked.reason()).contains("'Nr,Tag,,Schritte'", "give a mapping");
              assertThat(asked.columns()).containsExactly("Nr", "Tag", "", "Schritte");
              assertThat(asked.choices()).isEmpty();
            });
    var twice =
        apply(upload, Optional.of("member_id=Nr; date=Kalender; metric:steps=Schritte"), true);
    assertThat(((Undecided) twice.state()).reason()).contains("column 'Kalender' is missing");

    var mapping = Optional.of("member_id=Nr; date=Tag; metric:steps=Schritte");
    assertThat(apply(twice, mapping, true).state()).isInstanceOf(Checked.class);
    apply(world.stored(upload), Optional.empty(), false);
    assertThat(world.march("ann").month().dayValues(SourcePolicy.HIGHEST))
        .containsEntry(18, Quantity.of(5));
  }

  @Test
  void refusesAFileWhoseHeaderCannotBeRead() {
    assertThat(check("\"Nr;Tag\n".getBytes(UTF_8)).state())
        .asInstanceOf(type(Refused.class))
        .returns(FileError.NO_HEADER.code(), Refused::code);
  }

  private Upload check(byte[] file) {
    var upload =
        world.announce(
            FileKind.ACTIVITY, file.length, new UploadPolicy.Partial(), Optional.empty(), true);
    world.send(upload, file);
    world.drain();
    return world.stored(upload);
  }

  @Test
  void goesOnWithAnOpenQuestionOnceItIsDecided() {
    world.register("ann");
    var file = "Nr;Tag;Schritte\nann;03/02/2026;5\n".getBytes(UTF_8);
    var open = Optional.of("member_id=Nr; date=Tag; metric:steps=Schritte");
    var upload = world.announce(FileKind.ACTIVITY, file.length, new UploadPolicy.Partial(), open);
    world.send(upload, file);
    world.drain();
    var undecided = world.stored(upload);
    var readings = ((Undecided) undecided.state()).choices().getFirst().readings();
    assertThat(readings)
        .extracting(Reading::example)
        .containsExactly("'03/02/2026' is 2026-02-03", "'03/02/2026' is 2026-03-02");

    assertThat(apply(undecided, Optional.empty(), false)).isEqualTo(undecided);
    var done = apply(undecided, Optional.of(readings.getLast().mapping()), false);

    assertThat(done.state().label()).isEqualTo("completed");
    assertThat(world.march("ann").month().dayValues(SourcePolicy.HIGHEST))
        .containsEntry(2, Quantity.of(5));
  }

  @Test
  void canBeCancelledUntilItsRowsAreStored() {
    world.register("ann");
    var checked = check(FileKind.ACTIVITY, ACTIVITY_HEADER + "ann,2026-03-18,steps,1\n");

    world.sendToUploadQueue(cancelling(checked));
    world.sendToUploadQueue(cancelling(checked));
    world.drain();
    apply(checked, Optional.empty(), false);

    assertThat(world.stored(checked).state()).isEqualTo(new Cancelled(world.now(), "ann"));
    assertThat(world.march(List.of("ann"))).isEmpty();
    assertThat(world.uploads.open(world.tenant)).isEmpty();
    assertThat(world.deadLetters()).isEmpty();
  }

  @Test
  void isTakenBackWhenItIsCancelledWhileItsRowsAreStored() {
    world.register("ann");
    var text = ACTIVITY_HEADER + "ann,2026-03-18,steps,1\n";
    var upload =
        world.announce(
            FileKind.ACTIVITY, text.length(), new UploadPolicy.Partial(), Optional.empty());
    world.send(upload, text.getBytes(UTF_8));
    world.partition();
    assertThat(world.stored(upload).state()).isInstanceOf(Storing.class);

    world.sendToUploadQueue(cancelling(upload));
    world.drain();

    assertThat(world.stored(upload).state().label()).isEqualTo("cancelled");
    assertThat(world.march("ann").month()).isEqualTo(ActivityMonth.EMPTY);
  }

  @Test
  void cannotBeAppliedWhenTheCheckIsOld() {
    world.register("ann");
    var checked = check(FileKind.ACTIVITY, ACTIVITY_HEADER + "ann,2026-03-18,steps,1\n");
    world.passTime(Duration.ofDays(7).plusSeconds(1));

    assertThat(apply(checked, Optional.empty(), false)).isEqualTo(checked);
  }

  /// A check of members registers nobody, so there is nothing to wait for.
  @Test
  void holdsUpNoUploadOfActivity() {
    world.register("ann");
    check(FileKind.MEMBERS, MEMBERS_HEADER + "bob,Bob,,UTC,\n");

    var activity = world.load(FileKind.ACTIVITY, ACTIVITY_HEADER + "ann,2026-03-18,steps,1\n");

    assertThat(activity.state().label()).isEqualTo("completed");
  }

  @Test
  void releasesTheActivityThatWaitsForMembersWithAnOpenQuestion() {
    world.register("ann");
    var members =
        world.announce(FileKind.MEMBERS, 10, new UploadPolicy.Partial(), Optional.empty());
    assertThat(members.state()).isEqualTo(new Created());
    var activity = world.load(FileKind.ACTIVITY, ACTIVITY_HEADER + "ann,2026-03-18,steps,1\n");
    assertThat(activity.state().ended()).isFalse();

    world.uploads.advance(members, new Checking(world.now(), "version"));
    world.uploads.advance(
        world.stored(members),
        new Undecided(world.now(), "version", "which is the day?", List.of(days())));
    world.tell(activity);
    world.drain();

    assertThat(world.stored(activity).state().label()).isEqualTo("completed");
  }

  /// Checks a file, and stores nothing.
  private Upload check(FileKind kind, String text) {
    return check(kind, text, new UploadPolicy.Partial());
  }

  private Upload check(FileKind kind, String text, UploadPolicy policy) {
    var file = text.getBytes(UTF_8);
    var upload = world.announce(kind, file.length, policy, Optional.empty(), true);
    world.send(upload, file);
    world.drain();
    return world.stored(upload);
  }

  /// Goes on with an upload as it was read, and waits until nothing is left to do.
  private Upload apply(Upload upload, Optional<String> mapping, boolean checkOnly) {
    world.sendToUploadQueue(applying(world, upload, mapping, checkOnly));
    world.drain();
    return world.stored(upload);
  }

  static String applying(
      UploadWorld world, Upload upload, Optional<String> mapping, boolean checkOnly) {
    return new UploadApplied(world.tenant, upload.id(), upload.version(), mapping, checkOnly, false)
        .message();
  }

  private static Choice days() {
    return new Choice(
        "date",
        List.of(
            new Reading("day before month", "18.03.2026 is 18 March", "date=date:dd.MM.yyyy"),
            new Reading("month before day", "18.03.2026 is no day", "date=date:MM.dd.yyyy")));
  }

  private String cancelling(Upload upload) {
    return new UploadCancelled(world.tenant, upload.id(), "ann").message();
  }

  private static Effect effect(Upload upload) {
    return ((Checked) upload.state()).check().effect();
  }
}
