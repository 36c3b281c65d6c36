package groundswell.api;

import groundswell.domain.ids.TenantId;
import groundswell.http.Answer;
import groundswell.http.Caller;
import groundswell.http.Json;
import groundswell.http.Request;
import groundswell.http.Role;
import groundswell.http.RoutedFunction;
import groundswell.http.Router;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.WarmUp;
import java.util.Map;
import java.util.Optional;

/// Lambda's entry point for the routes of tenants.
public final class ApiFunction extends RoutedFunction {
  /// Held here because the checkpoint's context holds it weakly.
  @SuppressWarnings("unused")
  private final WarmUp warmUp;

  public ApiFunction() {
    this(FunctionEnvironment.ofLambda());
  }

  public ApiFunction(FunctionEnvironment environment) {
    this(environment, Routes.of(environment));
  }

  private ApiFunction(FunctionEnvironment environment, Router<TenantAccess> router) {
    super(environment, router);
    warmUp = WarmUp.register(() -> listNobodysChallenges(router));
  }

  private static void listNobodysChallenges(Router<TenantAccess> router) {
    var nobody = new Caller(new TenantId("nobody"), Role.VIEWER, "", Optional.empty());
    var request = new Request(nobody, Map.of(), Map.of(), Answer.JSON, Optional.empty(), "");
    Json.write(router.answer("GET /challenges", request).body());
  }
}
