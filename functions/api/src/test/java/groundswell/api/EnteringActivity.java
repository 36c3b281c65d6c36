package groundswell.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundswell.http.testing.Reply;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EnteringActivity {
  private final ApiWorld world = new ApiWorld();

  @BeforeEach
  void registerAnn() {
    world.ask("PUT", "/challenges/spring", Definitions.total("")).expect(201);
    world.ask("PUT", "/challenges/streak", Definitions.streak()).expect(201);
    world
        .ask(
            "PUT",
            "/members/ann",
            """
            {"display_name": "Ann", "time_zone": "Pacific/Auckland",
             "challenges": ["spring", "streak"]}\
            """)
        .expect(201);
  }

  @Test
  void answersWithTheProgressThatItMakes() {
    var answer = enter(steps("2026-03-09", "12000"), steps("2026-03-10", "25000")).expect(200);

    assertThat(answer.at("/entries/0/outcome")).isEqualTo("accepted");
    assertThat(answer.at("/progress/0/value")).isEqualTo("32000");
    assertThat(answer.at("/progress/0/percent")).isEqualTo("106");
    assertThat(answer.at("/progress/0/goal_reached")).isEqualTo("true");
    assertThat(answer.at("/progress/1/value")).isEqualTo("2");
    assertThat(answer.at("/progress/1/current_streak")).isEqualTo("2");
  }

  @Test
  void isSeenInTheProgressBeforeAnythingElseRan() {
    var answer = enter(steps("2026-03-09", "12000"));

    assertThat(world.ask("GET", "/members/ann/progress").expect(200).json().path("challenges"))
        .isEqualTo(answer.json().path("progress"));
  }

  @Test
  void joinsRunsOverTheEndOfAMonth() {
    var answer =
        enter(
            steps("2026-02-27", "10000"),
            steps("2026-02-28", "10000"),
            steps("2026-03-01", "10000"),
            steps("2026-03-03", "10000"));

    assertThat(answer.at("/progress/1/longest_streak")).isEqualTo("3");
    assertThat(answer.at("/progress/1/current_streak")).isEqualTo("0");
  }

  @Test
  void saysWhatBecameOfEachEntry() {
    enter(steps("2026-03-09", "5000", "\"recorded_at\": \"2026-03-09T20:00:00+13:00\""));

    var answer =
        enter(
            steps("2026-03-09", "5000"),
            steps("2026-03-08", "7", "\"recorded_at\": \"2026-03-08T20:00:00Z\""),
            steps("2026-03-08", "8", "\"recorded_at\": \"2026-03-08T21:00:00Z\""));

    assertThat(answer.json().path("entries").findValuesAsText("outcome"))
        .containsExactly("unchanged", "superseded", "accepted");
  }

  /// The greater value stands, so that it does not matter which comes first.
  @Test
  void decidesBetweenTwoEntriesOfOneInstantTheSameInEitherOrder() {
    var instant = "\"recorded_at\": \"2026-03-08T20:00:00Z\"";
    var small = "7";
    var great = "8";

    var rising = enter(steps("2026-03-07", small, instant), steps("2026-03-07", great, instant));
    var falling = enter(steps("2026-03-08", great, instant), steps("2026-03-08", small, instant));

    assertThat(outcomes(rising)).containsExactly("superseded", "accepted");
    assertThat(outcomes(falling)).containsExactly("accepted", "superseded");
    for (var answer : List.of(rising, falling))
      assertThat(answer.at("/entries/0/day/value")).isEqualTo(great);
  }

  private static List<String> outcomes(Reply answer) {
    return answer.json().path("entries").findValuesAsText("outcome");
  }

  @Test
  void letsACorrectionStandUntilItIsLifted() {
    enter(steps("2026-03-09", "9000"));
    var corrected = correct("2026-03-09", "\"value\": 4000").expect(200);
    world.at("2026-03-10T13:00:00Z");

    var entered = enter(steps("2026-03-09", "9500"));

    assertThat(corrected.at("/entries/0/correction")).isEqualTo("value");
    assertThat(entered.at("/entries/0/outcome")).isEqualTo("accepted");
    assertThat(entered.at("/entries/0/counts")).isEqualTo("false");
    assertThat(entered.at("/entries/0/day/why")).isEqualTo("corrected");
    assertThat(entered.at("/progress/0/value")).isEqualTo("4000");
    assertThat(correct("2026-03-09", "\"blank\": true").at("/progress/0/value")).isEqualTo("0");
    world.at("2026-03-10T14:00:00Z");
    assertThat(correct("2026-03-09", "\"lift\": true").at("/progress/0/value")).isEqualTo("9500");
  }

  @Test
  void refusesACorrectionThatSaysNothingOrTwoThings() {
    assertThat(correct("2026-03-09", "\"lift\": false").expect(422).errors())
        .containsExactly("corrections[0].value: give exactly one of value, blank and lift");
    correct("2026-03-09", "\"lift\": true, \"value\": 1").expect(422);
  }

  @Test
  void saysWhichSourceCountsForTheDay() {
    enter(steps("2026-03-09", "9000", "\"source\": \"Garmin\""));

    var answer = enter(steps("2026-03-09", "8000")).expect(200);

    assertThat(answer.at("/entries/0/outcome")).isEqualTo("accepted");
    assertThat(answer.at("/entries/0/counts")).isEqualTo("false");
    assertThat(answer.at("/entries/0/day/value")).isEqualTo("9000");
    assertThat(answer.at("/entries/0/day/sources/0")).isEqualTo("garmin");
  }

  @Test
  void takesBackAnEntry() {
    enter(steps("2026-03-09", "7000", "\"source\": \"garmin\""));
    enter(steps("2026-03-09", "9000"));
    world.at("2026-03-10T13:00:00Z");

    var answer =
        enter("{\"date\": \"2026-03-09\", \"metric\": \"steps\", \"withdraw\": true}").expect(200);

    assertThat(answer.at("/entries/0/outcome")).isEqualTo("accepted");
    assertThat(answer.at("/progress/0/value")).isEqualTo("7000");
    enter(steps("2026-03-09", "1", "\"withdraw\": true")).expect(422);
  }

  @Test
  void letsAMemberSpeakOnlyForItself() {
    assertThat(own(steps("2026-03-09", "9000", "\"source\": \"garmin\"")).expect(422).errors())
        .singleElement()
        .asString()
        .startsWith("entries[0].source: is manual for what members enter themselves");
    own(steps("2026-03-09", "9000", "\"source\": \" Manual\"")).expect(200);
    world
        .asMember(
            "ann",
            "POST",
            "/members/ann/corrections",
            "{\"corrections\": [{\"date\": \"2026-03-09\", \"metric\": \"steps\", \"value\": 1}]}")
        .expect(403);
  }

  @Test
  void letsATenantSwitchOwnEntriesOff() {
    var settings = (ObjectNode) world.ask("GET", "/settings").expect(200).json();
    world.ask("PUT", "/settings", settings.put("own_entries", false).toString()).expect(200);

    assertThat(own(steps("2026-03-09", "9000")).expect(409).at("/type"))
        .endsWith("own-entries-off");
    enter(steps("2026-03-09", "9000")).expect(200);
  }

  @Test
  void takesTodayFromTheMembersZone() {
    world.ask("PUT", "/members/bob", "{\"display_name\": \"Bob\", \"time_zone\": \"-12:00\"}");

    var refused = world.ask("POST", "/members/bob/activity", body(steps("2026-03-11", "1")));

    assertThat(refused.expect(422).errors())
        .singleElement()
        .asString()
        .contains("2026-03-11 has not begun for the member, whose days begin in -12:00");
    enter(steps("2026-03-11", "1")).expect(200);
  }

  @Test
  void refusesAllForTheSakeOfOneAndNamesEachFault() {
    var refused =
        enter(
                steps("2026-03-09", "9000"),
                steps("2026-02-30", "1"),
                steps("2026-03-12", "1"),
                steps("2024-01-01", "1"),
                steps("2026-03-01", "-1"),
                steps("2026-03-01", "8.214"),
                steps("2026-03-01", "1e9"),
                steps("2026-03-01", "1", "\"recorded_at\": \"2026-03-10T12:05:01Z\""),
                steps("2026-03-01", "1", "\"recorded_at\": \"-999999999-01-01T00:00:00Z\""),
                "{\"date\": \"2026-03-01\", \"metric\": \"hops\", \"value\": 1}",
                "{\"metric\": \"steps\"}",
                "7")
            .expect(422);

    assertThat(refused.errors().stream().map(error -> error.split(":", 2)[0]))
        .containsExactlyInAnyOrder(
            "entries[1].date",
            "entries[2].date",
            "entries[3].date",
            "entries[4].value",
            "entries[5].value",
            "entries[6].value",
            "entries[7].recorded_at",
            "entries[8].recorded_at",
            "entries[9].metric",
            "entries[10].date",
            "entries[10].value",
            "entries[11]");
    assertThat(world.ask("GET", "/members/ann/progress").at("/challenges/0/value")).isEqualTo("0");
  }

  @Test
  void refusesMoreThanAHundredEntries() {
    var tooMany = IntStream.range(0, 101).mapToObj(_ -> steps("2026-03-09", "1"));

    assertThat(enter(tooMany.toArray(String[]::new)).expect(422).errors())
        .containsExactly("entries: must be an array of at most 100 elements");
    assertThat(enter().expect(422).errors())
        .containsExactly("entries: must have 1 to 100 elements");
  }

  @Test
  void takesNoneForAStranger() {
    assertThat(
            world
                .ask("POST", "/members/bob/activity", body(steps("2026-03-09", "1")))
                .expect(404)
                .at("/type"))
        .endsWith("unknown-member");
  }

  private Reply own(String entry) {
    return world.asMember("ann", "POST", "/members/ann/activity", body(entry));
  }

  private Reply correct(String date, String what) {
    return world.ask(
        "POST",
        "/members/ann/corrections",
        "{\"corrections\": [{\"date\": \"%s\", \"metric\": \"steps\", %s}]}".formatted(date, what));
  }

  private Reply enter(String... entries) {
    return world.ask("POST", "/members/ann/activity", body(entries));
  }

  private static String body(String... entries) {
    return IntStream.range(0, entries.length)
        .mapToObj(i -> entries[i])
        .collect(Collectors.joining(",", "{\"entries\": [", "]}"));
  }

  private static String steps(String date, String value, String... more) {
    return "{\"date\": \"%s\", \"metric\": \"steps\", \"value\": %s%s}"
        .formatted(date, value, more.length == 0 ? "" : ", " + more[0]);
  }
}
