package groundswell.activityloader;

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
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members.Origin;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadPolicy;
import groundswell.domain.uploads.UploadState.Completed;
import groundswell.platform.testing.TestEnvironment;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UploadingMembers {
  private final UploadWorld world = new UploadWorld();

  @Test
  void registersAndEnrols() {
    define("spring", Optional.empty());

    var upload =
        world.load(
            FileKind.MEMBERS,
            MEMBERS_HEADER + "ann,Ann,Blue,Europe/Berlin,spring\nbob,Bob,,UTC,\n");

    assertThat(counts(upload)).isEqualTo(new RowCounts(2, 0, 0, 0));
    assertThat(member("ann").profile().team()).contains("Blue");
    assertThat(member("ann").isIn(new ChallengeId("spring"))).isTrue();
    assertThat(member("bob").enrolments()).isEmpty();
  }

  @Test
  void changesNothingWithTheSameFileAgain() {
    var text = MEMBERS_HEADER + "ann,Ann,Blue,Europe/Berlin,\n";
    world.load(FileKind.MEMBERS, text);
    var before = member("ann");

    var again = world.load(FileKind.MEMBERS, text);

    assertThat(counts(again)).isEqualTo(new RowCounts(0, 1, 0, 0));
    assertThat(member("ann")).isEqualTo(before);
  }

  @Test
  void changesNothingThatWasSaidSinceTheFileCame() {
    define("spring", Optional.empty());
    var text = MEMBERS_HEADER + "ann,Ann,,UTC,spring\n";
    var upload =
        world.announce(
            FileKind.MEMBERS, text.length(), new UploadPolicy.Partial(), Optional.empty());
    world.send(upload, text.getBytes(UTF_8));
    world.partition();
    world.passTime(Duration.ofDays(3));
    world.register("ann");
    var registered = member("ann");
    var joined = registered.join(new ChallengeId("spring"), world.now());
    var left = joined.leave(new ChallengeId("spring"), world.now());
    world.members.saveIf(world.tenant, left, registered.version(), Origin.LIVE);

    world.drain();

    assertThat(member("ann")).isEqualTo(left);
    assertThat(counts(world.stored(upload))).isEqualTo(new RowCounts(0, 0, 1, 0, 0, 1, 0));
  }

  @Test
  void joinsTheChallengesOfAllRowsAndTakesTheProfileOfTheLast() {
    define("spring", Optional.empty());
    define("summer", Optional.empty());

    var upload =
        world.load(
            FileKind.MEMBERS,
            MEMBERS_HEADER + "ann,Ann,Blue,UTC,spring\nann,Anna,Red,UTC,summer\n");

    assertThat(counts(upload)).isEqualTo(new RowCounts(1, 0, 1, 0));
    assertThat(member("ann").profile().displayName()).isEqualTo("Anna");
    assertThat(member("ann").enrolments()).hasSize(2);
  }

  @Test
  void registersWhoComesTooLateForAChallengeAndWarns() {
    define("spring", Optional.of(today()));
    world.load(FileKind.MEMBERS, MEMBERS_HEADER + "ann,Ann,,UTC,spring\n");
    define("spring", Optional.of(today().minusDays(1)));

    var upload =
        world.load(
            FileKind.MEMBERS, MEMBERS_HEADER + "ann,Anna,,UTC,spring\nbob,Bob,,UTC,spring\n");

    assertThat(counts(upload)).isEqualTo(new RowCounts(2, 0, 0, 0, 0, 1, 0));
    assertThat(member("ann").profile().displayName()).isEqualTo("Anna");
    assertThat(member("ann").isIn(new ChallengeId("spring"))).isTrue();
    assertThat(member("bob").enrolments()).isEmpty();
  }

  @Test
  void takesTheDeadlineAsADayOfTheMembersOwnCalendar() {
    define("spring", Optional.of(today()));
    world.passTime(Duration.ofHours(13));

    var upload =
        world.load(
            FileKind.MEMBERS,
            MEMBERS_HEADER
                + "ann,Ann,,Pacific/Honolulu,spring\n"
                + "bob,Bob,,Pacific/Auckland,spring\n"
                + "cem,Cem,,,spring\n");

    assertThat(counts(upload)).isEqualTo(new RowCounts(3, 0, 0, 0, 0, 2, 0));
    assertThat(member("ann").isIn(new ChallengeId("spring"))).isTrue();
    assertThat(member("bob").isIn(new ChallengeId("spring"))).isFalse();
    assertThat(member("cem").isIn(new ChallengeId("spring"))).isFalse();
    assertThat(member("cem").profile().zone()).isEmpty();
  }

  @Test
  void letsNobodyJoinAfterTheEnd() {
    define("spring", Optional.empty());
    world.passTime(Duration.ofDays(11));

    var upload = world.load(FileKind.MEMBERS, MEMBERS_HEADER + "ann,Ann,,UTC,spring\n");

    assertThat(counts(upload)).isEqualTo(new RowCounts(1, 0, 0, 0, 0, 1, 0));
    assertThat(member("ann").enrolments()).isEmpty();
  }

  /// The nightly file names the challenges of everybody who was enrolled once. Who has left stays
  /// out until somebody lets the member join again.
  @Test
  void neverBringsBackWhoHasLeft() {
    define("spring", Optional.empty());
    var text = MEMBERS_HEADER + "ann,Ann,,UTC,spring\n";
    world.load(FileKind.MEMBERS, text);
    var spring = new ChallengeId("spring");
    var left = member("ann").leave(spring, world.now());
    world.members.saveIf(world.tenant, left, member("ann").version(), Origin.LIVE);

    var night = world.load(FileKind.MEMBERS, text);

    assertThat(counts(night)).isEqualTo(new RowCounts(0, 1, 0, 0, 0, 1, 0));
    assertThat(member("ann")).isEqualTo(left);
    assertThat(left.join(spring, world.now()).isIn(spring)).isTrue();
  }

  @Test
  void rejectsChallengesThatAreNotDefined() {
    var upload = world.load(FileKind.MEMBERS, MEMBERS_HEADER + "ann,Ann,,UTC,spring\n");

    assertThat(completed(upload).rejectedByCode()).isEqualTo(Map.of("unknown-challenge", 1L));
  }

  @Test
  void rejectsTheRowByWhichAMemberWouldHaveJoinedTooMany() {
    var ids = IntStream.rangeClosed(0, Member.ENROLMENTS_MAX).mapToObj(i -> "c" + i).toList();
    ids.forEach(id -> define(id, Optional.empty()));
    var some = String.join("|", ids.subList(0, 150));
    var others = String.join("|", ids.subList(150, ids.size()));

    var upload =
        world.load(
            FileKind.MEMBERS,
            MEMBERS_HEADER + "ann,Ann,,UTC," + some + "\nann,Ann,,UTC," + others + "\n");

    assertThat(counts(upload)).isEqualTo(new RowCounts(1, 0, 0, 1));
    assertThat(completed(upload).rejectedByCode()).isEqualTo(Map.of("too-many-challenges", 1L));
    assertThat(world.rejects(upload)).contains("\nann,Ann,,UTC,c150|", ",3,too-many-challenges,");
  }

  private void define(String id, Optional<LocalDate> joinDeadline) {
    var challenge = new ChallengeId(id);
    var terms =
        new Terms(
            id,
            new Period(today().minusDays(10), today().plusDays(10)),
            new ScoringRule.Total(new MetricId("steps"), Optional.empty()),
            SourcePolicy.HIGHEST,
            Quantity.of(1_000),
            joinDeadline,
            0,
            RankPolicy.STANDARD,
            List.of());
    var stored = world.challenges.find(world.tenant, challenge);
    var next =
        stored
            .map(held -> held.change(terms, TestEnvironment.NOW))
            .orElseGet(() -> Challenge.create(challenge, terms, TestEnvironment.NOW));
    long expected = stored.map(Challenge::version).orElse(Versions.NONE);
    assertThat(world.challenges.saveIf(world.tenant, next, expected)).isTrue();
  }

  private static LocalDate today() {
    return LocalDate.of(2026, 3, 20);
  }

  private Member member(String id) {
    return world.members.find(world.tenant, new MemberId(id)).orElseThrow();
  }

  private static RowCounts counts(Upload upload) {
    return completed(upload).counts();
  }

  private static Completed completed(Upload upload) {
    assertThat(upload.state()).isInstanceOf(Completed.class);
    return (Completed) upload.state();
  }

  /// A spreadsheet that drops zeros makes new members of those who are registered.
  @Test
  void warnsOfNewIdsThatAreRegisteredWithZerosBeforeThem() {
    world.load(FileKind.MEMBERS, MEMBERS_HEADER + "000382,Ann,,UTC,\n000500,Bob,,UTC,\n");

    var upload =
        world.load(
            FileKind.MEMBERS, MEMBERS_HEADER + "382,Ann,,UTC,\n000500,Bob,,UTC,\n7,Eve,,UTC,\n");

    assertThat(world.uploads.remarks(world.tenant, upload.id()).notes())
        .singleElement()
        .asString()
        .startsWith("new ids differ from registered ones only by zeros")
        .contains("382 (000382 is registered)");
  }
}
