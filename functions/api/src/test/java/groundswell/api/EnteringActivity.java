package groundswell.api;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.http.testing.Reply;
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

  @Test
  void letsACorrectionStandOverLaterMeasurements() {
    enter(steps("2026-03-09", "9000"));
    enter(steps("2026-03-09", "4000", "\"correction\": true"));
    world.at("2026-03-10T13:00:00Z");

    var answer = enter(steps("2026-03-09", "9500"));

    assertThat(answer.at("/entries/0/outcome")).isEqualTo("superseded");
    assertThat(answer.at("/progress/0/value")).isEqualTo("4000");
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
