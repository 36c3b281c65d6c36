package groundswell.activityloader;

import static groundswell.activityloader.UploadWorld.ACTIVITY_HEADER;
import static groundswell.activityloader.UploadWorld.MEMBERS_HEADER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Lane;
import groundswell.domain.files.FileKind;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadPolicy;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.UploadState.Abandoned;
import groundswell.domain.uploads.UploadState.Checking;
import groundswell.domain.uploads.UploadState.Completed;
import groundswell.domain.uploads.UploadState.Storing;
import groundswell.domain.uploads.UploadState.Waiting;
import groundswell.platform.uploads.UploadCommand.PartitionReady;
import groundswell.platform.uploads.UploadCommand.UploadAbandoned;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WaitingForMembers {
  private static final byte[] MEMBERS = (MEMBERS_HEADER + "ann,Ann,,UTC,\n").getBytes(UTF_8);
  private static final byte[] BROKEN_MEMBERS = "what?\n".getBytes(UTF_8);
  private static final byte[] ACTIVITY =
      (ACTIVITY_HEADER + "ann,2026-03-18,steps,100\n").getBytes(UTF_8);

  private final UploadWorld world = new UploadWorld();

  @Test
  void goesOnWhenTheEarlierMembersAreLoaded() {
    var members = announce(FileKind.MEMBERS, MEMBERS);
    var activity = announce(FileKind.ACTIVITY, ACTIVITY);
    world.send(activity, ACTIVITY);
    world.drain();
    assertThat(state(activity)).isInstanceOf(Waiting.class);
    var acceptedAt = ((Waiting) state(activity)).acceptedAt();
    world.passTime(Duration.ofMinutes(1));

    world.send(members, MEMBERS);
    world.drain();

    assertThat(state(activity))
        .isInstanceOfSatisfying(
            Completed.class,
            completed -> {
              assertThat(completed.counts().accepted()).isEqualTo(1);
              assertThat(completed.acceptedAt()).isEqualTo(acceptedAt);
            });
  }

  @Test
  void goesOnWhenTheEarlierMembersAreRefused() {
    var members = announce(FileKind.MEMBERS, BROKEN_MEMBERS);
    var activity = announce(FileKind.ACTIVITY, ACTIVITY);
    world.send(activity, ACTIVITY);
    world.drain();

    world.send(members, BROKEN_MEMBERS);
    world.drain();

    assertThat(state(activity).ended()).isTrue();
  }

  @Test
  void isNotNeededForLaterMembersNorOtherActivity() {
    announce(FileKind.ACTIVITY, ACTIVITY);
    var activity = announce(FileKind.ACTIVITY, ACTIVITY);
    announce(FileKind.MEMBERS, MEMBERS);

    world.send(activity, ACTIVITY);
    world.drain();

    assertThat(state(activity)).isInstanceOf(Completed.class);
  }

  @Test
  void isGivenUpWhenTheFileOfMembersIsNotSentForAnHour() {
    announce(FileKind.MEMBERS, MEMBERS);
    var activity = announce(FileKind.ACTIVITY, ACTIVITY);
    world.send(activity, ACTIVITY);
    world.drain();
    assertThat(state(activity)).isInstanceOf(Waiting.class);

    world.passTime(Duration.ofHours(1));
    world.tell(activity);
    world.drain();

    assertThat(state(activity)).isInstanceOf(Completed.class);
  }

  @Test
  void looksAgainByItselfWhenTheFileOfMembersIsNotSent() {
    announce(FileKind.MEMBERS, MEMBERS);
    var activity = announce(FileKind.ACTIVITY, ACTIVITY);

    world.send(activity, ACTIVITY);
    world.drain();

    assertThat(world.delayedMessages()).isEqualTo(1);
  }

  @Test
  void looksAgainByItselfWhenTheMembersDoNotEnd() {
    var members = announce(FileKind.MEMBERS, MEMBERS);
    var activity = waitingBehind(members);

    assertThat(world.delayedMessages()).isEqualTo(1);
    assertThat(state(activity)).isInstanceOf(Waiting.class);
  }

  @Test
  void isGivenUpWhenTheMembersComeNoFurtherForAnHour() {
    var members = announce(FileKind.MEMBERS, MEMBERS);
    var activity = waitingBehind(members);

    world.passTime(Duration.ofMinutes(59));
    world.tell(activity);
    world.drain();
    assertThat(state(activity)).isInstanceOf(Waiting.class);

    world.passTime(Duration.ofMinutes(1));
    world.tell(activity);
    world.drain();
    assertThat(state(activity)).isInstanceOf(Completed.class);
  }

  @Test
  void goesOnAsLongAsTheMembersComeFurther() {
    var members = announce(FileKind.MEMBERS, MEMBERS);
    var activity = waitingBehind(members);
    world.passTime(Duration.ofMinutes(50));
    world.uploads.putResult(world.tenant, members.id(), 0, RowCounts.ZERO);

    world.passTime(Duration.ofMinutes(50));
    world.tell(activity);
    world.drain();

    assertThat(state(activity)).isInstanceOf(Waiting.class);
  }

  /// The bucket's message, the client's, and one for each upload of members that ends.
  @Test
  void hasOneChainOfLooksHoweverOftenItIsWoken() {
    var members = announce(FileKind.MEMBERS, MEMBERS);
    var activity = waitingBehind(members);

    for (int i = 0; i < 5; i++) world.tell(activity);
    world.drain();
    assertThat(world.delayedMessages()).isEqualTo(1);

    world.passTime(Duration.ofMinutes(15));
    for (int i = 0; i < 5; i++) world.tell(activity);
    world.drain();
    assertThat(world.delayedMessages()).isEqualTo(2);
  }

  @Test
  void endsWhenTheMembersAreAbandoned() {
    var members = announce(FileKind.MEMBERS, MEMBERS);
    var activity = waitingBehind(members);

    world.sendToUploadQueue(new UploadAbandoned(world.tenant, members.id(), "ann").message());
    world.drain();

    assertThat(state(members)).isInstanceOf(Abandoned.class);
    assertThat(state(activity)).isInstanceOf(Completed.class);
  }

  @Test
  void losesNothingOfWhatWasLoadedOfAnAbandonedUpload() {
    var upload = announce(FileKind.ACTIVITY, ACTIVITY);
    var storing = new Storing(upload.createdAt(), "run", Lane.BULK, 3, 2, 30, 4, new TreeMap<>());
    world.uploads.advance(upload, storing);
    world.uploads.putResult(world.tenant, upload.id(), 0, new RowCounts(5, 3, 2, 0));
    var abandoned = new UploadAbandoned(world.tenant, upload.id(), "ann").message();

    world.sendToUploadQueue(abandoned);
    world.sendToUploadQueue(abandoned);
    world.sendToPartitionQueue(new PartitionReady(world.tenant, upload.id(), 1).message());
    world.drain();

    assertThat(state(upload))
        .isEqualTo(
            new Abandoned(
                world.now(),
                "ann",
                30,
                new RowCounts(5, 3, 2, 4),
                new TreeMap<>(),
                2,
                Optional.of("run"),
                Optional.of(storing)));
    assertThat(world.deadLetters()).isEmpty();
  }

  private Upload waitingBehind(Upload members) {
    world.register("ann");
    world.uploads.advance(members, new Checking(members.createdAt(), "version"));
    var activity = announce(FileKind.ACTIVITY, ACTIVITY);
    world.send(activity, ACTIVITY);
    world.drain();
    return activity;
  }

  private Upload announce(FileKind kind, byte[] bytes) {
    return world.announce(kind, bytes.length, new UploadPolicy.Partial(), Optional.empty());
  }

  private UploadState state(Upload upload) {
    return world.stored(upload).state();
  }
}
