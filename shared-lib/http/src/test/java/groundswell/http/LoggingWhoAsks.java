package groundswell.http;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.platform.FunctionEnvironment;
import groundswell.platform.lambda.HttpRequest;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestContext;
import groundswell.platform.testing.TestEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LoggingWhoAsks {
  private static final Access ANYBODY = (_, _) -> true;

  /// The fields of a line that the route would log.
  private final List<Map<String, String>> fields = new ArrayList<>();

  private final RoutedFunction function = new Routes(environment(), router());

  @Test
  void namesTenantSubjectAndRoleWhateverTheirClaimsAreCalled() {
    ask(
        Map.of(
            "https://a.example/tenant", "acme", "cognito:groups", "[admin hiking]", "sub", "ann"));

    assertThat(fields)
        .singleElement()
        .asInstanceOf(
            org.assertj.core.api.InstanceOfAssertFactories.map(String.class, String.class))
        .containsEntry("tenant", "acme")
        .containsEntry("subject", "ann")
        .containsEntry("role", "admin");
  }

  @Test
  void forgetsThemBeforeTheNextRequest() {
    ask(Map.of("https://a.example/tenant", "acme", "cognito:groups", "admin", "sub", "ann"));

    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }

  private void ask(Map<String, String> claims) {
    var request =
        new HttpRequest(
            "GET /challenges", Map.of(), Map.of(), Map.of(), "", false, Optional.of(claims));
    assertThat(function.handle(request, new TestContext()).status()).isEqualTo(200);
  }

  private Router<Access> router() {
    return new Router<Access>((_, _, _) -> {})
        .add(
            "GET /challenges",
            ANYBODY,
            _ -> {
              fields.add(Map.copyOf(MDC.getCopyOfContextMap()));
              return Answer.ok(Map.of());
            });
  }

  private static FunctionEnvironment environment() {
    return TestEnvironment.of(
        TestClients.of(LocalDynamoDb.client()),
        Map.of("TENANT_CLAIM", "https://a.example/tenant", "ROLE_CLAIM", "cognito:groups"));
  }

  private static final class Routes extends RoutedFunction {
    Routes(FunctionEnvironment environment, Router<?> router) {
      super(environment, router, byToken(environment), Set.of());
    }
  }
}
