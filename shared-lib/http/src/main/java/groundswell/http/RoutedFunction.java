package groundswell.http;

import com.amazonaws.services.lambda.runtime.Context;
import groundswell.domain.VersionConflict;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.Telemetry;
import groundswell.platform.lambda.HttpFunction;
import groundswell.platform.lambda.HttpRequest;
import groundswell.platform.lambda.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// A function that serves routes of the HTTP API.
public abstract class RoutedFunction implements HttpFunction {
  private static final Logger LOG = LoggerFactory.getLogger(RoutedFunction.class);

  private final Router<?> router;
  private final Callers callers;
  private final RequestRates rates;
  private final Telemetry telemetry;

  /// @param unlimited the roles that may send more requests than a tenant may
  protected RoutedFunction(
      FunctionEnvironment environment, Router<?> router, Callers callers, Set<Role> unlimited) {
    this.router = router;
    this.callers = callers;
    rates =
        new RequestRates(
            environment.clock(),
            environment.number("TENANT_REQUESTS_PER_SECOND", 1, RequestRates.PER_SECOND),
            unlimited);
    telemetry = new Telemetry(environment, getClass());
  }

  /// Callers with a token of the stack's issuer.
  protected static Callers byToken(FunctionEnvironment environment) {
    return new TokenClaims(
        environment.require("TENANT_CLAIM"),
        environment.require("ROLE_CLAIM"),
        environment.variables().getOrDefault("REQUIRED_SCOPE", ""));
  }

  @Override
  public final HttpResponse handle(HttpRequest request, Context context) {
    return telemetry.logged(
        context,
        () -> {
          var answer = answer(request, context);
          telemetry.record(Map.of("Requests", 1, "Status%dxx".formatted(answer.status() / 100), 1));
          LOG.info("{} answered with {}", request.routeKey(), answer.status());
          return response(answer);
        });
  }

  private Answer answer(HttpRequest received, Context context) {
    try {
      var request = Request.of(received, callers.of(received));
      name(request.caller());
      rates.check(request.caller());
      return router.answer(received.routeKey(), request);
    } catch (HttpProblem problem) {
      return problem.answer(context.getAwsRequestId());
    } catch (VersionConflict conflict) {
      LOG.warn("{} gave up: {}", received.routeKey(), conflict.getMessage());
      return HttpProblem.busy().answer(context.getAwsRequestId());
    } catch (RuntimeException fault) {
      LOG.error("{} failed", received.routeKey(), fault);
      return HttpProblem.fault().answer(context.getAwsRequestId());
    }
  }

  /// Adds the caller to each line that the request logs. The gateway's own log of requests may not
  /// know claims with such names as `custom:tenant`.
  private static void name(Caller caller) {
    MDC.put("tenant", caller.tenant().value());
    MDC.put("subject", caller.subject());
    MDC.put("role", caller.role().label());
  }

  private static HttpResponse response(Answer answer) {
    var headers = new HashMap<String, String>();
    headers.put("content-type", answer.contentType());
    headers.put("cache-control", "private, no-store");
    answer.entityTag().ifPresent(tag -> headers.put("etag", tag));
    return new HttpResponse(answer.status(), headers, answer.cookies(), answer.text());
  }
}
