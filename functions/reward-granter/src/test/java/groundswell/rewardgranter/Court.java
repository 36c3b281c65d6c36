package groundswell.rewardgranter;

import groundswell.domain.Lane;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Challenges;
import groundswell.domain.events.Event;
import groundswell.domain.events.Event.MemberScore;
import groundswell.domain.events.Event.ProgressChanged;
import groundswell.domain.ids.MemberId;
import groundswell.domain.rewards.Ledgers;
import groundswell.domain.scoring.Progress;
import groundswell.domain.scoring.ProgressItems;
import groundswell.platform.batch.BatchHandler.Message;
import groundswell.platform.events.EventCodec;
import groundswell.platform.testing.Interleaving;
import groundswell.platform.testing.TestProgram;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/// A reward granter at whose calls a test can run other actions.
final class Court {
  final Interleaving<ProgressItems> items;
  final Interleaving<Challenges> challenges;
  final Interleaving<Ledgers> ledgers;

  private final TestProgram program;
  private final JudgementHandler handler;

  Court(TestProgram program) {
    this.program = program;
    items = new Interleaving<>(ProgressItems.class, program.progress);
    challenges = new Interleaving<>(Challenges.class, program.challenges);
    ledgers = new Interleaving<>(Ledgers.class, program.ledgers);
    handler =
        new JudgementHandler(
            challenges.port(), new Granter(items.port(), ledgers.port()), InstantSource.system());
  }

  void progressChanged(String member, Challenge challenge, Progress progress) {
    handle(event(member, challenge, progress));
  }

  Event event(String member, Challenge challenge, Progress progress) {
    var standing = progress.standingIn(challenge);
    return new ProgressChanged(
        program.tenant,
        challenge.id(),
        Lane.BULK,
        List.of(
            new MemberScore(
                new MemberId(member),
                progress.revision(),
                progress.ruleVersion(),
                progress.joined(),
                standing.score(),
                standing.days())));
  }

  /// Handles the events as one batch.
  void handle(Event... events) {
    var entries = new LinkedHashMap<Object, Judgement>();
    Stream.of(events)
        .map(event -> new Message("message", EventCodec.message(event)))
        .flatMap(message -> handler.decode(message).stream())
        .forEach(entry -> entries.merge(handler.keyOf(entry), entry, handler::merge));
    entries.values().forEach(handler.open(entries.values()));
  }
}
