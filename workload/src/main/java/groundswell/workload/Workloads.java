package groundswell.workload;

import groundswell.workload.ChallengeSpec.RewardSpec;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The workloads of the demo and of the benchmarks.
public final class Workloads {
  /// The length of each period. A period begins on the first of a month and ends in the next one.
  public static final int PERIOD_DAYS = 33;

  /// The days of a challenge. It lasts beyond today, because nobody joins a challenge that is over:
  /// the longest time from the first day of the month before the last one until today is 92 days.
  private static final int CHALLENGE_DAYS = 96;

  private Workloads() {}

  /// 2,000 members in three challenges with different rules, and 60,000 rows, some of them bad,
  /// repeated or corrected.
  public static Workload demo(long seed, LocalDate today) {
    var start = recentStart(today);
    var end = endOf(start);
    var challenges =
        List.of(
            ChallengeSpec.of(
                "step-total",
                start,
                end,
                Rule.total("steps", "25000"),
                "200000",
                RewardSpec.at(50, 100),
                RewardSpec.at(100, 250)),
            ChallengeSpec.of(
                "active-streak",
                start,
                end,
                Rule.streak("active_minutes", "60"),
                "5",
                RewardSpec.at(100, 150)),
            ChallengeSpec.of(
                "all-round-points",
                start,
                end,
                Rule.points(
                    Rule.weight("steps", "0.01", "200"),
                    Rule.weight("active_minutes", "1.5", "150")),
                "3500",
                RewardSpec.at(50, 50),
                RewardSpec.at(100, 120)));
    var members =
        MemberGenerator.members(
            seed, 2_000, challenges.stream().map(ChallengeSpec::id).toList(), 90);
    var activity =
        ActivityOptions.of(60_000, start, PERIOD_DAYS, "steps", "active_minutes")
            .withRepeats(600, 1_200)
            .withBad(someOfEach(12))
            .from("watch", "phone");
    return new Workload(seed, challenges, members, activity);
  }

  /// The reference burst: 1,000,000 rows of one metric for 30,000 members over 33 days in two
  /// months, one challenge with three rewards.
  public static Workload referenceBurst(long seed, LocalDate today, ActivityOptions.Order order) {
    return burst(seed, today, 1_000_000, 30_000, order, Rule.total("steps", "25000"));
  }

  /// A smaller burst that warms up a JVM: 300,000 rows for 15,000 members in three challenges.
  public static Workload smallBurst(long seed, LocalDate today) {
    return inThreeChallenges(seed, today, 300_000, 15_000);
  }

  /// The rows of the reference burst in random order, with three challenges.
  public static Workload referenceBurstInThreeChallenges(long seed, LocalDate today) {
    return inThreeChallenges(seed, today, 1_000_000, 30_000);
  }

  private static Workload inThreeChallenges(long seed, LocalDate today, int rows, int memberCount) {
    return burst(
        seed,
        today,
        rows,
        memberCount,
        ActivityOptions.Order.RANDOM,
        Rule.total("steps", "25000"),
        Rule.streak("steps", "5000"),
        Rule.average("steps", 10));
  }

  /// Some rows for each of 38,000 members of one challenge.
  public static Workload lateJoins(long seed, LocalDate today) {
    var start = recentStart(today);
    var challenges = challenges(start, Rule.total("steps", "25000"));
    var members =
        MemberGenerator.members(seed, 38_000, challenges.stream().map(ChallengeSpec::id).toList());
    return new Workload(
        seed, challenges, members, ActivityOptions.of(190_000, start, PERIOD_DAYS, "steps"));
  }

  private static Workload burst(
      long seed,
      LocalDate today,
      int rows,
      int memberCount,
      ActivityOptions.Order order,
      Rule... rules) {
    var start = recentStart(today);
    var challenges = challenges(start, rules);
    var members =
        MemberGenerator.members(
            seed, memberCount, challenges.stream().map(ChallengeSpec::id).toList());
    var activity =
        ActivityOptions.of(rows, start, PERIOD_DAYS, "steps")
            .withRepeats(5_000, 5_000)
            .ordered(order);
    return new Workload(seed, challenges, members, activity);
  }

  private static List<ChallengeSpec> challenges(LocalDate start, Rule... rules) {
    var challenges = new ArrayList<ChallengeSpec>();
    for (var rule : rules) {
      challenges.add(
          ChallengeSpec.of(
              "burst-" + (challenges.size() + 1),
              start,
              endOf(start),
              rule,
              goalOf(rule),
              RewardSpec.at(50, 100),
              RewardSpec.at(75, 200),
              RewardSpec.at(100, 300)));
    }
    return challenges;
  }

  /// A goal that about half of the members reach.
  private static String goalOf(Rule rule) {
    return switch (rule) {
      case Rule.Streak _ -> "12";
      case Rule.Average _ -> "12500";
      case Rule.Total _, Rule.Points _ -> "412500";
      case Rule.DailyGoal _ -> "20";
      case Rule.BestDay _ -> "24000";
    };
  }

  /// The same number of rows for each fault.
  public static Map<Fault, Integer> someOfEach(int rows) {
    var bad = new EnumMap<Fault, Integer>(Fault.class);
    for (var fault : Fault.values()) bad.put(fault, rows);
    return bad;
  }

  /// The first day of the month before the last one. The 33 days from there are over, and span two
  /// months.
  public static LocalDate recentStart(LocalDate today) {
    return today.withDayOfMonth(1).minusMonths(2);
  }

  /// The last day of a challenge that begins at a recent start.
  public static LocalDate endOf(LocalDate start) {
    return start.plusDays(CHALLENGE_DAYS - 1);
  }
}
