package groundswell.local.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import groundswell.local.template.LocalNames;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A request as the event that API Gateway sends to a function, payload version 2.0. See
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations.html
final class ApiEvent {
  private static final String STAGE = "$default";
  private static final String COOKIE = "cookie";
  private static final Pattern TEXT =
      Pattern.compile("(text/.*|application/(json|javascript|xml|.*\\+json|.*\\+xml)).*");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final HttpExchange exchange;
  private final RouteTable.Match match;
  private final ObjectNode event = JsonNodeFactory.instance.objectNode();

  private ApiEvent(HttpExchange exchange, RouteTable.Match match) {
    this.exchange = exchange;
    this.match = match;
  }

  /// @param claims of the token, if the route requires one
  static byte[] of(
      HttpExchange exchange,
      RouteTable.Match match,
      Optional<JWTClaimsSet> claims,
      byte[] body,
      String requestId,
      Instant now) {
    var made = new ApiEvent(exchange, match);
    made.putRequest();
    made.putContext(claims, requestId, now);
    made.putBody(body);
    return made.event.toString().getBytes(StandardCharsets.UTF_8);
  }

  private String routeKey() {
    return match.route().method() + " " + match.route().path();
  }

  private void putRequest() {
    var uri = exchange.getRequestURI();
    event.put("version", "2.0").put("routeKey", routeKey()).put("rawPath", uri.getRawPath());
    event.put("rawQueryString", uri.getRawQuery() == null ? "" : uri.getRawQuery());
    var cookies = exchange.getRequestHeaders().getOrDefault(COOKIE, List.of());
    if (!cookies.isEmpty()) {
      var array = event.putArray("cookies");
      cookies.forEach(line -> List.of(line.split("; *")).forEach(array::add));
    }
    putTexts("headers", headers(exchange.getRequestHeaders()));
    var parameters = QueryString.joined(uri.getRawQuery());
    if (!parameters.isEmpty()) putTexts("queryStringParameters", parameters);
    if (!match.pathParameters().isEmpty()) putTexts("pathParameters", match.pathParameters());
  }

  private void putTexts(String field, Map<String, String> texts) {
    var object = event.putObject(field);
    texts.forEach(object::put);
  }

  /// Names in lower case, values of a repeated one joined by commas.
  private static Map<String, String> headers(Headers headers) {
    return headers.entrySet().stream()
        .filter(header -> !header.getKey().equalsIgnoreCase(COOKIE))
        .collect(
            Collectors.toMap(
                header -> header.getKey().toLowerCase(Locale.ROOT),
                header -> String.join(",", header.getValue())));
  }

  private void putContext(Optional<JWTClaimsSet> claims, String requestId, Instant now) {
    var context = event.putObject("requestContext");
    var host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host")).orElse("");
    context.put("accountId", LocalNames.ACCOUNT).put("apiId", "local");
    claims.ifPresent(
        set -> {
          var jwt = context.putObject("authorizer").putObject("jwt");
          var texts = jwt.putObject("claims");
          set.toJSONObject().forEach((name, value) -> texts.put(name, text(value)));
          jwt.putNull("scopes");
        });
    context.put("domainName", host).put("domainPrefix", "local");
    var http = context.putObject("http").put("method", exchange.getRequestMethod());
    http.put("path", exchange.getRequestURI().getRawPath()).put("protocol", exchange.getProtocol());
    http.put("sourceIp", exchange.getRemoteAddress().getAddress().getHostAddress());
    http.put("userAgent", exchange.getRequestHeaders().getFirst("User-Agent"));
    context.put("requestId", requestId).put("routeKey", routeKey()).put("stage", STAGE);
    context.put("time", TIME.format(now)).put("timeEpoch", now.toEpochMilli());
  }

  /// Every claim arrives as text, a list as `[a b]`.
  private static String text(Object claim) {
    return switch (claim) {
      case Collection<?> values ->
          values.stream().map(String::valueOf).collect(Collectors.joining(" ", "[", "]"));
      case Date date -> Long.toString(date.toInstant().getEpochSecond());
      case Object other -> other.toString();
    };
  }

  /// Plain text stays text; binary and compressed bodies are sent in Base64.
  private void putBody(byte[] body) {
    var headers = exchange.getRequestHeaders();
    var type = Optional.ofNullable(headers.getFirst("Content-Type")).orElse("");
    var isText =
        TEXT.matcher(type.toLowerCase(Locale.ROOT)).matches()
            && !headers.containsKey("Content-Encoding");
    if (body.length > 0) {
      event.put(
          "body",
          isText
              ? new String(body, StandardCharsets.UTF_8)
              : Base64.getEncoder().encodeToString(body));
    }
    event.put("isBase64Encoded", body.length > 0 && !isText);
  }
}
