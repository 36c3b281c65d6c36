package groundswell.activityloader;

import static groundswell.activityloader.UploadWorld.ACTIVITY_HEADER;
import static groundswell.activityloader.UploadWorld.MEMBERS_HEADER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import groundswell.domain.files.FileError;
import groundswell.domain.files.FileKind;
import groundswell.domain.settings.Settings;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadPolicy;
import groundswell.domain.uploads.UploadState.Completed;
import groundswell.domain.uploads.UploadState.Created;
import groundswell.domain.uploads.UploadState.Refused;
import groundswell.domain.uploads.UploadState.Undecided;
import groundswell.local.calls.Call;
import groundswell.local.calls.CallInterceptor;
import groundswell.local.calls.Killed;
import groundswell.platform.uploads.UploadCommand.UploadApplied;
import groundswell.platform.wiring.Wiring;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that a client puts into its folder of the bucket instead of asking for an upload.
class DroppingFiles {
  private static final String ROWS = ACTIVITY_HEADER + "ann,2026-03-18,steps,5000\n";

  private final UploadWorld world = new UploadWorld();

  @Test
  void takesAFileOfAKnownLayoutByItself() {
    world.register("ann");

    var upload = drop("activity/march.csv", ROWS);

    assertThat(upload.state()).isInstanceOf(Completed.class);
    assertThat(upload.createdBy()).isEqualTo("inbox");
    assertThat(upload.fileName()).isEqualTo("activity/march.csv");
    assertThat(upload.kind()).isEqualTo(FileKind.ACTIVITY);
    assertThat(world.march("ann").month().entries()).hasSize(1);
  }

  @Test
  void takesFilesOfMembers() {
    var upload = drop("members/people.csv", MEMBERS_HEADER + "bea,Bea,,UTC,\n");

    assertThat(upload.kind()).isEqualTo(FileKind.MEMBERS);
    assertThat(upload.state()).isInstanceOf(Completed.class);
  }

  @Test
  void takesTheEventThatComesTwiceAsOneUpload() {
    world.register("ann");
    var version = world.drop("activity/march.csv", ROWS.getBytes(UTF_8));

    world.tellDropped("activity/march.csv", version);
    world.tellDropped("activity/march.csv", version);
    world.drain();
    world.passTime(Duration.ofDays(1));
    world.tellDropped("activity/march.csv", version);
    world.drain();

    assertThat(uploads()).hasSize(1);
    assertThat(world.deadLetters()).isEmpty();
  }

  @Test
  void takesEachVersionOfAFileAsAnUploadOfItsOwn() {
    world.register("ann");

    var first = drop("activity/nightly.csv", ROWS);
    var second = drop("activity/nightly.csv", ROWS.replace("5000", "6000"));

    assertThat(uploads()).containsExactly(second, first);
    assertThat(second.id()).isGreaterThan(first.id());
    assertThat(second.createdAt()).isAfter(first.createdAt());
  }

  @Test
  void readsTheVersionThatCameEvenIfItsFileIsReplacedMeanwhile() {
    world.register("ann");
    var good = world.drop("activity/nightly.csv", ROWS.getBytes(UTF_8));
    world.drop("activity/nightly.csv", "something else".getBytes(UTF_8));

    world.tellDropped("activity/nightly.csv", good);
    world.drain();

    assertThat(uploads()).singleElement().extracting(Upload::state).isInstanceOf(Completed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "activity/März 2026 (50 %) + more.csv",
        "activity/2026/03/a/b.csv",
        "activity/50%2B1%25.csv",
        "activity/ .csv ",
        "activity/zero\u200bwidth.csv",
        "activity/-",
      })
  void takesFilesOfAnyName(String place) {
    world.register("ann");

    assertThat(drop(place, ROWS).state()).isInstanceOf(Completed.class);
  }

  @Test
  void showsTheEndOfALongName() {
    world.register("ann");

    var upload = drop("activity/" + "😀/".repeat(120) + "march.csv", ROWS);

    assertThat(upload.fileName()).startsWith("…").endsWith("/march.csv").hasSizeLessThan(256);
    assertThat(upload.state()).isInstanceOf(Completed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "activity/",
        "activity/2026/",
        "activity/march.csv.filepart",
        "activity/march.csv.PART",
        "activity/march.tmp",
        "activity/.march.csv",
        "elsewhere/.DS_Store",
      })
  void leavesFoldersAndUnfinishedFilesAlone(String place) {
    var version = world.drop(place, new byte[0]);

    world.tellDropped(place, version);
    world.drain();

    assertThat(uploads()).isEmpty();
    assertThat(world.deadLetters()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"march.csv", "steps/march.csv", "Activity/march.csv"})
  void setsAFileAsideThatIsInNoFolder(String place) {
    var version = world.drop(place, ROWS.getBytes(UTF_8));

    world.tellDropped(place, version);
    world.drain();

    assertThat(uploads()).isEmpty();
    assertThat(world.deadLetters()).hasSize(1);
  }

  @Test
  void refusesAnEmptyFile() {
    assertThat(drop("activity/empty.csv", "").state())
        .asInstanceOf(type(Refused.class))
        .returns(FileError.EMPTY_FILE.code(), Refused::code);
  }

  @Test
  void asksAboutAFileThatFitsNoMapping() {
    world.register("ann");
    var upload = drop("activity/clock.csv", "Nr,Tag,Schritte\nann,2026-03-18,5000\n");

    assertThat(upload.state())
        .asInstanceOf(type(Undecided.class))
        .satisfies(
            undecided -> {
              assertThat(undecided.choices()).isEmpty();
              assertThat(undecided.reason()).contains("give a mapping");
            });
    assertThat(world.bus.details())
        .anySatisfy(detail -> assertThat(detail).contains("\"undecided\"", "\"reported\":true"));

    world.sendToUploadQueue(applied(upload, "member_id=Nr; date=Tag; metric:steps=Schritte"));
    world.drain();

    assertThat(world.stored(upload).state()).isInstanceOf(Completed.class);
  }

  @Test
  void asksAgainIfTheMappingDoesNotFitEither() {
    var upload = drop("activity/clock.csv", "Nr,Tag,Schritte\nann,2026-03-18,5000\n");

    world.sendToUploadQueue(applied(upload, "member_id=Name; date=Tag; metric:steps=Schritte"));
    world.drain();

    assertThat(world.stored(upload).state()).isInstanceOf(Undecided.class);
  }

  @Test
  void refusesWhatNoMappingCanRead() {
    assertThat(drop("activity/report.pdf", "%PDF-1.7 and so on").state())
        .asInstanceOf(type(Refused.class))
        .returns(FileError.NOT_A_TABLE.code(), Refused::code);
  }

  @Test
  void treatsRejectedRowsAsTheSettingsSay() {
    var settings = new Wiring(world.environment).settings();
    var stored = settings.find(world.tenant);
    var held = stored.settings();
    var strict =
        new Settings(
            held.zone(),
            held.entries(),
            held.sources(),
            held.ownEntries(),
            held.codePage(),
            new UploadPolicy.AllOrNothing(),
            held.limits());
    settings.saveIf(world.tenant, stored.next(strict, world.now()), stored.version());
    world.register("ann");

    assertThat(drop("activity/march.csv", ROWS + "bob,2026-03-18,steps,1\n").state())
        .asInstanceOf(type(Refused.class))
        .returns(FileError.TOO_MANY_REJECTED.code(), Refused::code);
  }

  @Test
  void letsAFileWaitWhileItsTenantHasAsManyUploadsAsItMay() {
    world.register("ann");
    for (int i = 0; i < 20; i++)
      world.announce(FileKind.ACTIVITY, 1, new UploadPolicy.Partial(), Optional.empty());
    var version = world.drop("activity/march.csv", ROWS.getBytes(UTF_8));

    world.tellDropped("activity/march.csv", version);
    world.drain();

    assertThat(uploads()).hasSize(20).allMatch(it -> it.state() instanceof Created);
    assertThat(world.delayedMessages()).isEqualTo(1);
    world.passTime(Duration.ofHours(1));
    world.tellDropped("activity/march.csv", version);
    world.drain();
    assertThat(uploads().getFirst().state()).isNotInstanceOf(Created.class);
  }

  @Test
  void endsTheSameWhereverAWorkerDies() {
    for (int call = 1; ; call++) {
      var calls = new AtomicInteger();
      int last = call;
      var mortal = new UploadWorld(dying(calls, last));
      mortal.register("ann");
      var version = mortal.drop("activity/march.csv", ROWS.getBytes(UTF_8));
      mortal.tellDropped("activity/march.csv", version);
      mortal.drain();
      assertThat(mortal.uploads.list(mortal.tenant, 10))
          .as("death at call %d", call)
          .singleElement()
          .extracting(Upload::state)
          .isInstanceOf(Completed.class);
      if (calls.get() < last) return;
    }
  }

  private static CallInterceptor dying(AtomicInteger calls, int at) {
    return new CallInterceptor() {
      @Override
      public <T> T around(Call call, Callable<T> proceed) throws Exception {
        if (calls.incrementAndGet() == at) throw new Killed("call " + at);
        return proceed.call();
      }
    };
  }

  private static String applied(Upload upload, String mapping) {
    return new UploadApplied(
            upload.tenant(), upload.id(), upload.version(), Optional.of(mapping), false, false)
        .message();
  }

  private Upload drop(String place, String text) {
    var version = world.drop(place, text.getBytes(UTF_8));
    world.tellDropped(place, version);
    world.drain();
    assertThat(world.deadLetters()).isEmpty();
    return uploads().getFirst();
  }

  private List<Upload> uploads() {
    return world.uploads.list(world.tenant, 100);
  }
}
