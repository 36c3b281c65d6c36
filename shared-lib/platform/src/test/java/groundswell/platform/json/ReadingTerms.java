package groundswell.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.domain.Quantity;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.challenges.Period;
import groundswell.domain.challenges.RankPolicy;
import groundswell.domain.challenges.Reward;
import groundswell.domain.challenges.ScoringRule;
import groundswell.domain.challenges.ScoringRule.PointsMetric;
import groundswell.domain.challenges.Terms;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.RewardId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTerms {
  private static final MetricId STEPS = new MetricId("steps");

  private static final String SPRING =
      """
      {"id": "spring-steps", "name": "Spring Steps",
       "period": {"start": "2026-03-01", "end": "2026-04-02"},
       "rule": {"type": "total", "metric": "steps", "daily_cap": 25000},
       "goal": 300000, "join_deadline": "2026-03-15", "grace_days": 3, "ranking": "standard",
       "rewards": [{"percent": 50, "points": 100}]}
      """;

  @Test
  void readsAllKeys() {
    assertThat(TermsCodec.id(JsonObject.parse(SPRING))).contains(new ChallengeId("spring-steps"));
    assertThat(decode(SPRING))
        .isEqualTo(
            new Terms(
                "Spring Steps",
                new Period(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 4, 2)),
                new ScoringRule.Total(STEPS, Optional.of(Quantity.of(25_000))),
                SourcePolicy.HIGHEST,
                Quantity.of(300_000),
                Optional.of(LocalDate.of(2026, 3, 15)),
                3,
                RankPolicy.STANDARD,
                List.of(new Reward(new RewardId("percent-50"), 50, 100))));
  }

  @Test
  void keepsCharactersOfAllPlanes() {
    var party = decode(SPRING.replace("Spring Steps", "Spring \\ud83c\\udf89 会"));

    assertThat(party.name()).isEqualTo("Spring 🎉 会");
  }

  @Test
  void fillsInWhatMayBeLeftOut() {
    var terms =
        decode(
            """
            {"name": "Spring", "period": {"start": "2026-03-01", "end": "2026-03-01"},
             "rule": {"type": "best-day", "metric": "steps"}, "goal": 0.125}
            """);

    assertThat(terms.joinDeadline()).isEmpty();
    assertThat(terms.graceDays()).isZero();
    assertThat(terms.ranking()).isEqualTo(RankPolicy.STANDARD);
    assertThat(terms.rewards()).isEmpty();
    assertThat(terms.goal()).isEqualTo(new Quantity(125));
  }

  @Test
  void readsEachRule() {
    assertThat(rule("{'type': 'daily-goal', 'metric': 'steps', 'threshold': 7000}"))
        .isEqualTo(new ScoringRule.DailyGoal(STEPS, Quantity.of(7_000)));
    assertThat(rule("{'type': 'streak', 'metric': 'steps', 'threshold': 7000.5}"))
        .isEqualTo(new ScoringRule.Streak(STEPS, new Quantity(7_000_500)));
    assertThat(rule("{'type': 'best-day', 'metric': 'steps'}"))
        .isEqualTo(new ScoringRule.BestDay(STEPS));
    assertThat(rule("{'type': 'average', 'metric': 'steps', 'min_days': 5, 'daily_cap': 1e4}"))
        .isEqualTo(new ScoringRule.Average(STEPS, Optional.of(Quantity.of(10_000)), 5));
    assertThat(rule("{'type': 'average', 'metric': 'steps'}"))
        .isEqualTo(new ScoringRule.Average(STEPS, Optional.empty(), 1));
    assertThat(
            rule(
                "{'type': 'points', 'metrics': [{'metric': 'steps', 'points_per_unit': 0.01,"
                    + " 'daily_cap': 200}, {'metric': 'floors', 'points_per_unit': 2}]}"))
        .isEqualTo(
            new ScoringRule.Points(
                List.of(
                    new PointsMetric(STEPS, new Quantity(10), Optional.of(Quantity.of(200))),
                    new PointsMetric(new MetricId("floors"), Quantity.of(2), Optional.empty()))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type': 'total', 'metric': 'steps', 'daily_cap': 25000.125}",
        "{'type': 'daily-goal', 'metric': 'steps', 'threshold': 7000}",
        "{'type': 'streak', 'metric': 'steps', 'threshold': 0.001}",
        "{'type': 'best-day', 'metric': 'steps'}",
        "{'type': 'average', 'metric': 'steps', 'min_days': 5}",
        "{'type': 'points', 'metrics': [{'metric': 'steps', 'points_per_unit': 0.01}]}"
      })
  void readsWhatItWrites(String rule) {
    var terms = decode(withRule(rule));

    assertThat(decode(TermsCodec.encode(terms))).isEqualTo(terms);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "goal": 300000             | "goal": "many"                 | goal: "many" is not a number with up to three places
          "goal": 300000             | "goal": 1.2345                 | goal: 1.2345 is not a number with up to three places
          "goal": 300000             | "goal": 1e99                   | goal: 1E+99 is not a number with up to three places
          "goal": 300000             | "goal": 0                      | goal 0 is not above 0
          "goal": 300000,            |                                | goal: missing
          "goal": 300000             | "gaol": 1, "goal": 3           | gaol: unknown key
          "grace_days": 3            | "grace_days": 3.5              | grace_days: 3.5 is not a whole number
          "grace_days": 3            | "grace_days": 91               | grace_days 91 is not in 0..90
          "ranking": "standard"      | "ranking": "dence"             | ranking: "dence" is not standard or dense
          "daily_cap": 25000         | "daily_cap": "abc"             | rule.daily_cap: "abc" is not a number with up to three places
          "daily_cap": 25000         | "daily_cap": -1                | rule: daily_cap -1 is not above 0
          "daily_cap": 25000         | "threshold": 1                 | rule.threshold: unknown key; known are type, metric, daily_cap
          "type": "total"            | "type": "sum"                  | rule.type: "sum" is not one of total, daily-goal
          "metric": "steps"          | "metric": "step count"         | rule.metric: metric id "step count" must be
          "metric": "steps"          | "metric": 7                    | rule.metric: 7 is not text
          "start": "2026-03-01"      | "start": "1.3.2026"            | period.start: "1.3.2026" is not a date like 2026-03-01
          "start": "2026-03-01"      | "start": "2026-05-01"          | period: period ends on 2026-04-02, before
          "start": "2026-03-01"      | "start": "1899-12-31"          | period: period 1899-12-31 to 2026-04-02 is not in the years 1900 to 9999
          "end": "2026-04-02"        | "end": "+10000-01-01"          | period: period 2026-03-01 to +10000-01-01 is not in the years
          "end": "2026-04-02"        | "end": null                    | period.end: missing
          "percent": 50, "points"    | "percent": 0, "points"         | rewards[0]: percent 0 is not in 1..1000
          "percent": 50,             |                                | rewards[0].percent: missing
          [{"percent": 50            | [{"id": "goal", "percent": 50  | rewards[0]: reward id "goal" is reserved
          [{"percent": 50            | [7, {"percent": 50             | rewards[0]: 7 is not an object
          "name": "Spring Steps"     | "name": "a\\ud83d" | name: the text has half of a character
          "name": "Spring Steps"     | "name": "a\\udc00\\ud83d" | name: the text has half of a character
          "name": "Spring Steps"     | "name": " "                    | name must have 1 to 200 characters
          """)
  void namesThePathOfTheFirstError(String right, String wrong, String message) {
    var definition = SPRING.replace(right, wrong == null ? "" : wrong);

    assertThat(definition).isNotEqualTo(SPRING);
    assertThatThrownBy(() -> decode(definition))
        .isInstanceOf(InvalidJson.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "7", "{\"goal\": 1", "{} {}", "{\"a\": 1, \"a\": 2}"})
  void refusesWhatIsNoJsonObject(String text) {
    assertThatThrownBy(() -> JsonObject.parse(text)).isInstanceOf(InvalidJson.class);
  }

  @Test
  void saysWhereTextStopsBeingJson() {
    assertThatThrownBy(() -> JsonObject.parse("{\"goal\": 1,\n \"name\": nope}"))
        .hasMessageStartingWith("not valid JSON at line 2, column 10");
  }

  private static Terms decode(String definition) {
    return TermsCodec.decode(JsonObject.parse(definition), SourcePolicy.HIGHEST);
  }

  private static ScoringRule rule(String rule) {
    return decode(withRule(rule)).rule();
  }

  private static String withRule(String rule) {
    return """
        {"name": "Spring", "period": {"start": "2026-03-01", "end": "2026-04-02"},
         "rule": %s, "goal": 10}
        """
        .formatted(rule.replace('\'', '"'));
  }
}
