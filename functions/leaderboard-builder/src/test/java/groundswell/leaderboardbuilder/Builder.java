package groundswell.leaderboardbuilder;

import groundswell.domain.Lane;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Challenges;
import groundswell.domain.events.Event;
import groundswell.domain.events.Event.ChallengeChanged;
import groundswell.domain.events.Event.MemberChanged;
import groundswell.domain.events.Event.MemberScore;
import groundswell.domain.events.Event.ProgressChanged;
import groundswell.domain.ids.MemberId;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members;
import groundswell.domain.ranking.Boards;
import groundswell.domain.scoring.Progress;
import groundswell.domain.scoring.ProgressItems;
import groundswell.platform.batch.BatchHandler.Message;
import groundswell.platform.events.EventCodec;
import groundswell.platform.testing.Interleaving;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.TestBucket;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.testing.TestProgram;
import groundswell.platform.wiring.Wiring;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A leaderboard builder at whose calls a test can run other actions.
final class Builder {
  final Interleaving<Boards> boards;
  final Interleaving<Challenges> challenges;
  final Interleaving<ProgressItems> items;
  final Interleaving<Members> members;

  private final TestProgram program;
  private final BoardHandler handler;

  /// @param bucket where the builders of a test keep their boards
  Builder(TestProgram program, TestBucket bucket) {
    this(program, bucket, BoardSize.STANDARD);
  }

  Builder(TestProgram program, TestBucket bucket, BoardSize size) {
    this.program = program;
    boards = new Interleaving<>(Boards.class, boards(bucket));
    challenges = new Interleaving<>(Challenges.class, program.challenges);
    items = new Interleaving<>(ProgressItems.class, program.progress);
    members = new Interleaving<>(Members.class, program.members);
    handler =
        new BoardHandler(
            new BoardBuilder(
                boards.port(),
                challenges.port(),
                new ShardRows(items.port(), members.port(), size),
                size,
                program::tick),
            InstantSource.system());
  }

  void scoreChanged(String member, Challenge challenge, Progress progress) {
    handle(scores(member, challenge, progress));
  }

  Event scores(String member, Challenge challenge, Progress progress) {
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

  void memberChanged(Member member) {
    handle(new MemberChanged(program.tenant, Lane.LIVE, Optional.empty(), List.of(member)));
  }

  void challengeChanged(Challenge challenge) {
    handle(new ChallengeChanged(program.tenant, challenge.id(), challenge.version()));
  }

  void recalculate(Challenge challenge) {
    handle(new ChallengeChanged(program.tenant, challenge.id(), challenge.version(), true));
  }

  void handle(Event... events) {
    handle(Stream.of(events).map(EventCodec::message).toList());
  }

  /// Handles the messages as one batch.
  void handle(List<String> messages) {
    var entries = new LinkedHashMap<Object, BoardEntry>();
    for (var message : messages) {
      for (var entry : handler.decode(new Message("message", message)))
        entries.merge(handler.keyOf(entry), entry, handler::merge);
    }
    entries.values().forEach(handler.open(entries.values()));
  }

  /// The published board, as `rank name score` of each row that it shows.
  List<String> board(Challenge challenge) {
    var published = boards.port().published(program.tenant, challenge.id()).orElseThrow();
    var definition = program.challenges.find(program.tenant, challenge.id()).orElseThrow();
    return boards.port().load(published).orElseThrow().ranked(definition.terms().ranking()).stream()
        .map(
            ranked ->
                "%d %s %s".formatted(ranked.rank(), ranked.row().displayName(), ranked.score()))
        .toList();
  }

  private static Boards boards(TestBucket bucket) {
    return new Wiring(
            TestEnvironment.of(
                TestClients.of(LocalDynamoDb.client(), bucket), Map.of("BUCKET", TestBucket.NAME)))
        .boards();
  }
}
