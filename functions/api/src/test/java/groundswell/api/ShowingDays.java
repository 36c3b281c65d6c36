package groundswell.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Now is 10 March 2026, noon in UTC.
class ShowingDays {
  private final ApiWorld world = new ApiWorld();

  @BeforeEach
  void registerAnn() {
    world
        .ask("PUT", "/members/ann", "{\"display_name\": \"Ann\", \"time_zone\": \"UTC\"}")
        .expect(201);
    enter("2026-03-09", "9000", "manual");
    enter("2026-03-09", "7000", "garmin");
  }

  @Test
  void saysWhatEachSourceSaysAndWhichCountsAndWhy() {
    var days = world.asMember("ann", "GET", "/members/ann/days").expect(200);

    assertThat(days.at("/from")).isEqualTo("2026-02-08");
    assertThat(days.at("/to")).isEqualTo("2026-03-10");
    assertThat(days.at("/days/0/counting/value")).isEqualTo("9000");
    assertThat(days.at("/days/0/counting/why")).isEqualTo("highest");
    assertThat(days.json().at("/days/0/sources").findValuesAsText("source"))
        .containsExactly("garmin", "manual");
    assertThat(days.json().at("/days/0/sources").findValuesAsText("counts"))
        .containsExactly("false", "true");
  }

  @Test
  void showsWhatWasWithdrawnAndCorrected() {
    world.at("2026-03-10T13:00:00Z");
    said("activity", "{\"entries\": [{%s, \"withdraw\": true}]}");
    said("corrections", "{\"corrections\": [{%s, \"blank\": true}]}");

    var days = world.ask("GET", "/members/ann/days").expect(200);

    assertThat(days.json().at("/days/0/sources/1/value").isMissingNode()).isTrue();
    assertThat(days.at("/days/0/correction/ruling")).isEqualTo("blank");
    assertThat(days.at("/days/0/counting/why")).isEqualTo("blanked");
    world.at("2026-03-10T14:00:00Z");
    said("corrections", "{\"corrections\": [{%s, \"lift\": true}]}");
    assertThat(world.ask("GET", "/members/ann/days").at("/days/0/counting/value"))
        .isEqualTo("7000");
  }

  @Test
  void showsWhatCountsInAChallenge() {
    var sources = "sources: {count: priority, priority: [garmin]}\n";
    world.ask("PUT", "/challenges/spring", Definitions.total(sources)).expect(201);

    var days = world.ask("GET", "/members/ann/days?challenge=spring").expect(200);

    assertThat(days.at("/days/0/counting/value")).isEqualTo("7000");
    assertThat(days.at("/days/0/counting/why")).isEqualTo("priority");
  }

  @Test
  void showsTheDaysThatAreAskedFor() {
    var none = world.ask("GET", "/members/ann/days?from=2026-03-01&to=2026-03-08").expect(200);

    assertThat(none.json().path("days")).isEmpty();
    world.ask("GET", "/members/ann/days?from=2026-03-08&to=2026-03-01").expect(400);
    world.ask("GET", "/members/ann/days?from=2024-01-01&to=2026-03-01").expect(400);
    world.ask("GET", "/members/ann/days?since=2026-03-08").expect(400);
    world.ask("GET", "/members/ann/days?challenge=none").expect(404);
    world.asMember("bob", "GET", "/members/ann/days").expect(403);
  }

  /// A challenge keeps the policy that was the tenant's when it was put.
  @Test
  void keepsThePolicyThatAChallengeWasPutWith() {
    world.ask("PUT", "/challenges/old", Definitions.total("")).expect(201);
    var settings = world.ask("GET", "/settings").json().toString();
    world.ask("PUT", "/settings", settings.replace("highest", "sum")).expect(200);
    world.ask("PUT", "/challenges/new", Definitions.total("")).expect(201);

    assertThat(world.ask("GET", "/challenges/old").at("/sources/count")).isEqualTo("highest");
    assertThat(world.ask("GET", "/challenges/new").at("/sources/count")).isEqualTo("sum");
    assertThat(world.ask("GET", "/members/ann/days").at("/days/0/counting/value"))
        .isEqualTo("16000");
    assertThat(world.ask("GET", "/members/ann/days?challenge=old").at("/days/0/counting/value"))
        .isEqualTo("9000");
  }

  private void enter(String date, String steps, String source) {
    var entry =
        "{\"entries\": [{\"date\": \"%s\", \"metric\": \"steps\", \"value\": %s, \"source\": \"%s\"}]}"
            .formatted(date, steps, source);
    world.ask("POST", "/members/ann/activity", entry).expect(200);
  }

  private void said(String what, String body) {
    var day = "\"date\": \"2026-03-09\", \"metric\": \"steps\"";
    world.ask("POST", "/members/ann/" + what, body.formatted(day)).expect(200);
  }
}
