package groundswell.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import groundswell.platform.FunctionEnvironment;
import java.util.Map;

/// An API function that returns what it was asked.
public final class EchoApi
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

  public EchoApi(FunctionEnvironment environment) {
    environment.require(Script.VARIABLE);
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    var http = event.getRequestContext().getHttp();
    var claims = event.getRequestContext().getAuthorizer().getJwt().getClaims();
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(200)
        .withHeaders(Map.of("content-type", "text/plain"))
        .withBody(
            "%s %s %s %s by %s"
                .formatted(
                    event.getRouteKey(),
                    http.getMethod(),
                    event.getPathParameters(),
                    event.getBody(),
                    claims.get("sub")))
        .build();
  }
}
