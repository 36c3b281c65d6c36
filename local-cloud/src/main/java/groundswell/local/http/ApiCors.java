package groundswell.local.http;

import com.sun.net.httpserver.HttpExchange;
import groundswell.local.template.Topology.CorsRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Says which web pages may call the API, as API Gateway does: it answers every preflight request
/// itself, without a token, and replaces what a function says about CORS. See
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
final class ApiCors {
  private static final int NO_CONTENT = 204;
  private static final String HEADERS = "access-control-";

  private final Optional<CorsRule> rule;

  ApiCors(Optional<CorsRule> rule) {
    this.rule = rule;
  }

  /// The answer to a browser that asks whether its page may call; empty for any other request. A
  /// page of another origin gets an answer that allows nothing.
  Optional<ApiResponse> preflight(HttpExchange exchange) {
    var request = exchange.getRequestHeaders();
    if (rule.isEmpty()
        || !exchange.getRequestMethod().equals("OPTIONS")
        || !request.containsKey("Origin")
        || !request.containsKey("Access-Control-Request-Method")) {
      return Optional.empty();
    }
    var headers = new LinkedHashMap<String, String>();
    allowed(exchange)
        .ifPresent(
            found -> {
              headers.putAll(common(exchange, found));
              headers.put("access-control-allow-methods", String.join(",", found.methods()));
              headers.put("access-control-allow-headers", String.join(",", found.headers()));
              found
                  .maxAge()
                  .ifPresent(
                      age -> headers.put("access-control-max-age", Long.toString(age.toSeconds())));
            });
    return Optional.of(new ApiResponse(NO_CONTENT, headers, List.of(), "", false));
  }

  /// The answer with the headers that let the page read it.
  ApiResponse with(HttpExchange exchange, ApiResponse answer) {
    if (rule.isEmpty()) return answer;
    var headers = new LinkedHashMap<>(answer.headers());
    headers.keySet().removeIf(name -> name.startsWith(HEADERS));
    allowed(exchange).ifPresent(found -> headers.putAll(common(exchange, found)));
    return new ApiResponse(
        answer.status(), headers, answer.cookies(), answer.body(), answer.isBase64());
  }

  private Optional<CorsRule> allowed(HttpExchange exchange) {
    var origin = exchange.getRequestHeaders().getFirst("Origin");
    return rule.filter(
        found ->
            origin != null
                && found.origins().stream()
                    .anyMatch(pattern -> TrustedCallers.matches(pattern, origin)));
  }

  private static Map<String, String> common(HttpExchange exchange, CorsRule rule) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("access-control-allow-origin", exchange.getRequestHeaders().getFirst("Origin"));
    headers.put("vary", "Origin");
    if (!rule.exposed().isEmpty()) {
      headers.put("access-control-expose-headers", String.join(",", rule.exposed()));
    }
    return headers;
  }
}
