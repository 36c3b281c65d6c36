package groundswell.api;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.http.testing.Reply;
import groundswell.platform.testing.Interleaving;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

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

  @Test
  void changesNothingThatAnotherChangesAtTheSameMoment() {
    var seen = world.ask("PUT", "/challenges/spring-steps", STEPS).expect(201).entityTag();
    var tables = new Interleaving<>(DynamoDbClient.class, world.environment.aws().dynamoDb());
    tables.before(
        "putItem",
        () ->
            world
                .change(seen, "/challenges/spring-steps", STEPS.replace("25000", "20000"))
                .expect(200));
    var slow = world.instanceOver(_ -> tables.port());

    var refused =
        slow.change(seen, "/challenges/spring-steps", STEPS.replace("25000", "10000")).expect(412);

    assertThat(refused.at("/code")).isEqualTo("changed-meanwhile");
    assertThat(world.ask("GET", "/challenges/spring-steps").at("/rule/daily_cap"))
        .isEqualTo("20000");
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
  void listsThemPageByPage() {
    for (var id : List.of("a", "b", "c"))
      world.ask("PUT", "/challenges/" + id, STEPS.replace("spring-steps", id)).expect(201);

    var first = world.ask("GET", "/challenges?limit=2").expect(200);
    var second = world.ask("GET", "/challenges?limit=2&cursor=" + first.at("/next")).expect(200);

    assertThat(first.at("/challenges/0/id")).isEqualTo("a");
    assertThat(first.at("/challenges/1/id")).isEqualTo("b");
    assertThat(first.json().path("challenges")).hasSize(2);
    assertThat(second.at("/challenges/0/id")).isEqualTo("c");
    assertThat(second.json().path("challenges")).hasSize(1);
    assertThat(second.json().has("next")).isFalse();
    world.ask("GET", "/challenges?cursor=nonsense").expect(400);
    world.ask("GET", "/challenges?limit=501").expect(400);
  }

  @Test
  void doesNotKnowOthers() {
    assertThat(world.ask("GET", "/challenges/none").expect(404).at("/type"))
        .isEqualTo("urn:groundswell:problem:unknown-challenge");
  }

  @Test
  void refusesAMetricThatTheTenantDoesNotHave() {
    var refused =
        world.ask("PUT", "/challenges/c", STEPS.replace("metric: steps", "metric: stepz"));

    assertThat(refused.expect(422).errors())
        .singleElement()
        .asString()
        .startsWith("rule: there is no metric stepz; there are steps");
  }

  @ParameterizedTest
  @ValueSource(strings = {"010", "08", "-010", "1_000", "0x10", "0b11"})
  void refusesANumberOnWhichVersionsOfYamlDisagree(String number) {
    var wrong = STEPS.replace("300000.5", number);

    assertThat(world.ask("PUT", "/challenges/c", wrong).expect(400).at("/detail"))
        .startsWith(number + " (line 5) means different numbers in versions of YAML");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "0.5", "300000"})
  void takesANumberThatEveryVersionOfYamlReadsAlike(String number) {
    var definition = STEPS.replace("300000.5", number).replace("spring-steps", "c");

    world.ask("PUT", "/challenges/c", definition).expect(201);
  }

  @Test
  void takesATextInQuotesThatLooksLikeSuchANumber() {
    var definition = STEPS.replace("Spring Steps", "\"007\"").replace("spring-steps", "c");

    assertThat(world.ask("PUT", "/challenges/c", definition).expect(201).at("/name"))
        .isEqualTo("007");
  }

  private static long version(Reply reply) {
    return reply.json().path("version").asLong();
  }
}
