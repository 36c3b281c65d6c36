package groundswell.progresscalculator;

import groundswell.domain.Lane;
import groundswell.domain.events.Event.MonthValues;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.scoring.PartialKey;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A reason to update progress.
sealed interface ProgressEntry {
  TenantId tenant();

  /// A change of one member.
  ///
  /// @param months the values of the months that changed
  /// @param again whether some of it may already be written
  record MemberMoved(
      TenantId tenant,
      MemberId member,
      Lane lane,
      Depth depth,
      SortedMap<PartialKey, MonthValues> months,
      boolean again)
      implements ProgressEntry {
    MemberMoved(
        TenantId tenant,
        MemberId member,
        Lane lane,
        Depth depth,
        SortedMap<PartialKey, MonthValues> months) {
      this(tenant, member, lane, depth, months, false);
    }

    MemberMoved deliveredAgain() {
      return new MemberMoved(tenant, member, lane, depth, months, true);
    }

    public MemberMoved {
      months = Collections.unmodifiableSortedMap(new TreeMap<>(months));
    }

    /// Whether the write depends on the stored item. Months alone are written without a read,
    /// unless they may already be written.
    boolean isReadFirst() {
      return again || depth != Depth.MONTHS;
    }

    /// For each month keeps the values of the higher version.
    MemberMoved merge(MemberMoved other) {
      var merged = new TreeMap<>(months);
      other.months.forEach(
          (key, values) ->
              merged.merge(key, values, (a, b) -> a.valueVersion() >= b.valueVersion() ? a : b));
      return new MemberMoved(
          tenant,
          member,
          lane.and(other.lane),
          depth.and(other.depth),
          merged,
          again || other.again);
    }
  }

  /// How much of a member's progress may be affected.
  enum Depth {
    /// The changed months alone.
    MONTHS,
    /// Also whether the member takes part in each of its challenges.
    ENROLMENTS,
    /// Anything: everything is recomputed.
    ALL;

    Depth and(Depth other) {
      return compareTo(other) >= 0 ? this : other;
    }
  }

  /// A challenge was defined or redefined, or is to be recalculated.
  ///
  /// @param version of the definition
  /// @param recalculate whether to rewrite everything, even if it is right
  record Redefined(TenantId tenant, ChallengeId challenge, long version, boolean recalculate)
      implements ProgressEntry {}

  /// One step of the walk over a challenge's members, shard by shard.
  ///
  /// @param version of the definition that the walk was started for
  /// @param since items of an earlier revision are rewritten even if they are right; 0 for none
  /// @param after the last member of the step before
  record WalkShard(
      TenantId tenant,
      ChallengeId challenge,
      long version,
      int shard,
      long since,
      Optional<MemberId> after)
      implements ProgressEntry {}

  /// One step of the search for members of a challenge without an item, in one part of the tenant's
  /// members.
  ///
  /// @param version of the definition that is recalculated
  /// @param since as that of the recalculation's walks
  /// @param after the last member of the step before
  record FindMissing(
      TenantId tenant,
      ChallengeId challenge,
      long version,
      int part,
      long since,
      Optional<MemberId> after)
      implements ProgressEntry {}
}
