package groundswell.api;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.http.testing.RoutesCheck;
import groundswell.local.template.LocalNames;
import groundswell.local.template.Template;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TheRoutes {
  private static final String SETTINGS =
      """
      {"time_zone": "Europe/Berlin",
       "metrics": [{"id": "laps", "unit": "laps", "daily_max": 99.5, "decimals": 1}],
       "back_entry_days": 30, "sources": {"count": "sum"}, "own_entries": true,
       "code_page": "windows-1252",
       "limits": {"open_uploads": 1, "recalculations_per_hour": 2}}\
      """;

  private final ApiWorld world = new ApiWorld();

  @Test
  void areThoseOfTheTemplate() {
    var names = LocalNames.of("http://127.0.0.1:1", "http://127.0.0.1:2");
    var topology = Template.read(Path.of("../../template.yaml"), Map.of(), names);

    assertThat(ApiFunction.router(world.environment).keys())
        .containsExactlyInAnyOrderElementsOf(
            topology.httpApi().orElseThrow().routes().stream()
                .filter(route -> route.functionLogicalId().equals("Api"))
                .map(route -> route.method() + " " + route.path())
                .toList());
  }

  @Test
  void tellTheBusToRecalculate() {
    world.ask("PUT", "/challenges/spring", Definitions.total("")).expect(201);

    world.ask("POST", "/challenges/spring/recalculate").expect(202);

    assertThat(world.received("ChangeQueue"))
        .anyMatch(body -> body.contains("ChallengeChanged") && body.contains("spring"));
    world.ask("POST", "/challenges/none/recalculate").expect(404);
  }

  @Test
  void letATenantSetAllThatItDecidesItself() {
    world.ask("PUT", "/settings", SETTINGS).expect(200);

    assertThat(world.ask("GET", "/settings").at("/metrics/0/daily_max")).isEqualTo("99.5");
    assertThat(new ApiWorld().ask("GET", "/settings").at("/back_entry_days")).isEqualTo("400");
    assertThat(world.ask("PUT", "/settings", SETTINGS.replace("99.5", "-1")).expect(422).errors())
        .isNotEmpty();
    world.ask("GET", "/entry-rules").expect(404);
  }

  @Test
  void letNoneOfTwoAdministratorsUndoTheOthersSettings() {
    var seen = world.ask("GET", "/settings").entityTag();

    var changed = world.change(seen, "/settings", SETTINGS).expect(200);
    assertThat(world.change(seen, "/settings", SETTINGS).expect(200).entityTag())
        .isEqualTo(changed.entityTag());
    world.change(seen, "/settings", SETTINGS.replace("99.5", "5")).expect(412);

    assertThat(world.ask("GET", "/settings").at("/metrics/0/daily_max")).isEqualTo("99.5");
  }

  @Test
  void takeSettingsAsTheyShowThem() {
    var shown = world.ask("GET", "/settings").json().toString();

    var changed = world.ask("PUT", "/settings", shown.replace("400", "300")).expect(200);
    world.ask("PUT", "/settings", shown.replace("400", "200")).expect(412);

    assertThat(changed.at("/back_entry_days")).isEqualTo("300");
    assertThat(world.ask("GET", "/settings").at("/version")).isEqualTo(changed.at("/version"));
  }

  @Test
  void areAllThereIs() {
    var answer = world.send(Map.of("tenant", "t", "role", "admin"), "GET", "/nothing").expect(404);

    assertThat(answer.at("/type")).endsWith("unknown-route");
  }

  @Test
  void areOpenToTheRolesThatTheDocumentNames() {
    documented().roles();
  }

  @Test
  void takeTheParametersThatTheDocumentNames() {
    world.ask("PUT", "/members/m-1", "{\"display_name\": \"Mia\"}").expect(201);

    documented().queries();
  }

  @Test
  void takeTheFieldsThatTheDocumentNames() {
    world.ask("PUT", "/members/m-1", "{\"display_name\": \"Mia\"}").expect(201);

    documented().bodies(Set.of("applyUpload"));
  }

  private RoutesCheck documented() {
    return new RoutesCheck(world::as, ApiFunction.router(world.environment).keys());
  }
}
