package groundswell.activityloader;

import static groundswell.activityloader.UploadWorld.ACTIVITY_HEADER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.files.FileKind;
import groundswell.domain.ids.UploadId;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadPolicy;
import groundswell.domain.uploads.UploadState.Completed;
import groundswell.domain.uploads.UploadState.Refused;
import groundswell.domain.uploads.UploadState.Validating;
import groundswell.local.calls.Call;
import groundswell.local.calls.CallInterceptor;
import groundswell.local.calls.Killed;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.uploads.UploadRuns;
import groundswell.platform.uploads.UploadRuns.Run;
import groundswell.platform.wiring.Wiring;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/// Runs over the files of one tenant, and the places they leave to others.
class SharingPlaces {
  private static final byte[] FILE =
      (ACTIVITY_HEADER + "ann,2026-03-18,steps,5000\n").getBytes(UTF_8);

  /// A crashed run gives its place back after this: the longest time that Lambda gives a run.
  private static final Duration RUN_MAX = Duration.ofMinutes(15);

  private final AtomicInteger runs = new AtomicInteger();

  @Test
  void waitsWhileItsTenantHasAsManyFilesReadAsItMay() {
    var world = world(CallInterceptor.none(), 1);
    var other = begun(world, world.now().plus(RUN_MAX));
    var upload = announce(world);

    world.send(upload, FILE);
    world.drain();

    assertThat(world.stored(upload).state()).isInstanceOf(Validating.class);
    assertThat(world.delayedMessages()).isEqualTo(1);
    runs(world).end(other);
    world.tell(upload);
    world.drain();
    assertThat(world.stored(upload).state()).isInstanceOf(Completed.class);
    assertThat(runs(world).of(world.tenant)).isEmpty();
  }

  @Test
  void takesThePlaceOfARunThatDiedWhenThatWouldHaveBeenEnded() {
    var world = world(CallInterceptor.none(), 1);
    begun(world, world.now().plus(RUN_MAX));
    var upload = announce(world);
    world.passTime(RUN_MAX);

    world.send(upload, FILE);
    world.drain();

    assertThat(world.stored(upload).state()).isInstanceOf(Completed.class);
  }

  @Test
  void leavesTheOtherTenantsTheirPlaces() {
    var world = world(CallInterceptor.none(), 1);
    runs(world)
        .note(
            new Run(
                TestEnvironment.newTenant(),
                new UploadId("other"),
                "1",
                world.now(),
                world.now().plus(RUN_MAX),
                true));
    var upload = announce(world);

    world.send(upload, FILE);
    world.drain();

    assertThat(world.stored(upload).state()).isInstanceOf(Completed.class);
  }

  @Test
  void readsAFileAgainHoweverOftenARunSaysThatItFailed() {
    var world =
        world(
            new Reading(
                run -> {
                  if (run < 10) throw SdkClientException.create("no answer");
                }),
            1);
    var upload = announce(world);

    world.send(upload, FILE);
    world.drain();

    assertThat(world.stored(upload).state()).isInstanceOf(Completed.class);
    assertThat(runs(world).of(world.tenant)).isEmpty();
  }

  @Test
  void refusesAFileWhoseRunsDied() {
    var passTime = new AtomicReference<Runnable>(() -> {});
    var world =
        world(
            new Reading(
                _ -> {
                  passTime.get().run();
                  throw new Killed("timed out");
                }),
            1);
    passTime.set(() -> world.passTime(RUN_MAX.plusSeconds(60)));
    var upload = announce(world);

    world.send(upload, FILE);
    world.drain();

    assertThat(runs).hasValue(2);
    var refused = (Refused) world.stored(upload).state();
    assertThat(refused.code()).isEqualTo("too-costly");
    assertThat(refused.reason()).startsWith("2 runs over the file crashed");
    assertThat(world.deadLetters()).hasSize(1);
    world.tell(upload);
    world.drain();
    assertThat(world.deadLetters()).isEmpty();
  }

  /// The file cannot have crashed a run that never got a place.
  @Test
  void readsAFileWhoseRunsOnlyLooked() {
    var world = world(CallInterceptor.none(), 1);
    var upload = announce(world);
    for (var id : List.of("1", "2", "3"))
      runs(world)
          .note(
              new Run(
                  world.tenant, upload.id(), id, world.now(), world.now().plus(RUN_MAX), false));
    world.passTime(RUN_MAX.plusSeconds(1));

    world.send(upload, FILE);
    world.drain();

    assertThat(world.stored(upload).state()).isInstanceOf(Completed.class);
  }

  @Test
  void keepsOneChainOfLooksHoweverManyMessagesComeBy() {
    var world = world(CallInterceptor.none(), 1);
    begun(world, world.now().plus(RUN_MAX));
    var upload = announce(world);

    world.send(upload, FILE);
    world.drain();
    for (int i = 0; i < 3; i++) world.tell(upload);
    world.drain();

    assertThat(world.delayedMessages()).isEqualTo(1);
  }

  private static UploadWorld world(CallInterceptor interceptor, int filesAtOnce) {
    var world = new UploadWorld(interceptor, filesAtOnce);
    world.register("ann");
    return world;
  }

  private static Upload announce(UploadWorld world) {
    return world.announce(
        FileKind.ACTIVITY, FILE.length, new UploadPolicy.Partial(), Optional.empty());
  }

  private static Run begun(UploadWorld world, Instant until) {
    var run = new Run(world.tenant, new UploadId("other"), "1", world.now(), until, true);
    runs(world).note(run);
    return run;
  }

  private static UploadRuns runs(UploadWorld world) {
    return new Wiring(world.environment).uploadRuns();
  }

  /// Decides what happens to a run when it reads its file.
  @FunctionalInterface
  private interface Fate {
    void ofRun(int number);
  }

  private final class Reading implements CallInterceptor {
    private final Fate fate;

    Reading(Fate fate) {
      this.fate = fate;
    }

    @Override
    public <T> T around(Call call, Callable<T> proceed) throws Exception {
      if (call.service().equals("s3") && call.operation().equals("GetObject"))
        fate.ofRun(runs.incrementAndGet());
      return proceed.call();
    }
  }
}
