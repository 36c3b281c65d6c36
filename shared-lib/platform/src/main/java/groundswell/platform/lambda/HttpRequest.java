package groundswell.platform.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/// A request to an HTTP API, payload format 2.0, with only the parts that our API uses (API Gateway
/// developer guide, "Create AWS Lambda proxy integrations for HTTP APIs").
///
/// @param routeKey for example `GET /challenges/{challenge}`
/// @param headers by their names in lower case
/// @param path the parameters of the path, decoded
/// @param query the parameters after the path, decoded
/// @param body empty if the request has no body
/// @param isBase64 whether the body is bytes in Base64
/// @param claims of the verified token; empty without one
public record HttpRequest(
    String routeKey,
    Map<String, String> headers,
    Map<String, String> path,
    Map<String, String> query,
    String body,
    boolean isBase64,
    Optional<Map<String, String>> claims) {

  static HttpRequest of(JsonNode event) {
    var token = event.path("requestContext").path("authorizer").path("jwt");
    return new HttpRequest(
        event.path("routeKey").asText(),
        EventFields.texts(event.path("headers")),
        EventFields.texts(event.path("pathParameters")),
        EventFields.texts(event.path("queryStringParameters")),
        event.path("body").asText(""),
        event.path("isBase64Encoded").asBoolean(),
        token.isObject() ? Optional.of(EventFields.texts(token.path("claims"))) : Optional.empty());
  }
}
