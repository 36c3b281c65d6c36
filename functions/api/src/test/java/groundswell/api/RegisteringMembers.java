package groundswell.api;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MemberSegment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegisteringMembers {
  private static final String ANN =
      """
      {"display_name": "Ann", "team": "Blue", "time_zone": "Europe/Amsterdam",
       "challenges": ["spring"]}""";

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
                assertThat(error)
                    .startsWith("time_zone: \"Mars/Olympus\" is not a valid time zone"),
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
  void joinsOnTheLastDayOfTheDeadline() {
    world.at("2026-03-15T23:59:59Z");

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
