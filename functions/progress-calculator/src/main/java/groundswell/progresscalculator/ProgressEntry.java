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

/// What progress has to be brought in line with.
sealed interface ProgressEntry {
  TenantId tenant();

  /// Something about one member.
  ///
  /// @param months the values of months that changed
  /// @param again whether some of it may be written already
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

    /// Whether what is written depends on the item that is stored: months alone are written unread,
    /// unless they may be written already.
    boolean isReadFirst() {
      return again || depth != Depth.MONTHS;
    }

    /// Of each month the values of the higher version.
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
    /// Whether it takes part in each of its challenges, too.
    ENROLMENTS,
    /// Anything: all is recomputed.
    ALL;

    Depth and(Depth other) {
      return compareTo(other) >= 0 ? this : other;
    }
  }

  /// A challenge was defined or redefined, or is to be recalculated.
  ///
  /// @param version of the definition
  /// @param recalculate whether everything is to be written anew, right or not
  record Redefined(TenantId tenant, ChallengeId challenge, long version, boolean recalculate)
      implements ProgressEntry {}

  /// One step of the walk over a challenge's members, shard by shard.
  ///
  /// @param version of the definition that the walk was started for
  /// @param since items of an earlier revision are written also if they are right; 0 if none are
  /// @param after the last member of the step before
  record WalkShard(
      TenantId tenant,
      ChallengeId challenge,
      long version,
      int shard,
      long since,
      Optional<MemberId> after)
      implements ProgressEntry {}

  /// One step of the search for members of a challenge that have no item, in one part of the
  /// tenant's members.
  ///
  /// @param version of the definition that is recalculated
  /// @param after the last member of the step before
  record FindMissing(
      TenantId tenant, ChallengeId challenge, long version, int part, Optional<MemberId> after)
      implements ProgressEntry {}
}
