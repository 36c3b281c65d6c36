package groundswell.progresscalculator;

import groundswell.domain.Lane;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Challenges;
import groundswell.domain.scoring.ProgressItems;
import groundswell.domain.scoring.ProgressItems.MemberProgress;
import groundswell.progresscalculator.ProgressEntry.Redefined;
import groundswell.progresscalculator.ProgressEntry.WalkShard;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Recalculates all members of a challenge: a walk over each of its shards, in steps of one
/// message. A step writes only the items that are not as they have to be, so it may be repeated. A
/// walk ends when the definition is newer than the one that it was started for, because that one
/// has started another.
final class ShardWalks {
  /// The most members of one step.
  static final int MEMBERS_MAX = 500;

  /// The most activity months that one step reads.
  static final int MONTHS_MAX = 5_000;

  private final ProgressItems items;
  private final Challenges challenges;
  private final FullWrites fullWrites;
  private final Consumer<List<String>> bulkQueue;

  /// @param bulkQueue sends messages to the bulk lane's queue
  ShardWalks(
      ProgressItems items,
      Challenges challenges,
      FullWrites fullWrites,
      Consumer<List<String>> bulkQueue) {
    this.items = items;
    this.challenges = challenges;
    this.fullWrites = fullWrites;
    this.bulkQueue = bulkQueue;
  }

  void start(Redefined redefined) {
    challenges
        .find(redefined.tenant(), redefined.challenge())
        .filter(challenge -> challenge.version() <= redefined.version())
        .ifPresent(challenge -> bulkQueue.accept(firstSteps(redefined, challenge)));
  }

  void step(WalkShard step) {
    challenges
        .find(step.tenant(), step.challenge())
        .filter(challenge -> challenge.version() <= step.version())
        .ifPresent(challenge -> step(step, challenge));
  }

  private void step(WalkShard step, Challenge challenge) {
    var page =
        items.listShard(
            step.tenant(), challenge, step.shard(), step.after(), membersPerStep(challenge));
    var read =
        page.items().stream()
            .collect(Collectors.toMap(MemberProgress::member, MemberProgress::progress));
    fullWrites.rewrite(step.tenant(), challenge, read.keySet(), read, Lane.BULK);
    if (!page.more() || page.items().isEmpty()) return;
    var next =
        new WalkShard(
            step.tenant(),
            step.challenge(),
            step.version(),
            step.shard(),
            Optional.of(page.items().getLast().member()));
    bulkQueue.accept(List.of(ProgressMessages.encode(next)));
  }

  private static List<String> firstSteps(Redefined redefined, Challenge challenge) {
    return IntStream.range(0, challenge.shards())
        .mapToObj(
            shard ->
                ProgressMessages.encode(
                    new WalkShard(
                        redefined.tenant(),
                        redefined.challenge(),
                        redefined.version(),
                        shard,
                        Optional.empty())))
        .toList();
  }

  private static int membersPerStep(Challenge challenge) {
    var terms = challenge.terms();
    int monthsOfMember = terms.rule().metrics().size() * terms.period().months().size();
    return Math.clamp(MONTHS_MAX / monthsOfMember, 1, MEMBERS_MAX);
  }
}
