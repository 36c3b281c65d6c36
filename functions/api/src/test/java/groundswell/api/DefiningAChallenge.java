package groundswell.api;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.http.testing.Reply;
import org.junit.jupiter.api.Test;

class DefiningAChallenge {
  private static final String STEPS =
      """
      id: spring-steps
      name: Spring Steps
      period: {start: 2026-03-01, end: 2026-04-02}
      rule: {type: total, metric: steps, daily_cap: 25000}
      goal: 300000.5
      join_deadline: 2026-03-15
      grace_days: 3
      ranking: standard
      rewards: [{percent: 50, points: 100}]
      """;

  private final ApiWorld world = new ApiWorld();

  @Test
  void takesYamlAndAnswersTheWholeDefinition() {
    var created = world.ask("PUT", "/challenges/spring-steps", STEPS).expect(201);

    assertThat(created.json()).isEqualTo(world.ask("GET", "/challenges/spring-steps").json());
    assertThat(created.at("/goal")).isEqualTo("300000.5");
    assertThat(created.at("/rewards/0/id")).isEqualTo("percent-50");
    assertThat(created.json().path("version").asLong()).isEqualTo(world.now().toEpochMilli());
  }

  @Test
  void changesNothingWhenTheTermsAreTheSame() {
    var first = world.ask("PUT", "/challenges/spring-steps", STEPS).expect(201);
    world.at("2026-03-11T00:00:00Z");

    assertThat(world.ask("PUT", "/challenges/spring-steps", STEPS).expect(200).json())
        .isEqualTo(first.json());
  }

  @Test
  void raisesTheVersionWhenTheTermsChange() {
    long first = version(world.ask("PUT", "/challenges/spring-steps", STEPS));

    long second =
        version(world.ask("PUT", "/challenges/spring-steps", STEPS.replace("25000", "20000")));

    assertThat(second).isGreaterThan(first);
  }

  @Test
  void changesNothingThatAnotherChangedMeanwhile() {
    var seen = world.ask("PUT", "/challenges/spring-steps", STEPS).expect(201).entityTag();
    var second =
        world.change(seen, "/challenges/spring-steps", STEPS.replace("25000", "20000")).expect(200);

    var refused =
        world.change(seen, "/challenges/spring-steps", STEPS.replace("25000", "10000")).expect(412);

    assertThat(refused.at("/type")).endsWith("changed-meanwhile");
    assertThat(world.ask("GET", "/challenges/spring-steps").json()).isEqualTo(second.json());
    assertThat(world.ask("GET", "/challenges/spring-steps").headers())
        .containsEntry("etag", second.entityTag());
  }

  /// The first answer may be lost.
  @Test
  void takesTheSameChangeTwice() {
    var seen = world.ask("PUT", "/challenges/spring-steps", STEPS).expect(201).entityTag();
    var other = STEPS.replace("25000", "20000");

    var first = world.change(seen, "/challenges/spring-steps", other).expect(200);
    var second = world.change(seen, "/challenges/spring-steps", other).expect(200);

    assertThat(second.json()).isEqualTo(first.json());
  }

  @Test
  void createsNothingWhereAVersionIsExpected() {
    world.change("*", "/challenges/spring-steps", STEPS).expect(412);
    world.change("\"1\"", "/challenges/spring-steps", STEPS).expect(412);
    world.change("1", "/challenges/spring-steps", STEPS).expect(400);
    world.change("W/\"1\"", "/challenges/spring-steps", STEPS).expect(400);

    world.ask("GET", "/challenges/spring-steps").expect(404);
  }

  @Test
  void namesTheKeyThatIsUnknown() {
    var refused =
        world.ask("PUT", "/challenges/c", STEPS.replace("daily_cap", "daily_cup")).expect(422);

    assertThat(refused.errors()).singleElement().asString().startsWith("rule.daily_cup: unknown");
    assertThat(refused.headers()).containsEntry("content-type", "application/problem+json");
  }

  @Test
  void refusesAnotherIdThanThePaths() {
    assertThat(world.ask("PUT", "/challenges/other", STEPS).expect(422).errors())
        .containsExactly("id: must be other, as in the path");
  }

  @Test
  void refusesAKeyThatOccursTwice() {
    var refused = world.ask("PUT", "/challenges/c", STEPS + "goal: 1\n").expect(400);

    assertThat(refused.at("/detail")).contains("goal");
    assertThat(refused.at("/code")).isEqualTo("malformed-body");
    assertThat(refused.at("/line")).isEqualTo("" + (STEPS.lines().count() + 1));
    assertThat(refused.json().path("column").asInt()).isPositive();
  }

  @Test
  void doesNotExpandAliases() {
    var bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n";

    assertThat(world.ask("PUT", "/challenges/c", bomb).status()).isIn(400, 422);
  }

  @Test
  void listsTheTenantsChallengesAndNoOthers() {
    world.ask("PUT", "/challenges/spring-steps", STEPS).expect(201);

    assertThat(world.ask("GET", "/challenges").at("/challenges/0/id")).isEqualTo("spring-steps");
    assertThat(new ApiWorld().ask("GET", "/challenges").at("/challenges")).isEqualTo("[]");
  }

  @Test
  void doesNotKnowOthers() {
    assertThat(world.ask("GET", "/challenges/none").expect(404).at("/type"))
        .isEqualTo("urn:groundswell:problem:unknown-challenge");
  }

  private static long version(Reply reply) {
    return reply.json().path("version").asLong();
  }
}
