package groundswell.http.testing;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT;
import groundswell.domain.ids.TenantId;
import groundswell.platform.lambda.HttpFunction;
import groundswell.platform.testing.TestContext;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/// Calls a function like the gateway, for callers of one tenant.
public record HttpCaller(HttpFunction function, TenantId tenant) {

  /// @param path including the query
  /// @param body at most one; YAML unless it starts with a brace
  public Reply as(String role, String subject, String method, String path, String... body) {
    return send(claims(role, subject), method, path, body);
  }

  public Reply send(Map<String, String> claims, String method, String path, String... body) {
    var text = body.length == 0 ? "" : body[0];
    return send(claims, method, path, Map.of("content-type", contentType(text)), text, false);
  }

  /// Puts something on condition that it still has a version.
  ///
  /// @param ifMatch the header's value
  public Reply put(String role, String subject, String path, String ifMatch, String body) {
    var headers = new HashMap<String, String>();
    headers.put("content-type", contentType(body));
    headers.put("if-match", ifMatch);
    return send(claims(role, subject), "PUT", path, headers, body, false);
  }

  /// Sends the bytes of a body.
  public Reply as(
      String role, String subject, String method, String path, String contentType, byte[] body) {
    return send(
        claims(role, subject),
        method,
        path,
        Map.of("content-type", contentType),
        Base64.getEncoder().encodeToString(body),
        true);
  }

  private Map<String, String> claims(String role, String subject) {
    return Map.of("tenant", tenant.value(), "role", role, "sub", subject);
  }

  private static String contentType(String body) {
    return body.startsWith("{") || body.isEmpty() ? "application/json" : "application/yaml";
  }

  private Reply send(
      Map<String, String> claims,
      String method,
      String path,
      Map<String, String> headers,
      String text,
      boolean isBase64) {
    var call = RoutedCall.of(method, path);
    var authorizer = Authorizer.builder().withJwt(JWT.builder().withClaims(claims).build()).build();
    var event =
        APIGatewayV2HTTPEvent.builder()
            .withRouteKey(call.routeKey())
            .withPathParameters(call.pathParameters())
            .withQueryStringParameters(call.query())
            .withHeaders(headers)
            .withBody(text)
            .withIsBase64Encoded(isBase64)
            .withRequestContext(RequestContext.builder().withAuthorizer(authorizer).build())
            .build();
    var response = function.handleRequest(event, new TestContext());
    return new Reply(response.getStatusCode(), response.getHeaders(), response.getBody()).checked();
  }
}
