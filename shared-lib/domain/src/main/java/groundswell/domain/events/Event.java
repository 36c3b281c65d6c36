package groundswell.domain.events;

import groundswell.domain.Lane;
import groundswell.domain.Quantity;
import groundswell.domain.activity.Metric;
import groundswell.domain.challenges.Period;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.RewardId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.members.Member;
import groundswell.domain.ranking.PublishedBoard;
import groundswell.domain.rewards.Ledger;
import groundswell.domain.scoring.Score;
import java.time.YearMonth;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What happened, for those who are interested. Each may come twice, late, and out of order.
public sealed interface Event {
  TenantId tenant();

  /// Values of activity months moved.
  record ActivityChanged(
      TenantId tenant, Lane lane, Optional<UploadId> upload, List<MonthValues> months)
      implements Event {
    public ActivityChanged {
      months = List.copyOf(months);
    }
  }

  /// The values that count, of one member's month, as of a value version.
  ///
  /// @param dayValues by day of the month
  record MonthValues(
      MemberId member,
      MetricId metric,
      YearMonth month,
      long valueVersion,
      SortedMap<Integer, Quantity> dayValues) {
    public MonthValues {
      dayValues.forEach((day, value) -> checkDay(month, day, value));
      dayValues = Collections.unmodifiableSortedMap(new TreeMap<>(dayValues));
    }
  }

  private static void checkDay(YearMonth month, int day, Quantity value) {
    if (!month.isValidDay(day))
      throw new IllegalArgumentException("%s has no day %d".formatted(month, day));
    if (value.isNegative() || value.compareTo(Metric.DAILY_MAX_MAX) > 0) {
      throw new IllegalArgumentException(
          "value %s of day %d is not in 0..%s".formatted(value, day, Metric.DAILY_MAX_MAX));
    }
  }

  /// Members were registered, changed, joined or left.
  record MemberChanged(TenantId tenant, Lane lane, Optional<UploadId> upload, List<Member> members)
      implements Event {
    public MemberChanged {
      members = List.copyOf(members);
    }
  }

  /// A challenge was defined or redefined.
  record ChallengeChanged(TenantId tenant, ChallengeId challenge, long version, boolean recalculate)
      implements Event {
    /// That it was defined, or redefined.
    public ChallengeChanged(TenantId tenant, ChallengeId challenge, long version) {
      this(tenant, challenge, version, false);
    }
  }

  /// Members' standings in a challenge moved.
  record ProgressChanged(
      TenantId tenant, ChallengeId challenge, Lane lane, List<MemberScore> scores)
      implements Event {
    public ProgressChanged {
      scores = List.copyOf(scores);
    }
  }

  /// @param revision the progress item's revision
  /// @param ruleVersion the version of the challenge that the score was folded under
  /// @param days the days that count
  record MemberScore(
      MemberId member, long revision, long ruleVersion, boolean joined, Score score, int days) {
    public MemberScore {
      if (score.millionths() < 0)
        throw new IllegalArgumentException("score %s is below 0".formatted(score));
      if (days < 0 || days > Period.DAYS_MAX) {
        throw new IllegalArgumentException(
            "days %d is not in 0..%d".formatted(days, Period.DAYS_MAX));
      }
    }
  }

  /// Goals were reached, rewards granted or reversed.
  record RewardChanged(TenantId tenant, Lane lane, List<MemberLedger> ledgers) implements Event {
    public RewardChanged {
      ledgers = List.copyOf(ledgers);
    }
  }

  /// A member's whole ledger of a challenge; who notifies finds out what is new in it.
  record MemberLedger(
      MemberId member, ChallengeId challenge, SortedMap<RewardId, Ledger.Entry> entries) {
    public MemberLedger {
      entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }
  }

  /// A newer board can be read.
  record BoardPublished(TenantId tenant, ChallengeId challenge, PublishedBoard board)
      implements Event {}

  /// An upload moved on.
  ///
  /// @param state its state's name in lower case, for example `completed`
  record UploadChanged(TenantId tenant, UploadId upload, String state) implements Event {}
}
