package groundswell.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import groundswell.local.template.Topology.CachedPaths;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Stands in for the distribution before paths that need its signed cookies, and keeps their
/// answers for a moment. A request with one of the headers that only the distribution adds goes to
/// the API, as if it were sent to the API's own address (CloudFront developer guide, "Use signed
/// cookies").
public final class CachedFront {
  /// The name of a tenant or a challenge.
  public static final String NAME = "(?=[^/]*[A-Za-z0-9])[A-Za-z0-9._-]{1,64}";

  /// The addresses that reach the API; on AWS a function at the distribution sees to it. A test
  /// compares the two.
  public static final Pattern BOARD =
      Pattern.compile("^/cached/%1$s/challenges/%1$s/board$".formatted(NAME));

  private static final String POLICY = "CloudFront-Policy";
  private static final String SIGNATURE = "CloudFront-Signature";
  private static final String KEY_ID = "CloudFront-Key-Pair-Id";

  /// The least recently used answer is dropped first.
  private static final int ANSWERS_MAX = 1_000;

  /// CloudFront gives an origin as long.
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

  private static final JsonMapper JSON = new JsonMapper();

  private final CachedPaths paths;
  private final Pattern pattern;
  private final Map<String, PublicKey> keys;
  private final URI address;
  private final InstantSource clock;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, Kept> answers = new LinkedHashMap<>(16, 0.75f, true);

  /// @param address of the gateway, which is both the distribution's and the API's
  CachedFront(CachedPaths paths, URI address, InstantSource clock) {
    this.paths = paths;
    this.pattern = wildcards(paths.pattern());
    this.keys =
        paths.keysPem().entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, each -> publicKey(each.getValue())));
    this.address = address;
    this.clock = clock;
  }

  /// Whether the request is one to the distribution, for these paths.
  boolean isFor(HttpExchange exchange) {
    return pattern.matcher(exchange.getRequestURI().getRawPath()).matches()
        && paths.headers().keySet().stream()
            .noneMatch(name -> exchange.getRequestHeaders().containsKey(name));
  }

  ApiResponse answer(HttpExchange exchange) throws IOException {
    var uri = exchange.getRequestURI();
    boolean isRead = exchange.getRequestMethod().equals("GET");
    if (!isRead || !BOARD.matcher(uri.getRawPath()).matches() || !isAllowed(exchange)) {
      return ApiResponse.message(403, "Forbidden");
    }
    var answer = kept(uri.getRawPath() + query(uri.getRawQuery()));
    var tag = Optional.ofNullable(answer.headers().get("etag"));
    var known = Optional.ofNullable(exchange.getRequestHeaders().getFirst("If-None-Match"));
    return tag.isPresent() && tag.equals(known.map(CachedFront::strong))
        ? new ApiResponse(304, answer.headers(), answer.cookies(), "", false)
        : answer;
  }

  /// The tag without the mark of an answer that was compressed on the way.
  private static String strong(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }

  private synchronized ApiResponse kept(String pathAndQuery) throws IOException {
    var kept = answers.get(pathAndQuery);
    if (kept != null && clock.instant().isBefore(kept.until())) return kept.answer();
    var answer = fetched(pathAndQuery);
    answers.put(pathAndQuery, new Kept(answer, clock.instant().plus(paths.life())));
    if (answers.size() > ANSWERS_MAX) answers.remove(answers.keySet().iterator().next());
    return answer;
  }

  /// No header and no cookie of the caller reaches the API.
  private ApiResponse fetched(String pathAndQuery) throws IOException {
    var request = HttpRequest.newBuilder(address.resolve(pathAndQuery)).timeout(ANSWER_MAX);
    paths.headers().forEach(request::header);
    try {
      var answer = http.send(request.build(), BodyHandlers.ofString());
      var headers = Stream.of("content-type", "cache-control", "etag");
      return new ApiResponse(
          answer.statusCode(),
          headers
              .filter(name -> answer.headers().firstValue(name).isPresent())
              .collect(Collectors.toMap(name -> name, name -> header(answer, name))),
          answer.headers().allValues("set-cookie"),
          answer.body(),
          false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElseThrow();
  }

  /// The parameters that are passed on, in one order.
  private String query(@Nullable String raw) {
    var given = QueryString.joined(raw);
    var text =
        paths.query().stream()
            .filter(given::containsKey)
            .sorted()
            .map(name -> name + "=" + URLEncoder.encode(given.get(name), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return text.isEmpty() ? "" : "?" + text;
  }

  /// Whether the cookies have a policy that a known key has signed, for this address and this time.
  private boolean isAllowed(HttpExchange exchange) {
    var cookies = cookies(exchange);
    var key = keys.get(cookies.getOrDefault(KEY_ID, ""));
    if (key == null) return false;
    try {
      var policy = decoded(cookies.getOrDefault(POLICY, ""));
      var check = Signature.getInstance("SHA1withRSA");
      check.initVerify(key);
      check.update(policy);
      return check.verify(decoded(cookies.getOrDefault(SIGNATURE, "")))
          && allows(JSON.readTree(policy), address.resolve(exchange.getRequestURI()).toString());
    } catch (GeneralSecurityException | IllegalArgumentException | IOException _) {
      return false;
    }
  }

  private boolean allows(JsonNode policy, String url) {
    var statement = policy.path("Statement").path(0);
    var expiry = statement.path("Condition").path("DateLessThan").path("AWS:EpochTime").asLong();
    return policy.path("Statement").size() == 1
        && clock.instant().isBefore(Instant.ofEpochSecond(expiry))
        && wildcards(statement.path("Resource").asText()).matcher(url).matches();
  }

  private static Map<String, String> cookies(HttpExchange exchange) {
    return exchange.getRequestHeaders().getOrDefault("Cookie", List.of()).stream()
        .flatMap(line -> Stream.of(line.split("; *")))
        .map(cookie -> cookie.split("=", 2))
        .filter(parts -> parts.length == 2)
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (first, _) -> first));
  }

  private static byte[] decoded(String text) {
    return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '=').replace('~', '/'));
  }

  /// `*` stands for any characters, `?` for one.
  private static Pattern wildcards(String text) {
    return Pattern.compile(
        Pattern.quote(text).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"), Pattern.DOTALL);
  }

  private static PublicKey publicKey(String pem) {
    try {
      var der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
      return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("EncodedKey is not a public RSA key", e);
    }
  }

  private record Kept(ApiResponse answer, Instant until) {}
}
