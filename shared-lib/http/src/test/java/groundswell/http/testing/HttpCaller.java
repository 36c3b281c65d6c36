package groundswell.http.testing;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.ids.TenantId;
import groundswell.platform.lambda.HttpFunction;
import groundswell.platform.lambda.HttpRequest;
import groundswell.platform.testing.TestContext;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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

  /// Creates something once.
  ///
  /// @param key the header's value
  public Reply post(String role, String subject, String path, String key, String body) {
    var headers = Map.of("content-type", contentType(body), "idempotency-key", key);
    return send(claims(role, subject), "POST", path, headers, body, false);
  }

  /// Reads something unless it has still a version.
  ///
  /// @param ifNoneMatch the header's value
  public Reply get(String role, String subject, String path, String ifNoneMatch) {
    return send(
        claims(role, subject), "GET", path, Map.of("if-none-match", ifNoneMatch), "", false);
  }

  /// Reads something without a token.
  public Reply withoutToken(String path, Map<String, String> headers) {
    return send(Optional.empty(), "GET", path, headers, "", false);
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
    return send(Optional.of(claims), method, path, headers, text, isBase64);
  }

  private Reply send(
      Optional<Map<String, String>> claims,
      String method,
      String path,
      Map<String, String> headers,
      String text,
      boolean isBase64) {
    var call = RoutedCall.of(method, path);
    var request =
        new HttpRequest(
            call.routeKey(), headers, call.pathParameters(), call.query(), text, isBase64, claims);
    var response = function.handle(request, new TestContext());
    var answered = new HashMap<>(response.headers());
    if (!response.cookies().isEmpty())
      answered.put("set-cookie", String.join("\n", response.cookies()));
    assertThat(
            AnswerCheck.mistakes(
                ApiDocument.OURS.operation(call.routeKey()).orElse(null),
                response.status(),
                answered,
                response.body()))
        .as("%s %s answers %d %s", method, path, response.status(), response.body())
        .isEmpty();
    return new Reply(response.status(), Map.copyOf(answered), response.body()).checked();
  }
}
