package groundswell.local.objects;

import groundswell.local.http.TrustedCallers;
import groundswell.local.objects.S3Exception.Code;
import groundswell.local.template.Topology.CorsRule;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Says which web pages may call a bucket from a browser. See
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html
final class Cors {
  private static final String ANY = "*";

  private Cors() {}

  /// Answers a browser's preflight request, which has no signature.
  ///
  /// @throws S3Exception with status 403, if no rule of the bucket allows the call
  static Answer preflight(Optional<StoredBucket> bucket, S3Request request) {
    var origin = request.header("Origin");
    var method = request.header("Access-Control-Request-Method");
    if (origin.isEmpty() || method.isEmpty()) {
      throw new S3Exception(
          Code.BAD_REQUEST, "Insufficient information. Origin request header needed.");
    }
    var asked = request.header("Access-Control-Request-Headers").map(Cors::names).orElse(List.of());
    var headers =
        rules(bucket).stream()
            .filter(rule -> allows(rule, origin.get(), method.get(), asked))
            .findFirst()
            .map(rule -> headers(rule, origin.get(), asked))
            .orElseThrow(
                () ->
                    new S3Exception(
                        Code.ACCESS_FORBIDDEN,
                        "CORSResponse: This CORS request is not allowed. This is usually because"
                            + " the evalution of Origin, request method / Access-Control-Request-Method"
                            + " or Access-Control-Request-Headers are not whitelisted by the"
                            + " resource's CORS spec."));
    return Answer.empty(Answer.OK, headers);
  }

  /// The headers that let the browser hand the answer over to the page.
  static Map<String, String> headers(Optional<StoredBucket> bucket, S3Request request) {
    var origin = request.header("Origin");
    if (origin.isEmpty()) return Map.of();
    return rules(bucket).stream()
        .filter(rule -> allows(rule, origin.get(), request.method(), List.of()))
        .findFirst()
        .map(rule -> headers(rule, origin.get(), List.of()))
        .orElse(Map.of());
  }

  private static List<CorsRule> rules(Optional<StoredBucket> bucket) {
    return bucket.map(found -> found.definition().cors()).orElse(List.of());
  }

  private static List<String> names(String header) {
    return Arrays.stream(header.split(",", -1))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private static boolean allows(CorsRule rule, String origin, String method, List<String> asked) {
    return rule.methods().contains(method)
        && rule.origins().stream().anyMatch(pattern -> TrustedCallers.matches(pattern, origin))
        && asked.stream()
            .allMatch(
                name ->
                    rule.headers().stream()
                        .anyMatch(
                            pattern ->
                                TrustedCallers.matches(pattern.toLowerCase(Locale.ROOT), name)));
  }

  private static Map<String, String> headers(CorsRule rule, String origin, List<String> asked) {
    var isAny = rule.origins().contains(ANY);
    var headers = new LinkedHashMap<String, String>();
    headers.put("Access-Control-Allow-Origin", isAny ? ANY : origin);
    headers.put("Access-Control-Allow-Methods", String.join(", ", rule.methods()));
    if (!isAny) headers.put("Access-Control-Allow-Credentials", "true");
    if (!asked.isEmpty()) headers.put("Access-Control-Allow-Headers", String.join(", ", asked));
    if (!rule.exposed().isEmpty()) {
      headers.put("Access-Control-Expose-Headers", String.join(", ", rule.exposed()));
    }
    rule.maxAge()
        .ifPresent(age -> headers.put("Access-Control-Max-Age", Long.toString(age.toSeconds())));
    headers.put("Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
    return headers;
  }
}
