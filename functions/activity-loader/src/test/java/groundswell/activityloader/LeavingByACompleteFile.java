package groundswell.activityloader;

import static groundswell.activityloader.UploadWorld.MEMBERS_HEADER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.files.FileKind;
import groundswell.domain.ids.MemberId;
import groundswell.domain.members.Member;
import groundswell.domain.members.MemberState;
import groundswell.domain.members.Members.Origin;
import groundswell.domain.uploads.LeaverPolicy;
import groundswell.domain.uploads.Leavers;
import groundswell.domain.uploads.Leavers.Leaver;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadPolicy;
import groundswell.domain.uploads.UploadState.Checked;
import groundswell.domain.uploads.UploadState.Completed;
import groundswell.domain.uploads.UploadState.Refused;
import groundswell.domain.uploads.UploadState.Undecided;
import groundswell.domain.uploads.UploadState.Waiting;
import groundswell.local.calls.CallInterceptor;
import groundswell.platform.uploads.UploadCommand.PartitionReady;
import groundswell.platform.uploads.UploadCommand.UploadApplied;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A file of members that says that it is complete.
class LeavingByACompleteFile {
  private static final List<String> TWENTY =
      IntStream.rangeClosed(1, 20).mapToObj("m%02d"::formatted).toList();

  private UploadWorld world = new UploadWorld();

  @Test
  void removesWhoIsNotInIt() {
    registered();

    var upload = complete(LeaverPolicy.FEW_LEAVE, but("m07", "m12"));

    assertThat(counts(upload)).isEqualTo(new RowCounts(0, 18, 0, 0, 0, 0, 0, 2));
    assertThat(removed()).containsExactly("m07", "m12");
    assertThat(member("m07").said()).isEqualTo(((Completed) upload.state()).acceptedAt());
  }

  @Test
  void removesNobodyByAFileThatDoesNotSayIt() {
    registered();

    complete(LeaverPolicy.NOBODY_LEAVES, but("m07"));

    assertThat(removed()).isEmpty();
  }

  @Test
  void asksBeforeMoreThanATenthLeaves() {
    registered();

    var upload = complete(LeaverPolicy.FEW_LEAVE, but("m07", "m12", "m13"));

    assertThat(upload.state())
        .isInstanceOfSatisfying(
            Undecided.class,
            undecided -> {
              assertThat(undecided.leavers().orElseThrow())
                  .isEqualTo(
                      new Leavers(20, 3, List.of(leaver("m07"), leaver("m12"), leaver("m13"))));
              assertThat(undecided.reason()).startsWith("3 of 20 registered members");
            });
    assertThat(removed()).isEmpty();

    assertThat(applied(upload, false)).isEqualTo(upload);
    assertThat(counts(applied(upload, true)).left()).isEqualTo(3);
    assertThat(removed()).containsExactly("m07", "m12", "m13");
  }

  @Test
  void asksNobodyWhoKnows() {
    registered();

    var upload = complete(LeaverPolicy.ALL_LEAVE, but("m07", "m12", "m13"));

    assertThat(counts(upload).left()).isEqualTo(3);
  }

  @Test
  void isCheckedFirst() {
    registered();

    var checked = checked(but("m07"));

    assertThat(leavers(checked)).isEqualTo(new Leavers(20, 1, List.of(leaver("m07"))));
    assertThat(removed()).isEmpty();
    assertThat(counts(applied(checked, false)).left()).isEqualTo(1);
    assertThat(removed()).containsExactly("m07");
  }

  @Test
  void isAppliedWithManyLeaversOnlyIfThatIsConfirmed() {
    registered();

    var checked = checked(but("m07", "m12", "m13"));

    assertThat(leavers(checked).areMany()).isTrue();
    assertThat(applied(checked, false)).isEqualTo(checked);
    assertThat(counts(applied(checked, true)).left()).isEqualTo(3);
  }

  @Test
  void countsOnlyWhoIsRegistered() {
    registered();
    change("m03", member -> member.remove(world.now()));
    change("m04", member -> member.erase(world.now()));

    var checked = checked(but("m03", "m04", "m05"));

    assertThat(leavers(checked)).isEqualTo(new Leavers(18, 1, List.of(leaver("m05"))));
  }

  @Test
  void keepsWhoseRowIsRejected() {
    registered();
    var rejected = "m07,Gus,,Mars/Olympus,\nm08,,,UTC,\n";

    var upload = complete(LeaverPolicy.FEW_LEAVE, but("m07", "m08", "m12") + rejected);

    assertThat(counts(upload)).isEqualTo(new RowCounts(0, 17, 0, 2, 0, 0, 0, 1));
    assertThat(removed()).containsExactly("m12");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u200b,Eve,,UTC,", ",Eve,,UTC,", "m12,Eve", "\"m12,Eve,,UTC,"})
  void refusesAFileWhoseRowsDoNotSayWhomTheyAreAbout(String row) {
    registered();

    var upload = complete(LeaverPolicy.ALL_LEAVE, but("m12") + row + "\n");

    assertThat(upload.state())
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("unknown-leavers");
              assertThat(refused.reason()).contains("1 rows", "line 21");
            });
    assertThat(world.rejects(upload)).contains("m01,", "not-taken");
    assertThat(removed()).isEmpty();
  }

  @Test
  void removesNobodyIfEveryRowIsRejected() {
    registered();

    var upload = complete(LeaverPolicy.ALL_LEAVE, "m01,,,UTC,\n");

    assertThat(counts(upload)).isEqualTo(new RowCounts(0, 0, 0, 1));
    assertThat(removed()).isEmpty();
  }

  @Test
  void removesNobodyOfWhomSomethingWasSaidSince() {
    registered();
    var upload = sent(LeaverPolicy.ALL_LEAVE, but("m07", "m12", "m13"));
    world.partition();
    world.passTime(Duration.ofSeconds(2));
    world.register("m99");
    change("m07", member -> member.saidAgain(world.now(), world.now()));

    world.drain();

    assertThat(counts(world.stored(upload)).left()).isEqualTo(2);
    assertThat(removed()).containsExactly("m12", "m13");
    assertThat(member("m99").isRegistered()).isTrue();
  }

  /// The later file changes nothing about them. Without a complete file under way it would not be
  /// written.
  @Test
  void removesNobodyWhomALaterFileNames() {
    registered();
    var upload = sent(LeaverPolicy.ALL_LEAVE, but("m07", "m12"));
    world.partition();
    world.parkPartitions();
    var before = member("m07");
    world.passTime(Duration.ofSeconds(2));

    world.leavers = LeaverPolicy.NOBODY_LEAVES;
    var later = world.load(FileKind.MEMBERS, MEMBERS_HEADER + row("m07"));
    world.sendToPartitionQueue(new PartitionReady(world.tenant, upload.id(), 0).message());
    world.drain();

    assertThat(counts(later)).isEqualTo(new RowCounts(0, 1, 0, 0));
    assertThat(member("m07").version()).isGreaterThan(before.version());
    assertThat(removed()).containsExactly("m12");
  }

  @Test
  void bringsNobodyBackByAnEarlierFile() {
    registered();
    world.leavers = LeaverPolicy.NOBODY_LEAVES;
    var earlier = sent(LeaverPolicy.NOBODY_LEAVES, row("m07"));
    world.partition();
    world.parkPartitions();
    // Long enough for a complete file to wait no longer.
    world.passTime(Duration.ofHours(2));
    complete(LeaverPolicy.ALL_LEAVE, but("m07"));

    world.sendToPartitionQueue(new PartitionReady(world.tenant, earlier.id(), 0).message());
    world.drain();

    assertThat(counts(world.stored(earlier)).superseded()).isEqualTo(1);
    assertThat(removed()).containsExactly("m07");
  }

  @Test
  void waitsForFilesOfMembersThatArrivedBefore() {
    registered();
    world.leavers = LeaverPolicy.NOBODY_LEAVES;
    var text = (MEMBERS_HEADER + row("m21")).getBytes(UTF_8);
    var earlier =
        world.announce(FileKind.MEMBERS, text.length, new UploadPolicy.Partial(), Optional.empty());
    var upload = sent(LeaverPolicy.FEW_LEAVE, but());
    world.drain();
    assertThat(world.stored(upload).state()).isInstanceOf(Waiting.class);

    world.put(earlier, text);
    world.tell(earlier);
    world.drain();

    assertThat(world.stored(earlier).state()).isInstanceOf(Completed.class);
    assertThat(world.stored(upload).state()).isInstanceOf(Completed.class);
  }

  @Test
  void bringsBackWhoReturnsInALaterFile() {
    registered();
    complete(LeaverPolicy.FEW_LEAVE, but("m07"));

    complete(LeaverPolicy.FEW_LEAVE, but());

    assertThat(removed()).isEmpty();
  }

  @Test
  void removesManyByASmallFile() {
    registered();

    var upload = complete(LeaverPolicy.ALL_LEAVE, row("m01"));

    assertThat(counts(upload).left()).isEqualTo(19);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void removesTheSameAndCountsTheSameWhereverAWorkerDies(long seed) {
    var deaths = new DyingAtAnyCall.Deaths(new Random(seed));

    var outcome = outcome(deaths);

    assertThat(outcome).as("seed %d", seed).isEqualTo(outcome(CallInterceptor.none()));
    assertThat(deaths.count.get()).isPositive();
  }

  private static Map<String, Object> outcome(CallInterceptor interceptor) {
    var dying = new LeavingByACompleteFile();
    dying.world = new UploadWorld(interceptor);
    dying.registered();
    var upload = dying.sent(LeaverPolicy.ALL_LEAVE, dying.but("m07", "m12", "m13") + row("m21"));
    dying.world.tell(upload);
    dying.world.drain();
    var outcome = new TreeMap<String, Object>();
    var counts = counts(dying.world.stored(upload));
    outcome.put("left", counts.left());
    outcome.put("received", counts.received());
    outcome.put("removed", dying.removed());
    outcome.put("added", dying.member("m21").profile());
    return outcome;
  }

  private void registered() {
    world.load(FileKind.MEMBERS, MEMBERS_HEADER + but());
    assertThat(removed()).isEmpty();
  }

  /// The rows of all but some.
  private String but(String... missing) {
    return TWENTY.stream()
        .filter(id -> !List.of(missing).contains(id))
        .map(LeavingByACompleteFile::row)
        .collect(joining());
  }

  private static String row(String id) {
    return "%s,Name of %s,,UTC,\n".formatted(id, id);
  }

  private static Leaver leaver(String id) {
    return new Leaver(new MemberId(id), "Name of " + id);
  }

  private Upload complete(LeaverPolicy policy, String rows) {
    var upload = sent(policy, rows);
    world.drain();
    return world.stored(upload);
  }

  private Upload sent(LeaverPolicy policy, String rows) {
    return sent(policy, rows, false);
  }

  private Upload sent(LeaverPolicy policy, String rows, boolean checkOnly) {
    world.leavers = policy;
    var text = (MEMBERS_HEADER + rows).getBytes(UTF_8);
    var upload =
        world.announce(
            FileKind.MEMBERS, text.length, new UploadPolicy.Partial(), Optional.empty(), checkOnly);
    world.send(upload, text);
    return upload;
  }

  private Upload checked(String rows) {
    var upload = sent(LeaverPolicy.FEW_LEAVE, rows, true);
    world.drain();
    return world.stored(upload);
  }

  private static Leavers leavers(Upload checked) {
    assertThat(checked.state()).isInstanceOf(Checked.class);
    return ((Checked) checked.state()).check().leavers().orElseThrow();
  }

  private Upload applied(Upload upload, boolean confirmed) {
    world.sendToUploadQueue(
        new UploadApplied(
                world.tenant, upload.id(), upload.version(), Optional.empty(), false, confirmed)
            .message());
    world.drain();
    return world.stored(upload);
  }

  private void change(String id, UnaryOperator<Member> decision) {
    var held = member(id);
    var standing =
        world.members.saveIf(world.tenant, decision.apply(held), held.version(), Origin.LIVE);
    assertThat(standing).isEmpty();
  }

  private List<String> removed() {
    return TWENTY.stream()
        .flatMap(id -> world.members.find(world.tenant, new MemberId(id)).stream())
        .filter(member -> member.state() == MemberState.REMOVED)
        .map(member -> member.id().value())
        .toList();
  }

  private Member member(String id) {
    return world.members.find(world.tenant, new MemberId(id)).orElseThrow();
  }

  private static RowCounts counts(Upload upload) {
    assertThat(upload.state()).isInstanceOf(Completed.class);
    return ((Completed) upload.state()).counts();
  }
}
