package groundswell.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import groundswell.domain.VersionConflict;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.Telemetry;
import groundswell.platform.lambda.HttpFunction;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A function that serves routes of the HTTP API.
public abstract class RoutedFunction implements HttpFunction {
  private static final Logger LOG = LoggerFactory.getLogger(RoutedFunction.class);

  private final Router<?> router;
  private final TokenClaims claims;
  private final RequestRates rates;
  private final Telemetry telemetry;

  protected RoutedFunction(FunctionEnvironment environment, Router<?> router) {
    this.router = router;
    claims = TokenClaims.of(environment);
    rates = new RequestRates(environment);
    telemetry = new Telemetry(environment, getClass());
  }

  @Override
  public final APIGatewayV2HTTPResponse handleRequest(
      APIGatewayV2HTTPEvent event, Context context) {
    return telemetry.logged(
        context,
        () -> {
          var answer = answer(event, context);
          telemetry.record(Map.of("Requests", 1, "Status%dxx".formatted(answer.status() / 100), 1));
          return response(answer);
        });
  }

  private Answer answer(APIGatewayV2HTTPEvent event, Context context) {
    try {
      var request = Request.of(event, claims);
      rates.check(request.caller());
      return router.answer(event.getRouteKey(), request);
    } catch (HttpProblem problem) {
      return problem.answer(context.getAwsRequestId());
    } catch (VersionConflict conflict) {
      LOG.warn("{} gave up: {}", event.getRouteKey(), conflict.getMessage());
      return HttpProblem.busy().answer(context.getAwsRequestId());
    } catch (RuntimeException fault) {
      LOG.error("{} failed", event.getRouteKey(), fault);
      return HttpProblem.fault().answer(context.getAwsRequestId());
    }
  }

  private static APIGatewayV2HTTPResponse response(Answer answer) {
    var headers = new HashMap<String, String>();
    headers.put("content-type", answer.contentType());
    headers.put("cache-control", "private, no-store");
    answer.entityTag().ifPresent(tag -> headers.put("etag", tag));
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(answer.status())
        .withHeaders(headers)
        .withBody(Json.write(answer.body()))
        .build();
  }
}
