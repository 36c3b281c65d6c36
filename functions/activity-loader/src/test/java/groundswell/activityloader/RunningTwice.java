package groundswell.activityloader;

import static groundswell.activityloader.UploadWorld.ACTIVITY_HEADER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.files.FileKind;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadPolicy;
import groundswell.domain.uploads.UploadState.Completed;
import groundswell.local.calls.Call;
import groundswell.local.calls.CallInterceptor;
import groundswell.platform.uploads.UploadCommand.PartitionReady;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Two partitioners that work on one upload, and late messages.
class RunningTwice {
  private static final byte[] FILE =
      (ACTIVITY_HEADER + "ann,2026-03-18,steps,1\nbob,2026-03-18,steps,2\n").getBytes(UTF_8);

  @Test
  void takesTheDecisionOfTheRunThatEndsFirstAsAWhole() {
    var second = new AtomicReference<Runnable>(() -> {});
    var world = new UploadWorld(new BeforeTheFirst("PutObject", () -> second.get().run()));
    world.register("ann");
    var upload = announce(world);
    second.set(
        () -> {
          world.register("bob");
          world.tell(upload);
          world.partition();
        });

    world.send(upload, FILE);
    world.drain();

    var report = (Completed) world.stored(upload).state();
    assertThat(report.counts()).isEqualTo(new RowCounts(2, 0, 0, 0));
    assertThat(report.rejectedByCode()).isEmpty();
    assertThat(world.march("bob").month().dayValues(SourcePolicy.HIGHEST)).hasSize(1);
  }

  @Test
  void refusesNothingThatAnotherRunHasTaken() {
    var second = new AtomicReference<Runnable>(() -> {});
    var world = new UploadWorld(new BeforeTheFirst("PutObject", () -> second.get().run()));
    world.register("ann");
    var upload =
        world.announce(
            FileKind.ACTIVITY, FILE.length, new UploadPolicy.AllOrNothing(), Optional.empty());
    second.set(
        () -> {
          world.register("bob");
          world.tell(upload);
          world.partition();
        });

    world.send(upload, FILE);
    world.drain();

    assertThat(((Completed) world.stored(upload).state()).counts())
        .isEqualTo(new RowCounts(2, 0, 0, 0));
    assertThat(world.bus.details()).noneMatch(detail -> detail.contains("refused"));
  }

  @Test
  void changesNothingWithMessagesThatComeLate() {
    var world = new UploadWorld();
    world.register("ann");
    var upload = announce(world);
    world.send(upload, FILE);
    world.drain();
    var before = world.stored(upload);
    var month = world.march("ann");

    world.tell(upload);
    world.sendToPartitionQueue(new PartitionReady(world.tenant, upload.id(), 0).message());
    world.drain();

    assertThat(world.stored(upload)).isEqualTo(before);
    assertThat(world.march("ann")).isEqualTo(month);
    assertThat(world.deadLetters()).isEmpty();
  }

  @Test
  void goesTheWholeWayWhenItIsRehearsed() {
    var world = new UploadWorld();
    world.register("ann", "bob");
    var upload = announce(world);
    world.put(upload, FILE);

    var verdict = world.rehearse(upload);

    assertThat(verdict.failed()).isEmpty();
    assertThat(verdict.writes()).endsWith("SendMessageBatch");
    assertThat(world.stored(upload)).isEqualTo(upload);
  }

  @Test
  void understandsWhatS3Says() {
    var world = new UploadWorld();
    world.register("ann", "bob");
    var upload = announce(world);
    world.put(upload, FILE);
    var version = world.objects.fileVersion(world.tenant, upload.id()).orElseThrow();

    world.sendToUploadQueue("{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\"}");
    world.sendToUploadQueue(
        """
        {"Records":[{"eventName":"ObjectCreated:Put","s3":{"object":{"key":"uploads/%s/%s","versionId":"%s"}}}]}"""
            .formatted(world.tenant, upload.id().value().replace("-", "%2D"), version));
    world.drain();

    assertThat(world.deadLetters()).isEmpty();
    assertThat(((Completed) world.stored(upload).state()).counts().accepted()).isEqualTo(2);
  }

  @Test
  void setsMessagesAsideThatMakeNoSense() {
    var world = new UploadWorld();

    world.sendToUploadQueue("hello");
    world.sendToUploadQueue("{\"Records\":[{\"s3\":{\"object\":{\"key\":\"other/file\"}}}]}");
    world.sendToUploadQueue(
        "{\"detail-type\":\"UploadReady\",\"detail\":{\"tenant\":\"t\",\"upload\":\"none\",\"objectVersion\":\"1\"}}");
    world.sendToPartitionQueue(
        "{\"detail-type\":\"Else\",\"detail\":{\"tenant\":\"t\",\"upload\":\"u\"}}");
    world.drain();

    assertThat(world.deadLetters()).hasSize(4);
  }

  private static Upload announce(UploadWorld world) {
    return world.announce(
        FileKind.ACTIVITY, FILE.length, new UploadPolicy.Partial(), Optional.empty());
  }

  /// Runs an action before the first call of an operation.
  private static final class BeforeTheFirst implements CallInterceptor {
    private final String operation;
    private final AtomicReference<Runnable> action;

    BeforeTheFirst(String operation, Runnable action) {
      this.operation = operation;
      this.action = new AtomicReference<>(action);
    }

    @Override
    public <T> T around(Call call, Callable<T> proceed) throws Exception {
      if (call.operation().equals(operation)) action.getAndSet(() -> {}).run();
      return proceed.call();
    }
  }
}
