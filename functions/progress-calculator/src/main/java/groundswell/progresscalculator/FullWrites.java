package groundswell.progresscalculator;

import groundswell.domain.Lane;
import groundswell.domain.Optimistic;
import groundswell.domain.Versions;
import groundswell.domain.activity.ActivityMonths;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Challenges;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.members.Members;
import groundswell.domain.scoring.Progress;
import groundswell.domain.scoring.ProgressItems;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Writes whole items, recomputed from consistent reads.
///
/// The items are read first, in requests of their own. Each is written only if its revision is
/// still the one that was read, so a partial write in between is never overwritten. The definition,
/// the members and their months are read next, so they are at least as new as the inputs of any
/// stored item. After a write the definition is read again: a walk that a newer definition started
/// may have missed an item that was created meanwhile.
final class FullWrites {
  private final ProgressItems items;
  private final Challenges challenges;
  private final Members members;
  private final ActivityMonths activity;
  private final InstantSource clock;

  FullWrites(
      ProgressItems items,
      Challenges challenges,
      Members members,
      ActivityMonths activity,
      InstantSource clock) {
    this.items = items;
    this.challenges = challenges;
    this.members = members;
    this.activity = activity;
    this.clock = clock;
  }

  /// @param challenge in any version; its shards never change
  /// @param read the members' existing items, read just now
  /// @param since items of an earlier revision are rewritten even if they are right, so that their
  ///     consumers are notified again
  void rewrite(
      TenantId tenant,
      Challenge challenge,
      Collection<MemberId> all,
      Map<MemberId, Progress> read,
      Lane lane,
      long since) {
    Optimistic.whileLeft(
        "progress of %d members in challenge %s".formatted(all.size(), challenge.id()),
        left(all, () -> read),
        write -> {
          var again = writeOnce(tenant, challenge, write.members(), write.stored(), lane, since);
          return left(again, () -> items.findAll(tenant, challenge, again));
        });
  }

  private static Optional<Write> left(
      Collection<MemberId> members, Supplier<Map<MemberId, Progress>> stored) {
    return members.isEmpty() ? Optional.empty() : Optional.of(new Write(members, stored.get()));
  }

  /// Members to write, and their items as read before anything else.
  private record Write(Collection<MemberId> members, Map<MemberId, Progress> stored) {}

  /// @return the members to retry
  private Collection<MemberId> writeOnce(
      TenantId tenant,
      Challenge challenge,
      Collection<MemberId> some,
      Map<MemberId, Progress> stored,
      Lane lane,
      long since) {
    var definition = challenges.find(tenant, challenge.id());
    if (definition.isEmpty()) return List.of();
    var inputs = Recomputation.read(tenant, definition.get(), some, members, activity);
    var written = new HashSet<MemberId>();
    var refused = new HashSet<MemberId>();
    for (var member : some) {
      var item = Optional.ofNullable(stored.get(member));
      var next = inputs.progressOf(member, item, clock.instant());
      if (next.isEmpty()) continue;
      var right = item.filter(next.get()::says).filter(it -> it.revision() >= since);
      if (right.isPresent()) continue;
      long revision = item.map(Progress::revision).orElse(Versions.NONE);
      boolean accepted = items.writeFull(tenant, challenge, member, next.get(), revision, lane);
      (accepted ? written : refused).add(member);
    }
    if (!written.isEmpty() && hasMoved(tenant, definition.get())) refused.addAll(written);
    return refused;
  }

  private boolean hasMoved(TenantId tenant, Challenge read) {
    return challenges
        .find(tenant, read.id())
        .filter(now -> now.version() == read.version())
        .isEmpty();
  }
}
