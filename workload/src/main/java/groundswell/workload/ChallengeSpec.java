package groundswell.workload;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.RewardId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A challenge as a client defines it.
///
/// @param start the first day
/// @param end the last day
public record ChallengeSpec(
    ChallengeId id,
    String name,
    LocalDate start,
    LocalDate end,
    Rule rule,
    Sources sources,
    BigDecimal goal,
    Optional<LocalDate> joinDeadline,
    List<RewardSpec> rewards) {
  public ChallengeSpec {
    rewards = List.copyOf(rewards);
  }

  /// Points for reaching a percentage of the goal.
  public record RewardSpec(RewardId id, int percent, long points) {
    public static RewardSpec at(int percent, long points) {
      return new RewardSpec(new RewardId("percent-" + percent), percent, points);
    }
  }

  public static ChallengeSpec of(
      String id, LocalDate start, LocalDate end, Rule rule, String goal, RewardSpec... rewards) {
    return new ChallengeSpec(
        new ChallengeId(id),
        "Challenge " + id,
        start,
        end,
        rule,
        Sources.HIGHEST,
        new BigDecimal(goal),
        Optional.empty(),
        List.of(rewards));
  }

  public ChallengeSpec withRule(Rule other) {
    return new ChallengeSpec(id, name, start, end, other, sources, goal, joinDeadline, rewards);
  }

  public ChallengeSpec withSources(Sources other) {
    return new ChallengeSpec(id, name, start, end, rule, other, goal, joinDeadline, rewards);
  }

  public ChallengeSpec withGoal(String other) {
    return new ChallengeSpec(
        id, name, start, end, rule, sources, new BigDecimal(other), joinDeadline, rewards);
  }

  public ChallengeSpec withJoinDeadline(LocalDate day) {
    return new ChallengeSpec(id, name, start, end, rule, sources, goal, Optional.of(day), rewards);
  }

  /// The definition in JSON, which is also YAML.
  public String definition() {
    var deadline = joinDeadline.map(day -> ", \"join_deadline\": \"%s\"".formatted(day)).orElse("");
    return """
        {"id": "%s", "name": "%s", "period": {"start": "%s", "end": "%s"}, "rule": %s, \
        "sources": %s, "goal": %s%s, "rewards": [%s]}"""
        .formatted(
            id,
            name,
            start,
            end,
            ruleText(),
            sources.text(),
            goal.toPlainString(),
            deadline,
            rewardsText());
  }

  private String rewardsText() {
    return rewards.stream()
        .map(
            reward ->
                "{\"id\": \"%s\", \"percent\": %d, \"points\": %d}"
                    .formatted(reward.id(), reward.percent(), reward.points()))
        .collect(Collectors.joining(", "));
  }

  private String ruleText() {
    return switch (rule) {
      case Rule.Total(var metric, var cap) -> ruleText("total", metric.value(), capText(cap));
      case Rule.DailyGoal(var metric, var threshold) ->
          ruleText("daily-goal", metric.value(), numberText("threshold", threshold));
      case Rule.Streak(var metric, var threshold) ->
          ruleText("streak", metric.value(), numberText("threshold", threshold));
      case Rule.BestDay(var metric) -> ruleText("best-day", metric.value(), "");
      case Rule.Average(var metric, var cap, var minDays) ->
          ruleText(
              "average",
              metric.value(),
              capText(cap) + numberText("min_days", BigDecimal.valueOf(minDays)));
      case Rule.Points(var metrics) ->
          "{\"type\": \"points\", \"metrics\": [%s]}"
              .formatted(
                  metrics.stream()
                      .map(ChallengeSpec::weightText)
                      .collect(Collectors.joining(", ")));
    };
  }

  private static String ruleText(String type, String metric, String rest) {
    return "{\"type\": \"%s\", \"metric\": \"%s\"%s}".formatted(type, metric, rest);
  }

  private static String weightText(Rule.Weight weight) {
    return "{\"metric\": \"%s\"%s%s}"
        .formatted(
            weight.metric(),
            numberText("points_per_unit", weight.pointsPerUnit()),
            capText(weight.dailyCap()));
  }

  private static String capText(Optional<BigDecimal> cap) {
    return cap.map(most -> numberText("daily_cap", most)).orElse("");
  }

  private static String numberText(String key, BigDecimal number) {
    return ", \"%s\": %s".formatted(key, number.toPlainString());
  }
}
