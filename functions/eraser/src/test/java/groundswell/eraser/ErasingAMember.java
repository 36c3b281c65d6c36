package groundswell.eraser;

import static groundswell.eraser.EraserWorld.ANN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.domain.Lane;
import groundswell.domain.Versions;
import groundswell.domain.events.Event.MemberChanged;
import groundswell.domain.events.Event.MonthValues;
import groundswell.domain.events.Event.UploadChanged;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.members.Member;
import groundswell.domain.scoring.Progress;
import groundswell.platform.PermanentFailure;
import groundswell.platform.events.EventCodec;
import groundswell.platform.testing.Interleaving;
import groundswell.platform.testing.Killed;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ErasingAMember {
  private static final int TRACES = 4;

  private final EraserWorld world = new EraserWorld();

  @Test
  void deletesEverythingAndThenTheMark() {
    world.live("ann");
    assertThat(world.traces("ann")).isEqualTo(TRACES);
    var erased = world.mark("ann");

    world.handle(changed(erased));
    assertThat(world.traces("ann")).isZero();
    assertThat(stored()).contains(erased);
    assertThat(world.boards).isEmpty();

    world.handle(world.later.getFirst());
    assertThat(world.later).hasSize(1);
    assertThat(stored()).isEmpty();
    assertThat(world.boards).singleElement().asString().contains("erased", "spring");
    assertThat(world.program.members.erasures(world.program.tenant, List.of(ANN)))
        .containsOnlyKeys(ANN);
  }

  @Test
  void leavesEverybodyElseAlone() {
    world.live("ann");
    world.live("bob");
    var bob = world.program.members.find(world.program.tenant, new MemberId("bob"));

    eraseAll(world.mark("ann"));

    assertThat(world.traces("bob")).isEqualTo(TRACES);
    assertThat(world.program.members.find(world.program.tenant, new MemberId("bob")))
        .isEqualTo(bob);
  }

  /// A loader, a calculator and a granter that looked before the mark, and wrote after the first
  /// pass.
  @Test
  void deletesWhatOthersWroteBehindTheFirstPass() {
    world.program.join("ann", world.spring);
    var erased = world.mark("ann");
    world.handle(world.firstPass(erased).message());

    var late = world.program.walk("ann", "2026-03-05", 7_000);
    world.grant("ann", scoreAnn(late));
    assertThat(world.traces("ann")).isEqualTo(3);

    world.handle(world.later.getFirst());
    assertThat(world.traces("ann")).isZero();
    assertThat(stored()).isEmpty();
  }

  /// As a calculator that read the member before the mark.
  private long scoreAnn(MonthValues month) {
    var progress =
        Progress.recomputed(
            Optional.empty(),
            world.spring.version(),
            month.valueVersion(),
            true,
            new TreeMap<>(),
            world.program.tick());
    world.program.progress.writeFull(
        world.program.tenant, world.spring, ANN, progress, Versions.NONE, Lane.BULK);
    return progress.revision();
  }

  @Test
  void erasesNobodyWhoWasRegisteredUnderTheIdLater() {
    world.live("ann");
    var erased = world.mark("ann");
    eraseAll(erased);
    world.live("ann");
    world.later.clear();
    world.boards.clear();

    world.handle(changed(erased));
    world.handle(world.firstPass(erased).message());
    world.handle(world.firstPass(erased).lastPass().message());

    assertThat(world.traces("ann")).isEqualTo(TRACES);
    assertThat(stored()).hasValueSatisfying(ann -> assertThat(ann.isRegistered()).isTrue());
    assertThat(world.later).isEmpty();
    assertThat(world.boards).isEmpty();
  }

  /// A second handler of the last message, which slept from its look to the end of everything.
  @Test
  void deletesNothingOfALaterRegistrationWhenAHandlerWakesUpLate() {
    world.live("ann");
    var erased = world.mark("ann");
    world.handle(world.firstPass(erased).message());
    var last = world.later.getFirst();
    world.members.after(
        "findAny",
        () -> {
          world.handle(last);
          world.live("ann");
        });

    world.handle(last);

    assertThat(world.traces("ann")).isEqualTo(TRACES);
    assertThat(stored()).hasValueSatisfying(ann -> assertThat(ann.isRegistered()).isTrue());
  }

  @Test
  void endsTheSameIfItDiesAtAnyCall() {
    dyingAt(Interleaving::killBefore);
    dyingAt(Interleaving::killAfter);
  }

  private static void dyingAt(BiConsumer<Interleaving<?>, String> kill) {
    for (var method : List.of("list", "delete")) dying(world -> kill.accept(world.months, method));
    for (var method : List.of("findAny", "delete"))
      dying(world -> kill.accept(world.members, method));
    for (var method : List.of("findAll", "delete"))
      dying(world -> kill.accept(world.ledgers, method));
    dying(world -> kill.accept(world.progress, "delete"));
  }

  private static void dying(Consumer<EraserWorld> plan) {
    var world = new EraserWorld();
    world.live("ann");
    var erased = world.mark("ann");
    plan.accept(world);
    retried(world, world.firstPass(erased).message());
    plan.accept(world);
    retried(world, world.later.getLast());

    assertThat(world.traces("ann")).isZero();
    assertThat(world.program.members.findAny(world.program.tenant, ANN)).isEmpty();
  }

  private static void retried(EraserWorld world, String message) {
    for (int attempt = 0; attempt < 3; attempt++) {
      try {
        world.handle(message);
        return;
      } catch (Killed _) {
        // The message is delivered again.
      }
    }
    throw new AssertionError("dies for ever");
  }

  @Test
  void takesOnlyThoseOfAMessageWhoAreErased() {
    world.live("ann");
    var bob = world.program.join("bob", world.spring);

    world.handle(
        EventCodec.message(
            new MemberChanged(world.program.tenant, Lane.LIVE, Optional.empty(), List.of(bob))));

    assertThat(world.later).isEmpty();
    var other = new UploadChanged(world.program.tenant, new UploadId("up"), "completed", true);
    assertThatThrownBy(() -> world.handle(EventCodec.message(other)))
        .isInstanceOf(PermanentFailure.class)
        .hasMessageContaining("erases nobody");
  }

  private void eraseAll(Member erased) {
    world.handle(world.firstPass(erased).message());
    world.handle(world.later.getLast());
  }

  private String changed(Member erased) {
    return EventCodec.message(
        new MemberChanged(world.program.tenant, Lane.LIVE, Optional.empty(), List.of(erased)));
  }

  private Optional<Member> stored() {
    return world.program.members.findAny(world.program.tenant, ANN);
  }
}
