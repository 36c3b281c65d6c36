package groundswell.progresscalculator;

import groundswell.domain.Lane;
import groundswell.domain.activity.ActivityMonths;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Challenges;
import groundswell.domain.events.Event;
import groundswell.domain.events.Event.ActivityChanged;
import groundswell.domain.events.Event.ChallengeChanged;
import groundswell.domain.events.Event.MemberChanged;
import groundswell.domain.events.Event.MonthValues;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members;
import groundswell.domain.scoring.ProgressItems;
import groundswell.platform.batch.BatchHandler.Message;
import groundswell.platform.events.EventCodec;
import groundswell.platform.testing.Interleaving;
import groundswell.platform.testing.TestProgram;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Stream;

/// A progress calculator at whose calls a test can run other actions, and the bulk queue that it
/// sends to.
final class Calculator {
  final Interleaving<ProgressItems> items;
  final Interleaving<Challenges> challenges;
  final Interleaving<Members> members;
  final Interleaving<ActivityMonths> activity;
  final Queue<String> bulkQueue = new ArrayDeque<>();

  private final TestProgram program;
  private final ProgressHandler handler;

  Calculator(TestProgram program) {
    this.program = program;
    items = new Interleaving<>(ProgressItems.class, program.progress);
    challenges = new Interleaving<>(Challenges.class, program.challenges);
    members = new Interleaving<>(Members.class, program.members);
    activity = new Interleaving<>(ActivityMonths.class, program.activity);
    InstantSource clock = program::tick;
    var fullWrites =
        new FullWrites(items.port(), challenges.port(), members.port(), activity.port(), clock);
    handler =
        new ProgressHandler(
            members.port(),
            challenges.port(),
            new MemberUpdates(items.port(), fullWrites),
            new ShardWalks(
                items.port(),
                challenges.port(),
                members.port(),
                fullWrites,
                program.recalculations,
                clock,
                bulkQueue::addAll),
            InstantSource.system());
  }

  void activityChanged(MonthValues... months) {
    handle(new ActivityChanged(program.tenant, Lane.BULK, Optional.empty(), List.of(months)));
  }

  void memberChanged(Member member) {
    handle(new MemberChanged(program.tenant, Lane.LIVE, Optional.empty(), List.of(member)));
  }

  void challengeChanged(Challenge challenge) {
    handle(new ChallengeChanged(program.tenant, challenge.id(), challenge.version()));
    while (!bulkQueue.isEmpty()) handle(List.of(bulkQueue.remove()));
  }

  void recalculate(Challenge challenge) {
    handle(new ChallengeChanged(program.tenant, challenge.id(), challenge.version(), true));
    while (!bulkQueue.isEmpty()) handle(List.of(bulkQueue.remove()));
  }

  void handle(Event... events) {
    handle(Stream.of(events).map(EventCodec::message).toList());
  }

  /// Handles the messages as one batch.
  void handle(List<String> messages) {
    var entries = new LinkedHashMap<Object, ProgressEntry>();
    for (var message : messages) {
      for (var entry : handler.decode(new Message("message", message)))
        entries.merge(handler.keyOf(entry), entry, handler::merge);
    }
    var consumer = handler.open(entries.values());
    entries.values().forEach(consumer);
  }
}
