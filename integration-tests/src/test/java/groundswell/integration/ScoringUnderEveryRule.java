package groundswell.integration;

import static groundswell.integration.Days.END;
import static groundswell.integration.Days.START;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.integration.stack.Tenant;
import groundswell.workload.ActivityOptions;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.ChallengeSpec.RewardSpec;
import groundswell.workload.MemberGenerator;
import groundswell.workload.Rule;
import groundswell.workload.Sources;
import groundswell.workload.Workload;
import groundswell.workload.Workloads;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

@Scenario
class ScoringUnderEveryRule {
  private static final List<ChallengeSpec> CHALLENGES =
      List.of(
          challenge("total", Rule.total("steps", "20000"), "150000"),
          challenge("daily-goal", Rule.dailyGoal("steps", "12000"), "8"),
          challenge("streak", Rule.streak("active_minutes", "60"), "4"),
          challenge("best-day", Rule.bestDay("distance_km"), "19.5"),
          challenge("average", Rule.average("distance_km", 5), "10"),
          challenge("sum", Rule.total("steps"), "150000").withSources(Sources.SUM),
          challenge("priority", Rule.total("steps"), "150000")
              .withSources(Sources.inOrder("app", "ring").only("app", "ring", "phone")),
          challenge(
              "points",
              Rule.points(
                  Rule.weight("steps", "0.013", "150"),
                  Rule.weight("distance_km", "7.5", "99.5"),
                  Rule.weight("active_minutes", "0.333", "40")),
              "2500"));

  private static ChallengeSpec challenge(String id, Rule rule, String goal) {
    return ChallengeSpec.of(
        id, START, END, rule, goal, RewardSpec.at(50, 10), RewardSpec.at(100, 30));
  }

  @Test
  void agreesWithTheOracle(Tenant tenant) {
    long seed = Long.getLong("groundswell.seed", new Random().nextLong());
    System.out.printf("scoring: -Dgroundswell.seed=%d%n", seed);
    CHALLENGES.forEach(tenant::define);
    var ids = CHALLENGES.stream().map(ChallengeSpec::id).toList();
    var members = MemberGenerator.members(seed, 60, ids, 85);
    var activity =
        ActivityOptions.of(2_400, START.minusDays(3), 39, "steps", "distance_km", "active_minutes")
            .withRepeats(80, 120)
            .withBad(Workloads.someOfEach(2))
            .from("watch", "phone", "app", "ring");

    tenant.uploadMembers(members);
    tenant.upload(new Workload(seed, List.of(), members, activity).activityLines().toList());
    tenant.settle();

    for (var challenge : ids) {
      var standings = tenant.oracle().standings(challenge);
      for (var member : List.copyOf(standings.keySet()).subList(0, 20)) {
        var progress = tenant.progress(member.value(), challenge.value());
        var expected = Objects.requireNonNull(standings.get(member));
        assertThat(progress.days()).isEqualTo(expected.days());
        assertThat(progress.longestStreak()).isEqualTo(expected.longestStreak());
        assertThat(progress.value()).isEqualByComparingTo(expected.score());
      }
    }
  }
}
