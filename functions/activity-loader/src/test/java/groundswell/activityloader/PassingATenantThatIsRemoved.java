package groundswell.activityloader;

import static groundswell.activityloader.UploadWorld.MEMBERS_HEADER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.files.FileKind;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.tenants.TenantRemoval;
import groundswell.domain.uploads.UploadPolicy;
import groundswell.domain.uploads.UploadState;
import groundswell.platform.uploads.UploadCommand.PartitionReady;
import groundswell.platform.uploads.UploadCommand.PartitionReverted;
import groundswell.platform.uploads.UploadCommand.UploadReady;
import groundswell.platform.wiring.Wiring;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PassingATenantThatIsRemoved {
  private static final byte[] MEMBERS = (MEMBERS_HEADER + "ann,Ann,,UTC,\n").getBytes(UTF_8);

  private final UploadWorld world = new UploadWorld();

  @Test
  void readsNoFileOfIt() {
    var upload =
        world.announce(
            FileKind.MEMBERS, MEMBERS.length, new UploadPolicy.Partial(), Optional.empty());
    remove();

    world.send(upload, MEMBERS);
    world.tellDropped("members/a.csv", world.drop("members/a.csv", MEMBERS));
    world.drain();

    assertThat(world.stored(upload)).isEqualTo(upload);
    assertThat(world.uploads.list(world.tenant, 9)).containsExactly(upload);
    assertThat(world.members.find(world.tenant, new MemberId("ann"))).isEmpty();
    assertThat(world.deadLetters()).isEmpty();
  }

  /// Its uploads are still there when the erasure begins.
  @Test
  void loadsNoPartitionOfIt() {
    var upload =
        world.announce(
            FileKind.MEMBERS, MEMBERS.length, new UploadPolicy.Partial(), Optional.empty());
    world.send(upload, MEMBERS);
    world.partition();
    remove();

    world.loadPartitions();

    assertThat(world.stored(upload).state()).isInstanceOf(UploadState.Storing.class);
    assertThat(world.members.find(world.tenant, new MemberId("ann"))).isEmpty();
    assertThat(world.deadLetters()).isEmpty();
  }

  /// Their uploads are erased. For any other tenant such a message is a failure.
  @Test
  void passesLateMessagesOfItsUploads() {
    var gone = new UploadId("gone");
    remove();

    world.sendToUploadQueue(new UploadReady(world.tenant, gone, "v1").message());
    world.sendToPartitionQueue(new PartitionReady(world.tenant, gone, 0).message());
    world.sendToPartitionQueue(new PartitionReverted(world.tenant, gone, 0).message());
    world.drain();

    assertThat(world.deadLetters()).isEmpty();
  }

  private void remove() {
    new Wiring(world.environment)
        .removals()
        .put(new TenantRemoval(world.tenant, world.now(), "olga", Optional.empty()));
  }
}
