package groundswell.operatorapi;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.http.testing.RoutesCheck;
import groundswell.local.template.LocalNames;
import groundswell.local.template.Template;
import groundswell.local.template.Topology.Route;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TheRoutes {
  @Test
  void areThoseOfTheTemplateBehindTheOperatorsAuthorizer() {
    var names = LocalNames.of("http://127.0.0.1:1", "http://127.0.0.1:2");
    var topology = Template.read(Path.of("../../template.yaml"), Map.of(), names);
    var routes =
        topology.httpApi().orElseThrow().routes().stream()
            .filter(route -> route.functionLogicalId().equals("OperatorApi"))
            .toList();

    assertThat(OperatorApiFunction.router(new OperatorWorld().environment).keys())
        .containsExactlyInAnyOrderElementsOf(
            routes.stream().map(route -> route.method() + " " + route.path()).toList());
    assertThat(routes).extracting(Route::authorizer).containsOnly(Optional.of("OperatorJwt"));
  }

  @Test
  void areOpenToTheRolesThatTheDocumentNames() {
    documented().roles();
  }

  @Test
  void takeTheParametersThatTheDocumentNames() {
    documented().queries();
  }

  @Test
  void takeTheFieldsThatTheDocumentNames() {
    documented().bodies(Set.of());
  }

  private static RoutesCheck documented() {
    var world = new OperatorWorld(Map.of("EDIT_AND_REDRIVE", "true"));
    var keys = OperatorApiFunction.router(world.environment).keys();
    return new RoutesCheck(world::as, keys);
  }
}
