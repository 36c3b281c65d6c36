package groundswell.api;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.local.template.LocalNames;
import groundswell.local.template.Template;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TheRoutes {
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
  void letATenantSetItsMetrics() {
    var rules =
        """
        {"metrics": [{"id": "laps", "unit": "laps", "daily_max": 99.5}], "back_entry_days": 30}\
        """;

    world.ask("PUT", "/entry-rules", rules).expect(200);

    assertThat(world.ask("GET", "/entry-rules").at("/metrics/0/daily_max")).isEqualTo("99.5");
    assertThat(new ApiWorld().ask("GET", "/entry-rules").at("/back_entry_days")).isEqualTo("400");
    assertThat(world.ask("PUT", "/entry-rules", rules.replace("99.5", "-1")).expect(422).errors())
        .isNotEmpty();
  }

  @Test
  void letNoneOfTwoAdministratorsUndoTheOthersMetrics() {
    var rules =
        """
        {"metrics": [{"id": "laps", "unit": "laps", "daily_max": 99.5}], "back_entry_days": 30}\
        """;
    var seen = world.ask("GET", "/entry-rules").entityTag();

    var changed = world.change(seen, "/entry-rules", rules).expect(200);
    assertThat(world.change(seen, "/entry-rules", rules).expect(200).entityTag())
        .isEqualTo(changed.entityTag());
    world.change(seen, "/entry-rules", rules.replace("99.5", "5")).expect(412);

    assertThat(world.ask("GET", "/entry-rules").at("/metrics/0/daily_max")).isEqualTo("99.5");
  }

  @Test
  void areAllThereIs() {
    var answer = world.send(Map.of("tenant", "t", "role", "admin"), "GET", "/nothing").expect(404);

    assertThat(answer.at("/type")).endsWith("unknown-route");
  }
}
