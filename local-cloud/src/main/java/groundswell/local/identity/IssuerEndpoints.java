package groundswell.local.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import groundswell.local.http.QueryString;
import groundswell.local.identity.AuthorizationCodes.InvalidGrantException;
import groundswell.local.identity.AuthorizationRequest.RefusedException;
import groundswell.local.identity.AuthorizationRequest.UntrustedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The issuer's endpoints: its description, its keys, sign-in for the console, and tokens for any
/// other caller. See https://openid.net/specs/openid-connect-discovery-1_0.html
final class IssuerEndpoints implements HttpHandler {
  private static final String DESCRIPTION = "/.well-known/openid-configuration";
  private static final String KEYS = "/.well-known/jwks.json";
  private static final String AUTHORIZE = "/oauth2/authorize";
  private static final String TOKEN = "/oauth2/token";
  private static final int REQUEST_BYTES_MAX = 16 * 1024;
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;
  private static final int SEE_OTHER = 303;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final String ERROR = "error";
  private static final String ERROR_DESCRIPTION = "error_description";
  private static final String GRANT_TYPE = "grant_type";
  private static final String AUTHORIZATION_CODE = "authorization_code";
  private static final JsonMapper JSON = new JsonMapper();

  private final LocalIssuer issuer;
  private final AuthorizationCodes codes;

  IssuerEndpoints(LocalIssuer issuer, AuthorizationCodes codes) {
    this.issuer = issuer;
    this.codes = codes;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
      case "GET " + DESCRIPTION -> send(exchange, OK, description());
      case "GET " + KEYS -> send(exchange, OK, issuer.publicKeys().toJSONObject());
      case "GET " + AUTHORIZE -> authorize(exchange);
      case "POST " + AUTHORIZE -> authorize(exchange);
      case "POST " + TOKEN -> token(exchange);
      case "OPTIONS " + DESCRIPTION, "OPTIONS " + KEYS, "OPTIONS " + TOKEN -> preflight(exchange);
      case String _ -> send(exchange, NOT_FOUND, Map.of(ERROR, "not_found"));
    }
  }

  private Map<String, Object> description() {
    var base = issuer.issuer();
    var description = new LinkedHashMap<String, Object>();
    description.put("issuer", base.toString());
    description.put("authorization_endpoint", base + AUTHORIZE);
    description.put("token_endpoint", base + TOKEN);
    description.put("jwks_uri", base + KEYS);
    description.put("response_types_supported", List.of("code"));
    description.put("response_modes_supported", List.of("query"));
    description.put("grant_types_supported", List.of(AUTHORIZATION_CODE));
    description.put("code_challenge_methods_supported", List.of("S256"));
    description.put("token_endpoint_auth_methods_supported", List.of("none"));
    description.put("scopes_supported", List.of("openid"));
    description.put("subject_types_supported", List.of("public"));
    description.put("id_token_signing_alg_values_supported", List.of("RS256"));
    description.put("authorization_response_iss_parameter_supported", true);
    return description;
  }

  /// Shows the form, or takes what was filled in and sends the browser back with a code.
  private void authorize(HttpExchange exchange) throws IOException {
    try {
      var isForm = exchange.getRequestMethod().equals("POST");
      var fields =
          QueryString.joined(isForm ? body(exchange) : exchange.getRequestURI().getRawQuery());
      var request = AuthorizationRequest.of(fields, issuer.client());
      if (isForm) signIn(exchange, request, fields);
      else sendForm(exchange, OK, request, Map.of(), Optional.empty());
    } catch (RefusedException e) {
      sendOn(exchange, e.answer());
    } catch (UntrustedException | IllegalArgumentException e) {
      var page = SignInPage.refusal(String.valueOf(e.getMessage()));
      sendPage(exchange, BAD_REQUEST, page, Optional.empty());
    }
  }

  private void signIn(
      HttpExchange exchange, AuthorizationRequest request, Map<String, String> fields)
      throws IOException {
    Claims claims;
    try {
      claims = claims(fields);
    } catch (IllegalArgumentException e) {
      sendForm(exchange, BAD_REQUEST, request, fields, Optional.ofNullable(e.getMessage()));
      return;
    }
    var code = codes.issue(request, claims);
    sendOn(exchange, request.answer(Map.of("code", code, "iss", issuer.issuer().toString())));
  }

  private static Claims claims(Map<String, String> fields) {
    return new Claims(
        fields.getOrDefault("subject", ""),
        fields.getOrDefault("tenant", ""),
        fields.getOrDefault("role", ""));
  }

  private void token(HttpExchange exchange) throws IOException {
    try {
      var fields = fields(exchange);
      var answer =
          switch (fields.getOrDefault(GRANT_TYPE, "")) {
            case "" -> answer(issuer.tokenFor(claims(fields)));
            case AUTHORIZATION_CODE -> redeemed(fields);
            case String other ->
                Map.<String, Object>of(
                    ERROR,
                    "unsupported_grant_type",
                    ERROR_DESCRIPTION,
                    "grant_type \"%s\" is not authorization_code".formatted(other));
          };
      send(exchange, answer.containsKey(ERROR) ? BAD_REQUEST : OK, answer);
    } catch (InvalidGrantException e) {
      sendError(exchange, "invalid_grant", String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException | JsonProcessingException e) {
      var description = e.getMessage() == null ? "unreadable" : e.getMessage();
      sendError(exchange, "invalid_request", description);
    }
  }

  private Map<String, Object> redeemed(Map<String, String> fields) throws InvalidGrantException {
    var grant =
        codes.redeem(
            fields.getOrDefault("code", ""),
            fields.getOrDefault(AuthorizationRequest.CLIENT_ID, ""),
            fields.getOrDefault(AuthorizationRequest.REDIRECT_URI, ""),
            fields.getOrDefault("code_verifier", ""));
    var answer = new LinkedHashMap<>(answer(issuer.tokenFor(grant.claims())));
    answer.put("id_token", issuer.idTokenFor(grant.claims(), grant.request()));
    answer.put("scope", "openid");
    return answer;
  }

  private static Map<String, Object> answer(String accessToken) {
    return Map.of(
        "access_token",
        accessToken,
        "token_type",
        "Bearer",
        "expires_in",
        LocalIssuer.LIFETIME.toSeconds());
  }

  /// The fields of a form or of a JSON object.
  private static Map<String, String> fields(HttpExchange exchange) throws IOException {
    var body = body(exchange);
    if (!body.stripLeading().startsWith("{")) return QueryString.joined(body);
    var fields = new HashMap<String, String>();
    for (var field : JSON.readTree(body).properties()) {
      fields.put(field.getKey(), field.getValue().asText());
    }
    return fields;
  }

  private static String body(HttpExchange exchange) throws IOException {
    var bytes = exchange.getRequestBody().readNBytes(REQUEST_BYTES_MAX + 1);
    if (bytes.length > REQUEST_BYTES_MAX) {
      throw new IllegalArgumentException("more than %d bytes".formatted(REQUEST_BYTES_MAX));
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// Lets pages of the client read the answer; no other page can.
  private void allowPages(HttpExchange exchange) {
    var headers = exchange.getResponseHeaders();
    headers.set("Vary", "Origin");
    var origin = exchange.getRequestHeaders().getFirst("Origin");
    if (origin != null && issuer.client().origins().contains(origin)) {
      headers.set("Access-Control-Allow-Origin", origin);
    }
  }

  private void preflight(HttpExchange exchange) throws IOException {
    allowPages(exchange);
    exchange.getResponseHeaders().set("Access-Control-Allow-Methods", "GET, POST");
    exchange.getResponseHeaders().set("Access-Control-Allow-Headers", "Content-Type");
    exchange.sendResponseHeaders(NO_CONTENT, -1);
  }

  private static void sendOn(HttpExchange exchange, String address) throws IOException {
    exchange.getResponseHeaders().set("Location", address);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(SEE_OTHER, -1);
  }

  private static void sendForm(
      HttpExchange exchange,
      int status,
      AuthorizationRequest request,
      Map<String, String> chosen,
      Optional<String> error)
      throws IOException {
    sendPage(exchange, status, SignInPage.form(request, chosen, error), Optional.of(request));
  }

  private static void sendPage(
      HttpExchange exchange, int status, String html, Optional<AuthorizationRequest> request)
      throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "text/html; charset=utf-8");
    headers.set("Content-Security-Policy", SignInPage.contentSecurityPolicy(request));
    headers.set("X-Content-Type-Options", "nosniff");
    // with less, a browser would not say whose form it is that it sends
    headers.set("Referrer-Policy", "same-origin");
    send(exchange, status, html.getBytes(StandardCharsets.UTF_8));
  }

  private void sendError(HttpExchange exchange, String error, String description)
      throws IOException {
    send(exchange, BAD_REQUEST, Map.of(ERROR, error, ERROR_DESCRIPTION, description));
  }

  private void send(HttpExchange exchange, int status, Map<String, Object> json)
      throws IOException {
    allowPages(exchange);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    send(exchange, status, JSON.writeValueAsBytes(json));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
