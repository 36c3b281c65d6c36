package groundswell.progresscalculator;

import groundswell.domain.Lane;
import groundswell.domain.Versions;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Challenges;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members;
import groundswell.domain.scoring.ProgressItems;
import groundswell.domain.scoring.ProgressItems.MemberProgress;
import groundswell.domain.scoring.Recalculation;
import groundswell.domain.scoring.Recalculations;
import groundswell.progresscalculator.ProgressEntry.FindMissing;
import groundswell.progresscalculator.ProgressEntry.Redefined;
import groundswell.progresscalculator.ProgressEntry.WalkShard;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Recalculates all members of a challenge: a walk over each of its shards, in steps of one
/// message. A step writes only items that are wrong, so it is idempotent. A walk ends when the
/// definition is newer than the one it was started for, because the newer one has started its own
/// walk.
///
/// A recalculation on request also repairs what is derived from the items. It writes each item
/// once, so that ledgers and boards are notified of all, and it looks for members without an item.
///
/// Each shard and each part of the search is marked as done when its last step is, so that readers
/// of the board can be told that it is being recalculated.
final class ShardWalks {
  /// The most members of one step.
  static final int MEMBERS_MAX = 500;

  /// The most activity months that one step reads.
  static final int MONTHS_MAX = 5_000;

  private final ProgressItems items;
  private final Challenges challenges;
  private final Members members;
  private final FullWrites fullWrites;
  private final Recalculations recalculations;
  private final InstantSource clock;
  private final Consumer<List<String>> bulkQueue;

  /// @param bulkQueue sends messages to the bulk lane's queue
  ShardWalks(
      ProgressItems items,
      Challenges challenges,
      Members members,
      FullWrites fullWrites,
      Recalculations recalculations,
      InstantSource clock,
      Consumer<List<String>> bulkQueue) {
    this.items = items;
    this.challenges = challenges;
    this.members = members;
    this.fullWrites = fullWrites;
    this.recalculations = recalculations;
    this.clock = clock;
    this.bulkQueue = bulkQueue;
  }

  void start(Redefined redefined) {
    current(redefined.tenant(), redefined.challenge(), redefined.version())
        .ifPresent(challenge -> start(redefined, challenge));
  }

  /// Notes the recalculation before its first step, so that every step finds it.
  private void start(Redefined redefined, Challenge challenge) {
    var now = clock.instant();
    long since = redefined.recalculate() ? Versions.next(Versions.NONE, now) : 0;
    var steps = firstSteps(redefined, challenge, since);
    recalculations.begin(
        redefined.tenant(),
        redefined.challenge(),
        new Recalculation(redefined.version(), since, now, steps.size(), 0));
    bulkQueue.accept(steps);
  }

  void step(WalkShard step) {
    current(step.tenant(), step.challenge(), step.version())
        .ifPresent(challenge -> step(step, challenge));
  }

  void step(FindMissing step) {
    current(step.tenant(), step.challenge(), step.version())
        .ifPresent(challenge -> step(step, challenge));
  }

  /// The definition, unless it is newer than the step's: the newer one has steps of its own.
  private Optional<Challenge> current(TenantId tenant, ChallengeId id, long version) {
    return challenges.find(tenant, id).filter(challenge -> challenge.version() <= version);
  }

  private void step(FindMissing step, Challenge challenge) {
    var page = members.list(step.tenant(), step.part(), step.after(), membersPerStep(challenge));
    var joined =
        members.findAll(step.tenant(), page.members()).values().stream()
            .filter(member -> member.isIn(challenge.id()))
            .map(Member::id)
            .collect(Collectors.toSet());
    joined.removeAll(items.findAll(step.tenant(), challenge, joined).keySet());
    fullWrites.rewrite(step.tenant(), challenge, joined, Map.of(), Lane.BULK, 0);
    if (!page.more() || page.members().isEmpty()) {
      finish(step.tenant(), step.challenge(), step.version(), step.since(), "p" + step.part());
      return;
    }
    var next =
        new FindMissing(
            step.tenant(),
            step.challenge(),
            step.version(),
            step.part(),
            step.since(),
            Optional.of(page.members().getLast()));
    bulkQueue.accept(List.of(ProgressMessages.encode(next)));
  }

  private void step(WalkShard step, Challenge challenge) {
    var page =
        items.listShard(
            step.tenant(), challenge, step.shard(), step.after(), membersPerStep(challenge));
    var read =
        page.items().stream()
            .collect(Collectors.toMap(MemberProgress::member, MemberProgress::progress));
    fullWrites.rewrite(step.tenant(), challenge, read.keySet(), read, Lane.BULK, step.since());
    if (!page.more() || page.items().isEmpty()) {
      finish(step.tenant(), step.challenge(), step.version(), step.since(), "s" + step.shard());
      return;
    }
    var next =
        new WalkShard(
            step.tenant(),
            step.challenge(),
            step.version(),
            step.shard(),
            step.since(),
            Optional.of(page.items().getLast().member()));
    bulkQueue.accept(List.of(ProgressMessages.encode(next)));
  }

  private void finish(
      TenantId tenant, ChallengeId challenge, long version, long since, String part) {
    recalculations.finishPart(tenant, challenge, version, since, part);
  }

  private List<String> firstSteps(Redefined redefined, Challenge challenge, long since) {
    var walks =
        IntStream.range(0, challenge.shards())
            .<ProgressEntry>mapToObj(
                shard ->
                    new WalkShard(
                        redefined.tenant(),
                        redefined.challenge(),
                        redefined.version(),
                        shard,
                        since,
                        Optional.empty()));
    var searches =
        IntStream.range(0, redefined.recalculate() ? Members.PARTS : 0)
            .<ProgressEntry>mapToObj(
                part ->
                    new FindMissing(
                        redefined.tenant(),
                        redefined.challenge(),
                        redefined.version(),
                        part,
                        since,
                        Optional.empty()));
    return Stream.concat(walks, searches).map(ProgressMessages::encode).toList();
  }

  private static int membersPerStep(Challenge challenge) {
    var terms = challenge.terms();
    int monthsOfMember = terms.rule().metrics().size() * terms.period().months().size();
    return Math.clamp(MONTHS_MAX / monthsOfMember, 1, MEMBERS_MAX);
  }
}
