package groundswell.activityloader;

import static groundswell.activityloader.UploadWorld.ACTIVITY_HEADER;
import static groundswell.activityloader.UploadWorld.MEMBERS_HEADER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Quantity;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.files.FileKind;
import groundswell.domain.ids.MemberId;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadPolicy;
import groundswell.domain.uploads.UploadState.Completed;
import groundswell.platform.uploads.UploadCommand.UploadReady;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A file counts as of its arrival in the bucket, whenever its message is handled.
class ArrivingInAnyOrder {
  private final UploadWorld world = new UploadWorld();

  @Test
  void aCorrectionFileThatIsTakenUpFirstStands() {
    world.register("ann");
    var wrong = put(FileKind.ACTIVITY, ACTIVITY_HEADER + "ann,2026-03-18,steps,5000\n");
    world.passTime(Duration.ofMinutes(2));
    var right = put(FileKind.ACTIVITY, ACTIVITY_HEADER + "ann,2026-03-18,steps,4000\n");
    world.passTime(Duration.ofMinutes(15));

    takeUp(right);
    world.passTime(Duration.ofSeconds(1));
    takeUp(wrong);

    assertThat(world.march("ann").month().dayValues(SourcePolicy.HIGHEST))
        .containsEntry(18, Quantity.of(4000));
    assertThat(((Completed) world.stored(wrong).state()).counts().superseded()).isEqualTo(1);
  }

  @Test
  void theLaterFileOfMembersStands() {
    var before = put(FileKind.MEMBERS, MEMBERS_HEADER + "ann,Ada Old,,UTC,\n");
    world.passTime(Duration.ofSeconds(1));
    var after = put(FileKind.MEMBERS, MEMBERS_HEADER + "ann,Ada New,,UTC,\n");

    takeUp(after);
    takeUp(before);

    var ann = new MemberId("ann");
    assertThat(world.members.findAll(world.tenant, Set.of(ann)))
        .extractingByKey(ann)
        .returns("Ada New", member -> member.profile().displayName());
  }

  @Test
  void twoFilesOfOneSecondStayInTheOrderInWhichTheyWereAskedFor() {
    world.register("ann");
    var first = announce(FileKind.ACTIVITY, ACTIVITY_HEADER + "ann,2026-03-18,steps,5000\n");
    world.passTime(Duration.ofMillis(40).minusSeconds(1));
    var second = announce(FileKind.ACTIVITY, ACTIVITY_HEADER + "ann,2026-03-18,steps,4000\n");
    world.put(second, (ACTIVITY_HEADER + "ann,2026-03-18,steps,4000\n").getBytes(UTF_8));
    world.put(first, (ACTIVITY_HEADER + "ann,2026-03-18,steps,5000\n").getBytes(UTF_8));

    takeUp(second);
    takeUp(first);

    assertThat(world.march("ann").month().dayValues(SourcePolicy.HIGHEST))
        .containsEntry(18, Quantity.of(4000));
  }

  @Test
  void aFileThatIsNotThereIsNotLookedForAgain() {
    var upload = announce(FileKind.ACTIVITY, ACTIVITY_HEADER);

    world.sendToUploadQueue(
        new UploadReady(world.tenant, upload.id(), "no-such-version").message());
    world.drain();

    assertThat(world.deadLetters()).hasSize(1);
  }

  private Upload put(FileKind kind, String text) {
    var upload = announce(kind, text);
    world.put(upload, text.getBytes(UTF_8));
    return upload;
  }

  private Upload announce(FileKind kind, String text) {
    return world.announce(
        kind, text.getBytes(UTF_8).length, new UploadPolicy.Partial(), Optional.empty());
  }

  private void takeUp(Upload upload) {
    world.tell(upload);
    world.drain();
  }
}
