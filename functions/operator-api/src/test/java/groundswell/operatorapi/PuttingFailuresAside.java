package groundswell.operatorapi;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.http.testing.Reply;
import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.RedriveId;
import groundswell.operations.failures.OperationsWiring;
import org.junit.jupiter.api.Test;

class PuttingFailuresAside {
  private final OperatorWorld world = new OperatorWorld();

  @Test
  void parksAndRestoresWhatAFilterMatches() {
    var one = world.failure("a").recorded().id();
    world.failure("b").recorded();

    var parked = post("park", "", "they were test data").expect(200);

    assertThat(parked.at("/changed")).isEqualTo("2");
    assertThat(parked.at("/more")).isEqualTo("false");
    assertThat(show(one).at("/note"))
        .isEqualTo("parked by olga at 2026-03-10T12:00:00Z: they were test data");
    assertThat(post("park", "", "again").at("/changed")).isEqualTo("0");
    assertThat(post("restore", ", \"ids\": [\"%s\"]".formatted(one), "it was not").at("/changed"))
        .isEqualTo("1");
    assertThat(show(one).at("/state")).isEqualTo("open");
  }

  @Test
  void wantsAFilterAndAReason() {
    assertThat(operator("park", "{\"filter\": {}}").expect(422).errors())
        .containsExactly("reason: missing");
    assertThat(operator("park", "{\"filter\": {}, \"reason\": \" \"}").expect(422).errors())
        .singleElement()
        .asString()
        .contains("give a reason of 1 to 500 characters");
    assertThat(operator("park", "{\"reason\": \"r\"}").expect(422).errors())
        .containsExactly("filter: missing");
    assertThat(
            operator("park", "{\"filter\": {\"colour\": \"red\"}, \"reason\": \"r\"}")
                .expect(422)
                .errors())
        .singleElement()
        .asString()
        .startsWith("filter.colour: unknown key");
    assertThat(
            operator("park", "{\"filter\": {\"state\": \"parked\"}, \"reason\": \"r\"}")
                .expect(422)
                .errors())
        .singleElement()
        .asString()
        .startsWith("filter.state: ");
  }

  @Test
  void takesNothingFromARedriveThatIsUnderWay() {
    var failure = world.failure("a").recorded().id();
    var redrive =
        world
            .as("operator", "olga", "POST", "/redrives", body("", "fixed"))
            .expect(202)
            .at("/redrive");
    new OperationsWiring(world.environment)
        .failures()
        .change(failure, it -> it.claimed(new RedriveId(redrive), 0));

    assertThat(post("restore", ", \"state\": \"redriving\"", "stuck").at("/changed"))
        .isEqualTo("0");
    world
        .as(
            "operator",
            "olga",
            "POST",
            "/redrives/%s/cancel".formatted(redrive),
            "{\"reason\": \"r\"}")
        .expect(200);
    assertThat(post("restore", ", \"state\": \"redriving\"", "stuck").at("/changed"))
        .isEqualTo("1");
  }

  @Test
  void isKeptInTheAudit() {
    world.failure("a").recorded();
    post("park", "", "test data of " + world.tenant).expect(200);

    var line =
        world
            .as("operator", "o", "GET", "/audit?limit=1000&since=2026-03-10T00:00:00Z")
            .expect(200)
            .json()
            .path("lines")
            .valueStream()
            .filter(it -> it.path("reason").asText().endsWith(world.tenant.value()))
            .findFirst()
            .orElseThrow();

    assertThat(line.path("who").asText()).isEqualTo("olga");
    assertThat(line.path("action").asText()).isEqualTo("park");
    assertThat(line.at("/filter/tenant").asText()).isEqualTo(world.tenant.value());
    assertThat(line.path("outcome").asText()).isEqualTo("1 changed, 0 left as they were");
    world.as("operator", "o", "GET", "/audit?since=monday").expect(400);
  }

  @Test
  void isRefusedToWhoeverHasNoName() {
    world.as("operator", "", "POST", "/failures/park", body("", "r")).expect(403);
  }

  private Reply show(FailureId id) {
    return world.as("operator", "o", "GET", "/failures/" + id).expect(200);
  }

  private Reply post(String action, String filter, String reason) {
    return operator(action, body(filter, reason));
  }

  private Reply operator(String action, String body) {
    return world.as("operator", "olga", "POST", "/failures/" + action, body);
  }

  private String body(String filter, String reason) {
    return "{\"filter\": {\"tenant\": \"%s\"%s}, \"reason\": \"%s\"}"
        .formatted(world.tenant, filter, reason);
  }
}
