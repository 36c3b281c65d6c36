package groundswell.progresscalculator;

import groundswell.domain.challenges.ChallengeCache;
import groundswell.domain.challenges.Challenges;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members;
import groundswell.platform.batch.BatchHandler;
import groundswell.progresscalculator.ProgressEntry.FindMissing;
import groundswell.progresscalculator.ProgressEntry.MemberMoved;
import groundswell.progresscalculator.ProgressEntry.Redefined;
import groundswell.progresscalculator.ProgressEntry.WalkShard;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Handles changes from the progress queues, one entry for each member, and updates progress. After
/// all messages of a batch were received, the members it needs are read once, and then the
/// definitions. They decide whether a member is in a challenge, and whether a month is in its
/// period. Any later change of them arrives as a message of its own.
final class ProgressHandler implements BatchHandler<ProgressEntry> {
  private final Members members;
  private final Challenges challenges;
  private final MemberUpdates updates;
  private final ShardWalks walks;

  private final InstantSource clock;

  ProgressHandler(
      Members members,
      Challenges challenges,
      MemberUpdates updates,
      ShardWalks walks,
      InstantSource clock) {
    this.members = members;
    this.challenges = challenges;
    this.updates = updates;
    this.walks = walks;
    this.clock = clock;
  }

  @Override
  public List<ProgressEntry> decode(Message message) {
    var entries = ProgressMessages.decode(message.body(), clock.instant());
    return message.again() ? entries.stream().map(ProgressHandler::again).toList() : entries;
  }

  private static ProgressEntry again(ProgressEntry entry) {
    return entry instanceof MemberMoved moved ? moved.deliveredAgain() : entry;
  }

  @Override
  public String encode(ProgressEntry entry) {
    return ProgressMessages.encode(entry);
  }

  @Override
  public Object keyOf(ProgressEntry entry) {
    return switch (entry) {
      case MemberMoved moved -> new MemberKey(moved.tenant(), moved.member());
      case Redefined redefined -> redefined;
      case WalkShard step -> step;
      case FindMissing step -> step;
    };
  }

  /// Entries of the same key are equal, except those of a member.
  @Override
  public ProgressEntry merge(ProgressEntry one, ProgressEntry other) {
    return one instanceof MemberMoved a && other instanceof MemberMoved b ? a.merge(b) : one;
  }

  @Override
  public Consumer<ProgressEntry> open(Collection<ProgressEntry> entries) {
    var known = membersOf(entries);
    var definitions = new ChallengeCache(challenges);
    var stored = updates.itemsOf(readFirst(entries, known), definitions);
    return entry -> {
      switch (entry) {
        case MemberMoved moved ->
            Optional.ofNullable(known.get(new MemberKey(moved.tenant(), moved.member())))
                .ifPresent(member -> updates.apply(moved, member, definitions, stored));
        case Redefined redefined -> walks.start(redefined);
        case WalkShard step -> walks.step(step);
        case FindMissing step -> walks.step(step);
      }
    };
  }

  /// The members whose items are read before they are written, by tenant.
  private static Map<TenantId, List<Member>> readFirst(
      Collection<ProgressEntry> entries, Map<MemberKey, Member> known) {
    var first = new HashMap<TenantId, List<Member>>();
    for (var entry : entries) {
      if (!(entry instanceof MemberMoved moved) || !moved.isReadFirst()) continue;
      var member = known.get(new MemberKey(moved.tenant(), moved.member()));
      if (member != null) first.computeIfAbsent(moved.tenant(), _ -> new ArrayList<>()).add(member);
    }
    return first;
  }

  private Map<MemberKey, Member> membersOf(Collection<ProgressEntry> entries) {
    var wanted =
        entries.stream()
            .filter(MemberMoved.class::isInstance)
            .map(MemberMoved.class::cast)
            .collect(
                Collectors.groupingBy(
                    MemberMoved::tenant,
                    Collectors.mapping(MemberMoved::member, Collectors.toSet())));
    var known = new HashMap<MemberKey, Member>();
    wanted.forEach(
        (tenant, ids) ->
            members
                .findAll(tenant, ids)
                .forEach((id, member) -> known.put(new MemberKey(tenant, id), member)));
    return known;
  }

  private record MemberKey(TenantId tenant, MemberId member) {}
}
