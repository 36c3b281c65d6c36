package groundswell.eraser;

import groundswell.domain.Lane;
import groundswell.domain.activity.ActivityMonths;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.ids.MemberId;
import groundswell.domain.members.Erasure;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members;
import groundswell.domain.members.Members.Origin;
import groundswell.domain.rewards.Ledger;
import groundswell.domain.rewards.Ledgers;
import groundswell.domain.scoring.ProgressItems;
import groundswell.platform.batch.BatchHandler.Message;
import groundswell.platform.testing.Interleaving;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.testing.TestProgram;
import groundswell.platform.wiring.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An eraser at whose calls a test can run other actions, and a member with everything.
final class EraserWorld {
  static final MemberId ANN = new MemberId("ann");

  final TestProgram program = new TestProgram();
  final Challenge spring = program.define("spring", TestProgram.totalOfSteps());
  final Interleaving<Members> members = new Interleaving<>(Members.class, program.members);
  final Interleaving<ActivityMonths> months =
      new Interleaving<>(ActivityMonths.class, program.activity);
  final Interleaving<ProgressItems> progress =
      new Interleaving<>(ProgressItems.class, program.progress);
  final Interleaving<Ledgers> ledgers = new Interleaving<>(Ledgers.class, program.ledgers);

  /// What was sent to the eraser's own queue, and to that of the boards.
  final List<String> later = new ArrayList<>();

  final List<String> boards = new ArrayList<>();

  private final ErasureHandler handler =
      new ErasureHandler(
          members.port(),
          new MemberTraces(months.port(), program.challenges, progress.port(), ledgers.port()),
          new TenantEraser(
              new Wiring(TestEnvironment.ofTables()).removals(),
              List.of(),
              later::addAll,
              later::add,
              program::tick),
          later::add,
          boards::add,
          program::tick);

  /// A member with activity in two months, progress and a ledger.
  void live(String id) {
    program.join(id, spring);
    var march = program.walk(id, "2026-03-05", 7_000);
    program.walk(id, "2026-04-01", 4_000);
    var scored = program.score(id, spring, march);
    grant(id, scored.revision());
  }

  void grant(String id, long revision) {
    var member = new MemberId(id);
    var held = program.ledgers.find(program.tenant, member, spring.id()).orElse(Ledger.NONE);
    var judged =
        held.judge(
            spring.terms(),
            true,
            program.progressOf(id, spring).orElseThrow().standingIn(spring).score(),
            revision);
    program.ledgers.saveIf(
        program.tenant, member, spring.id(), judged, held.judgedRevision(), Lane.LIVE);
  }

  /// Marks a member as erased, as the API does.
  Member mark(String id) {
    var stored = program.members.find(program.tenant, new MemberId(id)).orElseThrow();
    var erased = stored.erase(program.tick());
    program.members.putErasure(
        program.tenant, erased.id(), new Erasure(erased.said(), erased.version()));
    program.members.saveIf(program.tenant, erased, stored.version(), Origin.LIVE);
    return erased;
  }

  void handle(String message) {
    var entries = handler.decode(new Message("message", message));
    entries.forEach(handler.open(entries));
  }

  EraseMember firstPass(Member erased) {
    return new EraseMember(program.tenant, erased.id(), erased.version(), false);
  }

  /// How many items about a member are left, besides the member's own.
  int traces(String id) {
    var member = new MemberId(id);
    return program.activity.list(program.tenant, member, Optional.empty(), 100).months().size()
        + (program.progressOf(id, spring).isPresent() ? 1 : 0)
        + program.ledgers.findAll(program.tenant, member).size();
  }
}
