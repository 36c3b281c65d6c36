package groundswell.activityloader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.files.FileKind;
import groundswell.domain.ids.MemberId;
import groundswell.domain.members.Erasure;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members.Origin;
import groundswell.domain.uploads.Check.Effect;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadPolicy;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.UploadState.Checked;
import groundswell.platform.wiring.Wiring;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PassingMembersWhoAreGone {
  private static final String TWO =
      UploadWorld.ACTIVITY_HEADER + "ann,2026-03-19,steps,1000\nbob,2026-03-19,steps,2000\n";

  private final UploadWorld world = new UploadWorld();

  @Test
  void storesNoRowOfSomebodyWhoWasErasedAfterTheCheck() {
    world.register("ann", "bob");
    var upload = sent(FileKind.ACTIVITY, TWO);
    world.partition();

    erase("ann");
    world.drain();

    assertThat(counts(upload)).isEqualTo(new RowCounts(1, 0, 1, 0));
    assertThat(months("ann")).isZero();
    assertThat(months("bob")).isEqualTo(1);
    assertThat(StoredFates.of(world, upload))
        .containsExactly(
            "2,1,superseded,,,\"the member was erased, so nothing is stored about them\","
                + "ann,2026-03-19,steps,file,1000",
            "3,1,accepted,,,,bob,2026-03-19,steps,file,2000");
  }

  @Test
  void rejectsRowsOfSomebodyWhoIsRemoved() {
    world.register("ann", "bob");
    remove("ann");

    var upload = world.load(FileKind.ACTIVITY, TWO);

    assertThat(counts(upload)).isEqualTo(new RowCounts(1, 0, 0, 1));
  }

  @Test
  void neverRegistersByAFileWhomAnAdministratorErased() {
    world.register("ann");
    erase("ann");
    var during = world.load(FileKind.MEMBERS, row("ann"));
    var ann = new MemberId("ann");
    var version = world.members.findAny(world.tenant, ann).orElseThrow().version();
    world.members.delete(world.tenant, ann, version);

    var after = world.load(FileKind.MEMBERS, row("ann"));

    assertThat(counts(during)).isEqualTo(new RowCounts(0, 0, 1, 0));
    assertThat(counts(after)).isEqualTo(new RowCounts(0, 0, 1, 0));
    assertThat(world.members.findAny(world.tenant, ann)).isEmpty();
    for (var upload : List.of(during, after))
      assertThat(StoredFates.of(world, upload))
          .containsExactly(
              "2,1,superseded,,,the member was erased; only an administrator can register the id"
                  + " again,ann,,,,");
  }

  @Test
  void saysInACheckThatNoFileRegistersWhoWasErased() {
    world.register("ann");
    erase("ann");
    var ann = new MemberId("ann");
    var version = world.members.findAny(world.tenant, ann).orElseThrow().version();
    world.members.delete(world.tenant, ann, version);
    var text = row("ann").getBytes(UTF_8);
    var upload =
        world.announce(
            FileKind.MEMBERS, text.length, new UploadPolicy.Partial(), Optional.empty(), true);

    world.send(upload, text);
    world.drain();

    var checked = (Checked) world.stored(upload).state();
    assertThat(checked.check().effect()).isEqualTo(new Effect(1, 1, 0, 0, 0, 1));
  }

  @Test
  void bringsBackByALaterFileWhoWasRemoved() {
    world.register("ann");
    var early = sent(FileKind.MEMBERS, row("ann"));
    world.passTime(Duration.ofMinutes(1));
    remove("ann");
    world.drain();
    assertThat(counts(early)).isEqualTo(new RowCounts(0, 0, 1, 0));
    assertThat(stored("ann").isRemoved()).isTrue();
    assertThat(StoredFates.of(world, early))
        .containsExactly(
            "2,1,superseded,,,the member was removed after the file had arrived,ann,,,,");

    world.passTime(Duration.ofMinutes(1));
    var late = world.load(FileKind.MEMBERS, row("ann"));

    assertThat(counts(late)).isEqualTo(new RowCounts(1, 0, 0, 0));
    assertThat(stored("ann").isRegistered()).isTrue();
  }

  /// The file says what the member was before, so only the removal makes the difference.
  @Test
  void tellsThatAMemberWasRemovedWhomAFileDescribesRightly() {
    world.load(FileKind.MEMBERS, row("ann"));
    var early = sent(FileKind.MEMBERS, row("ann"));
    world.passTime(Duration.ofMinutes(1));
    remove("ann");
    world.drain();

    assertThat(counts(early)).isEqualTo(new RowCounts(0, 0, 1, 0));
    assertThat(stored("ann").isRemoved()).isTrue();
  }

  private Upload sent(FileKind kind, String text) {
    var bytes = text.getBytes(UTF_8);
    var upload = world.announce(kind, bytes.length, new UploadPolicy.Partial(), Optional.empty());
    world.send(upload, bytes);
    return upload;
  }

  private static String row(String member) {
    return UploadWorld.MEMBERS_HEADER + "%s,Name,,UTC,\n".formatted(member);
  }

  private void remove(String id) {
    var stored = stored(id);
    save(stored, stored.remove(world.now()));
  }

  private void erase(String id) {
    var stored = stored(id);
    var erased = stored.erase(world.now());
    world.members.putErasure(
        world.tenant, erased.id(), new Erasure(erased.said(), erased.version()));
    save(stored, erased);
  }

  private void save(Member before, Member next) {
    assertThat(world.members.saveIf(world.tenant, next, before.version(), Origin.LIVE)).isEmpty();
  }

  private Member stored(String id) {
    return world.members.find(world.tenant, new MemberId(id)).orElseThrow();
  }

  private int months(String id) {
    var months = new Wiring(world.environment).months();
    return months.list(world.tenant, new MemberId(id), Optional.empty(), 10).months().size();
  }

  private RowCounts counts(Upload upload) {
    return ((UploadState.Completed) world.stored(upload).state()).counts();
  }
}
