package groundswell.domain.events;

import groundswell.domain.Lane;
import groundswell.domain.Quantity;
import groundswell.domain.activity.ActivityMonth;
import groundswell.domain.activity.Correction.Ruling;
import groundswell.domain.activity.DayValues;
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

/// What happened. An event may be delivered twice, late, and out of order.
public sealed interface Event {
  TenantId tenant();

  /// An event that says the same of several elements. Such events can be joined and split.
  ///
  /// @param <T> the elements; each type of event has its own
  sealed interface Listing<T> extends Event {
    List<T> elements();

    /// The same event with different elements.
    Listing<T> with(List<T> others);
  }

  /// Values of activity months changed.
  record ActivityChanged(
      TenantId tenant, Lane lane, Optional<UploadId> upload, List<MonthValues> elements)
      implements Listing<MonthValues> {
    public ActivityChanged {
      elements = List.copyOf(elements);
    }

    @Override
    public ActivityChanged with(List<MonthValues> others) {
      return new ActivityChanged(tenant, lane, upload, others);
    }
  }

  /// What stands in one member's month at a value version, by source. Challenges may differ in
  /// which of them count.
  ///
  /// @param days by day of the month; days for which nothing stands are left out
  record MonthValues(
      MemberId member,
      MetricId metric,
      YearMonth month,
      long valueVersion,
      SortedMap<Integer, DayValues> days) {
    public MonthValues {
      days.forEach((day, said) -> checkDay(month, day, said));
      days = Collections.unmodifiableSortedMap(new TreeMap<>(days));
    }
  }

  private static void checkDay(YearMonth month, int day, DayValues said) {
    if (!month.isValidDay(day))
      throw new IllegalArgumentException("%s has no day %d".formatted(month, day));
    if (said.sources().size() > ActivityMonth.SOURCES_PER_DAY_MAX) {
      throw new IllegalArgumentException(
          "day %d has %d sources, more than %d"
              .formatted(day, said.sources().size(), ActivityMonth.SOURCES_PER_DAY_MAX));
    }
    said.sources().values().forEach(value -> checkValue(day, value));
    if (said.correction().orElse(null) instanceof Ruling.Exactly(var value)) checkValue(day, value);
  }

  private static void checkValue(int day, Quantity value) {
    if (value.isNegative() || value.compareTo(Metric.DAILY_MAX_MAX) > 0) {
      throw new IllegalArgumentException(
          "value %s of day %d is not in 0..%s".formatted(value, day, Metric.DAILY_MAX_MAX));
    }
  }

  /// Members were registered, changed, joined or left.
  record MemberChanged(TenantId tenant, Lane lane, Optional<UploadId> upload, List<Member> elements)
      implements Listing<Member> {
    public MemberChanged {
      elements = List.copyOf(elements);
    }

    @Override
    public MemberChanged with(List<Member> others) {
      return new MemberChanged(tenant, lane, upload, others);
    }
  }

  /// A challenge was defined or redefined, or its recalculation was requested.
  record ChallengeChanged(TenantId tenant, ChallengeId challenge, long version, boolean recalculate)
      implements Event {
    /// A change of the definition, without a recalculation.
    public ChallengeChanged(TenantId tenant, ChallengeId challenge, long version) {
      this(tenant, challenge, version, false);
    }
  }

  /// Members' standings in a challenge changed.
  record ProgressChanged(
      TenantId tenant, ChallengeId challenge, Lane lane, List<MemberScore> elements)
      implements Listing<MemberScore> {
    public ProgressChanged {
      elements = List.copyOf(elements);
    }

    @Override
    public ProgressChanged with(List<MemberScore> others) {
      return new ProgressChanged(tenant, challenge, lane, others);
    }
  }

  /// A member's standing in a challenge.
  ///
  /// @param revision the progress item's revision
  /// @param ruleVersion the version of the challenge that the score was folded under
  /// @param days how many days count
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
  record RewardChanged(TenantId tenant, Lane lane, List<MemberLedger> elements)
      implements Listing<MemberLedger> {
    public RewardChanged {
      elements = List.copyOf(elements);
    }

    @Override
    public RewardChanged with(List<MemberLedger> others) {
      return new RewardChanged(tenant, lane, others);
    }
  }

  /// A member's whole ledger in a challenge. The notifier finds out what is new in it.
  record MemberLedger(
      MemberId member, ChallengeId challenge, SortedMap<RewardId, Ledger.Entry> entries) {
    public MemberLedger {
      entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }
  }

  /// A newer board is available.
  record BoardPublished(TenantId tenant, ChallengeId challenge, PublishedBoard board)
      implements Event {}

  /// An upload reached a state.
  ///
  /// @param state the state's name in lower case, for example `completed`
  /// @param reported whether its client is told of it; see
  ///     [groundswell.domain.uploads.Upload#isReported]
  record UploadChanged(TenantId tenant, UploadId upload, String state, boolean reported)
      implements Event {}
}
