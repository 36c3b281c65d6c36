package groundswell.progresscalculator;

import groundswell.domain.Optimistic;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.ChallengeCache;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.members.Enrolment;
import groundswell.domain.members.Member;
import groundswell.domain.scoring.PartialKey;
import groundswell.domain.scoring.Progress;
import groundswell.domain.scoring.Progress.AfterRefusal;
import groundswell.domain.scoring.Progress.PartialWrite;
import groundswell.domain.scoring.ProgressItems;
import groundswell.domain.scoring.ProgressItems.PartialOutcome;
import groundswell.domain.scoring.Scoring;
import groundswell.domain.scoring.VersionedPartial;
import groundswell.progresscalculator.ProgressEntry.MemberMoved;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Updates one member's progress, challenge by challenge. Months are written without a read, which
/// is nearly always right. For a redelivered message they are read first, because a refused write
/// costs as much as an accepted one
/// (<https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithItems.html>):
/// otherwise one throttled write among hundreds would cause all of them to be written again.
final class MemberUpdates {
  private final ProgressItems items;
  private final FullWrites fullWrites;

  MemberUpdates(ProgressItems items, FullWrites fullWrites) {
    this.items = items;
    this.fullWrites = fullWrites;
  }

  /// The items of members in all their challenges, read in few calls.
  ///
  /// @param members by tenant
  Map<ItemKey, Progress> itemsOf(Map<TenantId, List<Member>> members, ChallengeCache definitions) {
    var stored = new HashMap<ItemKey, Progress>();
    members.forEach(
        (tenant, some) -> {
          var byChallenge = new TreeMap<ChallengeId, List<MemberId>>();
          for (var member : some)
            for (var challenge : member.enrolments().keySet())
              byChallenge.computeIfAbsent(challenge, _ -> new ArrayList<>()).add(member.id());
          for (var each : byChallenge.entrySet()) {
            var challenge = each.getKey();
            var definition = definitions.find(tenant, challenge);
            if (definition.isEmpty()) continue;
            items
                .findAll(tenant, definition.get(), each.getValue())
                .forEach((id, item) -> stored.put(new ItemKey(tenant, challenge, id), item));
          }
        });
    return stored;
  }

  record ItemKey(TenantId tenant, ChallengeId challenge, MemberId member) {}

  /// @param stored items that were read before
  void apply(
      MemberMoved moved, Member member, ChallengeCache definitions, Map<ItemKey, Progress> stored) {
    member
        .enrolments()
        .forEach(
            (challenge, enrolment) -> {
              if (!concerns(moved, enrolment)) return;
              var known =
                  Optional.ofNullable(
                      stored.get(new ItemKey(moved.tenant(), challenge, member.id())));
              definitions
                  .find(moved.tenant(), challenge)
                  .ifPresent(definition -> update(moved, definition, enrolment, known));
            });
  }

  /// Activity of a member who left a challenge does not count there.
  private static boolean concerns(MemberMoved moved, Enrolment enrolment) {
    return switch (moved.depth()) {
      case MONTHS -> enrolment.joined();
      case ENROLMENTS, ALL -> true;
    };
  }

  /// @param known the item, if it was read before; see [MemberMoved#isReadFirst]
  private void update(
      MemberMoved moved, Challenge challenge, Enrolment enrolment, Optional<Progress> known) {
    switch (moved.depth()) {
      case MONTHS -> writeMonths(moved, challenge, enrolment, known);
      case ENROLMENTS -> {
        if (isUnder(known, challenge, enrolment)) writeMonths(moved, challenge, enrolment, known);
        else rewrite(moved, challenge, known);
      }
      case ALL -> rewrite(moved, challenge, known);
    }
  }

  /// Whether the member's item is at the versions of the enrolment and of the definition. An
  /// earlier attempt may have crashed after creating it under an older definition. A member who
  /// left has an item that says so.
  private static boolean isUnder(
      Optional<Progress> known, Challenge challenge, Enrolment enrolment) {
    return known.filter(item -> item.isUnder(challenge.version(), enrolment.version())).isPresent();
  }

  private void rewrite(MemberMoved moved, Challenge challenge, Optional<Progress> known) {
    var member = moved.member();
    var read = known.map(item -> Map.of(member, item)).orElse(Map.of());
    fullWrites.rewrite(moved.tenant(), challenge, List.of(member), read, moved.lane(), 0);
  }

  /// Writes the changed months that count in the challenge.
  private void writeMonths(
      MemberMoved moved, Challenge challenge, Enrolment enrolment, Optional<Progress> known) {
    var partials = partialsOf(moved, challenge);
    if (!enrolment.joined() || partials.isEmpty()) return;
    var write = new PartialWrite(challenge.version(), enrolment.version(), partials);
    if (known.isPresent() && Progress.afterRefusal(known, write) instanceof AfterRefusal.Done)
      return;
    Optimistic.whileLeft(
        "progress of %s in challenge %s".formatted(moved.member(), challenge.id()),
        Optional.of(write),
        next ->
            switch (items.writePartial(
                moved.tenant(), challenge, moved.member(), next, moved.lane())) {
              case PartialOutcome.Written() -> Optional.empty();
              case PartialOutcome.Refused(var stored) ->
                  switch (Progress.afterRefusal(stored, next)) {
                    case AfterRefusal.Done() -> Optional.empty();
                    case AfterRefusal.Again(var rising) -> Optional.of(rising);
                    case AfterRefusal.Full() -> {
                      rewrite(moved, challenge, stored);
                      yield Optional.empty();
                    }
                  };
            });
  }

  private static SortedMap<PartialKey, VersionedPartial> partialsOf(
      MemberMoved moved, Challenge challenge) {
    var rule = challenge.terms().rule();
    var period = challenge.terms().period();
    var partials = new TreeMap<PartialKey, VersionedPartial>();
    moved
        .months()
        .forEach(
            (key, values) -> {
              if (!rule.metrics().contains(key.metric()) || !period.touches(key.month())) return;
              var partial =
                  Scoring.partialOf(rule, period, key.metric(), key.month(), values.dayValues());
              partials.put(key, new VersionedPartial(values.valueVersion(), partial));
            });
    return partials;
  }
}
