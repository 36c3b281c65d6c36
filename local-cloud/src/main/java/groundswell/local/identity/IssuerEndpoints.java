package groundswell.local.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import groundswell.local.http.QueryString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The issuer's endpoints: its description, its keys, and tokens for any caller. See
/// https://openid.net/specs/openid-connect-discovery-1_0.html
final class IssuerEndpoints implements HttpHandler {
  private static final int REQUEST_BYTES_MAX = 16 * 1024;
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final JsonMapper JSON = new JsonMapper();

  private final LocalIssuer issuer;

  IssuerEndpoints(LocalIssuer issuer) {
    this.issuer = issuer;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
      case "GET /.well-known/openid-configuration" -> send(exchange, OK, description());
      case "GET /.well-known/jwks.json" -> send(exchange, OK, issuer.publicKeys().toJSONObject());
      case "POST /oauth2/token" -> token(exchange);
      case String _ -> send(exchange, NOT_FOUND, Map.of("error", "not_found"));
    }
  }

  private Map<String, Object> description() {
    var base = issuer.issuer();
    return Map.of(
        "issuer", base.toString(),
        "jwks_uri", base + "/.well-known/jwks.json",
        "token_endpoint", base + "/oauth2/token",
        "response_types_supported", List.of("token"),
        "subject_types_supported", List.of("public"),
        "id_token_signing_alg_values_supported", List.of("RS256"));
  }

  private void token(HttpExchange exchange) throws IOException {
    try {
      var fields = fields(exchange);
      var claims =
          new Claims(
              fields.getOrDefault("subject", ""),
              fields.getOrDefault("tenant", ""),
              fields.getOrDefault("role", ""));
      send(
          exchange,
          OK,
          Map.of(
              "access_token", issuer.tokenFor(claims),
              "token_type", "Bearer",
              "expires_in", LocalIssuer.LIFETIME.toSeconds()));
    } catch (IllegalArgumentException | JsonProcessingException e) {
      var description = e.getMessage() == null ? "unreadable" : e.getMessage();
      send(
          exchange,
          BAD_REQUEST,
          Map.of("error", "invalid_request", "error_description", description));
    }
  }

  /// The fields of a form or of a JSON object.
  private static Map<String, String> fields(HttpExchange exchange) throws IOException {
    var bytes = exchange.getRequestBody().readNBytes(REQUEST_BYTES_MAX + 1);
    if (bytes.length > REQUEST_BYTES_MAX) {
      throw new IllegalArgumentException("more than %d bytes".formatted(REQUEST_BYTES_MAX));
    }
    var body = new String(bytes, StandardCharsets.UTF_8);
    if (!body.stripLeading().startsWith("{")) return QueryString.joined(body);
    var fields = new HashMap<String, String>();
    for (var field : JSON.readTree(body).properties()) {
      fields.put(field.getKey(), field.getValue().asText());
    }
    return fields;
  }

  private static void send(HttpExchange exchange, int status, Map<String, Object> json)
      throws IOException {
    var bytes = JSON.writeValueAsBytes(json);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
