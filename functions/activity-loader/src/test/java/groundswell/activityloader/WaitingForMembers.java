package groundswell.activityloader;

import static groundswell.activityloader.UploadWorld.ACTIVITY_HEADER;
import static groundswell.activityloader.UploadWorld.MEMBERS_HEADER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadKind;
import groundswell.domain.uploads.UploadPolicy;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.UploadState.Completed;
import groundswell.domain.uploads.UploadState.Validating;
import groundswell.domain.uploads.UploadState.Waiting;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaitingForMembers {
  private static final byte[] MEMBERS = (MEMBERS_HEADER + "ann,Ann,,UTC,\n").getBytes(UTF_8);
  private static final byte[] BROKEN_MEMBERS = "what?\n".getBytes(UTF_8);
  private static final byte[] ACTIVITY =
      (ACTIVITY_HEADER + "ann,2026-03-18,steps,100\n").getBytes(UTF_8);

  private final UploadWorld world = new UploadWorld();

  @Test
  void goesOnWhenTheEarlierMembersAreLoaded() {
    var members = announce(UploadKind.MEMBERS, MEMBERS);
    var activity = announce(UploadKind.ACTIVITY, ACTIVITY);
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
    var members = announce(UploadKind.MEMBERS, BROKEN_MEMBERS);
    var activity = announce(UploadKind.ACTIVITY, ACTIVITY);
    world.send(activity, ACTIVITY);
    world.drain();

    world.send(members, BROKEN_MEMBERS);
    world.drain();

    assertThat(state(activity).ended()).isTrue();
  }

  @Test
  void isNotNeededForLaterMembersNorOtherActivity() {
    announce(UploadKind.ACTIVITY, ACTIVITY);
    var activity = announce(UploadKind.ACTIVITY, ACTIVITY);
    announce(UploadKind.MEMBERS, MEMBERS);

    world.send(activity, ACTIVITY);
    world.drain();

    assertThat(state(activity)).isInstanceOf(Completed.class);
  }

  @Test
  void isGivenUpWhenTheFileOfMembersIsNotSentForAnHour() {
    announce(UploadKind.MEMBERS, MEMBERS);
    var activity = announce(UploadKind.ACTIVITY, ACTIVITY);
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
    announce(UploadKind.MEMBERS, MEMBERS);
    var activity = announce(UploadKind.ACTIVITY, ACTIVITY);

    world.send(activity, ACTIVITY);
    world.drain();

    assertThat(world.delayedMessages()).isEqualTo(1);
  }

  @Test
  void looksAgainByItselfWhenTheMembersDoNotEnd() {
    var activity = waitingBehindStuckMembers();

    assertThat(world.delayedMessages()).isEqualTo(1);
    assertThat(state(activity)).isInstanceOf(Waiting.class);
  }

  @Test
  void isGivenUpWhenNoMessageOfTheMembersCanBeAlive() {
    var activity = waitingBehindStuckMembers();

    world.passTime(Duration.ofDays(14));
    world.tell(activity);
    world.drain();

    assertThat(state(activity)).isInstanceOf(Completed.class);
  }

  private Upload waitingBehindStuckMembers() {
    world.register("ann");
    var members = announce(UploadKind.MEMBERS, MEMBERS);
    world.uploads.advance(members, new Validating(members.createdAt(), "version"));
    var activity = announce(UploadKind.ACTIVITY, ACTIVITY);
    world.send(activity, ACTIVITY);
    world.drain();
    return activity;
  }

  private Upload announce(UploadKind kind, byte[] bytes) {
    return world.announce(kind, bytes.length, new UploadPolicy.Partial(), Optional.empty());
  }

  private UploadState state(Upload upload) {
    return world.stored(upload).state();
  }
}
