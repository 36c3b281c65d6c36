package groundswell.api;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MemberSegment;
import groundswell.platform.wiring.Wiring;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegisteringMembers {
  private static final String ANN =
      """
      {"display_name": "Ann", "team": "Blue", "time_zone": "Europe/Amsterdam",
       "challenges": ["spring"]}\
      """;

  private final ApiWorld world = new ApiWorld();

  @BeforeEach
  void defineAChallenge() {
    world.ask("PUT", "/challenges/spring", Definitions.total("join_deadline: 2026-03-15\n"));
  }

  @Test
  void registersAndEnrols() {
    var created = world.ask("PUT", "/members/ann", ANN).expect(201);

    assertThat(created.at("/challenges/0/state")).isEqualTo("joined");
    assertThat(world.ask("GET", "/members/ann").json()).isEqualTo(created.json());
  }

  @Test
  void changesNothingTheSecondTime() {
    var created = world.ask("PUT", "/members/ann", ANN).expect(201);

    assertThat(world.ask("PUT", "/members/ann", ANN).expect(200).json()).isEqualTo(created.json());
  }

  /// So that a file that had arrived before and does not name the member does not remove it.
  @Test
  void isWrittenAgainWhileACompleteFileIsUnderWay() {
    var created = world.ask("PUT", "/members/ann", ANN).expect(201);
    world
        .ask(
            "POST",
            "/uploads",
            "{\"kind\": \"members\", \"file_name\": \"a.csv\", \"size_bytes\": 9, \"leavers\":"
                + " true}")
        .expect(201);
    world.at("2026-03-10T12:00:05Z");

    var again = world.ask("PUT", "/members/ann", ANN).expect(200);

    assertThat(Long.parseLong(again.at("/version")))
        .isGreaterThan(Long.parseLong(created.at("/version")));
    var stored = new Wiring(world.environment).members().find(world.tenant, new MemberId("ann"));
    assertThat(stored.orElseThrow().said()).isEqualTo(world.now());
  }

  @Test
  void takesAnyTextAsAnId() {
    world.ask("PUT", "/members/%C3%A4nne%20%231", ANN).expect(201);
    world.ask("PUT", "/members/" + MemberSegment.of(new MemberId("änne /?1")), ANN).expect(201);

    assertThat(world.ask("GET", "/members/%C3%A4nne%20%231").at("/member")).isEqualTo("änne #1");
    assertThat(world.ask("GET", "/members/~w6RubmUgLz8x").at("/member")).isEqualTo("änne /?1");
    world.ask("GET", "/members/~w6Rub").expect(400);
  }

  @Test
  void namesEverythingThatIsWrong() {
    var wrong = "{\"time_zone\": \"Mars/Olympus\", \"nick\": \"A\", \"challenges\": [7]}";

    assertThat(world.ask("PUT", "/members/ann", wrong).expect(422).errors())
        .satisfiesExactlyInAnyOrder(
            error -> assertThat(error).startsWith("nick: is unknown"),
            error -> assertThat(error).isEqualTo("display_name: is missing"),
            error ->
                assertThat(error).startsWith("time_zone: there is no time zone \"Mars/Olympus\""),
            error -> assertThat(error).isEqualTo("challenges[0]: must be a text"));
  }

  @Test
  void decodesAnIdOnce() {
    world.ask("PUT", "/members/50%2525%252F", ANN).expect(201);

    assertThat(world.ask("GET", "/members/50%2525%252F").at("/member")).isEqualTo("50%25%2F");
  }

  @Test
  void refusesHalfACharacter() {
    assertThat(world.ask("PUT", "/members/ann", ANN.replace("Ann", "\\ud83d")).expect(422).errors())
        .singleElement()
        .asString()
        .contains("unpaired surrogate");
  }

  @Test
  void refusesAnExponentThatNoNumberHas() {
    world.ask("PUT", "/members/ann", ANN.replace("\"Ann\"", "1e99999999999")).expect(400);
  }

  @Test
  void refusesAChallengeThatIsUnknown() {
    assertThat(world.ask("PUT", "/members/ann", ANN.replace("spring", "fall")).expect(422).errors())
        .containsExactly("challenges[0]: there is no challenge fall");
    world.ask("GET", "/members/ann").expect(404);
  }

  @Test
  void refusesToJoinAfterTheDeadlineButKeepsThoseWhoAreIn() {
    world.ask("PUT", "/members/ann", ANN).expect(201);
    world.ask("PUT", "/members/bob", ANN.replace("\"spring\"", "")).expect(201);
    world.at("2026-03-16T00:00:00Z");

    world.ask("PUT", "/members/ann/challenges/spring").expect(200);
    var refused = world.ask("PUT", "/members/bob/challenges/spring").expect(409);

    assertThat(refused.at("/type")).endsWith("join-deadline-passed");
  }

  @Test
  void letsNobodyJoinAfterTheEnd() {
    world.ask("PUT", "/challenges/over", Definitions.total("")).expect(201);
    world.ask("PUT", "/members/ann", ANN.replace("\"spring\"", "")).expect(201);
    world.at("2026-04-02T12:00:00Z");

    assertThat(world.ask("PUT", "/members/ann/challenges/over").expect(409).at("/detail"))
        .contains("could be joined until 2026-03-31");
  }

  @Test
  void takesTheDeadlineAsADayOfTheMembersOwnCalendar() {
    world.at("2026-03-16T05:00:00Z");
    var none = "{\"display_name\": \"Cem\", \"challenges\": [\"spring\"]}";

    world
        .ask("PUT", "/members/ann", none.replace("}", ", \"time_zone\": \"Pacific/Honolulu\"}"))
        .expect(201);
    world.ask("PUT", "/members/cem", none).expect(409);
  }

  @Test
  void leavesTheZoneToTheTenantsSettings() {
    var created = world.ask("PUT", "/members/cem", "{\"display_name\": \"Cem\"}").expect(201);

    assertThat(created.json().path("time_zone").isMissingNode()).isTrue();
    assertThat(world.ask("GET", "/members/cem/days").at("/time_zone")).isEqualTo("UTC");
  }

  @Test
  void refusesZonesThatNoPlaceOnEarthHas() {
    var beyond = ANN.replaceFirst("\"time_zone\": \"[^\"]*\"", "\"time_zone\": \"+14:30\"");

    assertThat(world.ask("PUT", "/members/ann", beyond).expect(422).errors())
        .singleElement()
        .asString()
        .contains("no place on Earth has the time +14:30");
  }

  @Test
  void joinsOnTheLastDayOfTheDeadline() {
    world.at("2026-03-15T22:59:59Z");

    world.ask("PUT", "/members/ann", ANN).expect(201);
  }

  @Test
  void leavesAndJoinsAgainUnderAnotherVersion() {
    world.ask("PUT", "/members/ann", ANN).expect(201);

    var left = world.ask("DELETE", "/members/ann/challenges/spring").expect(200);
    var again = world.ask("PUT", "/members/ann/challenges/spring").expect(200);

    assertThat(left.at("/challenges/0/state")).isEqualTo("left");
    assertThat(again.at("/challenges/0/state")).isEqualTo("joined");
    assertThat(again.json().path("version").asLong())
        .isGreaterThan(left.json().path("version").asLong());
  }

  @Test
  void doesNotKnowOtherMembersAndChallenges() {
    world.ask("PUT", "/members/ann", ANN).expect(201);

    assertThat(world.ask("PUT", "/members/bob/challenges/spring").expect(404).at("/type"))
        .endsWith("unknown-member");
    assertThat(world.ask("PUT", "/members/ann/challenges/fall").expect(404).at("/type"))
        .endsWith("unknown-challenge");
  }
}
