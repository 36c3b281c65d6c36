package groundswell.dynamodb.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Identifies the caller from the signature in the headers or in the query
/// (<https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html>).
/// A signature must be present and complete. It is not checked.
final class Credentials {
  private static final List<String> HEADER_PARAMETERS =
      List.of("Credential", "Signature", "SignedHeaders");
  private static final List<String> QUERY_PARAMETERS =
      List.of(
          "X-Amz-Algorithm",
          "X-Amz-Credential",
          "X-Amz-Signature",
          "X-Amz-SignedHeaders",
          "X-Amz-Date");
  private static final int SCOPE_PARTS = 5;

  private Credentials() {}

  static Caller caller(HttpRequest request) throws Unauthenticated {
    var header = request.headerOrEmpty("Authorization");
    var query = query(request.query());
    var isInQuery = query.containsKey("X-Amz-Algorithm");
    if (!header.isEmpty() && isInQuery) {
      throw new Unauthenticated(
          "InvalidSignatureException",
          "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.");
    }
    if (isInQuery) return inQuery(query);
    if (!header.strip().startsWith("AWS4-")) {
      throw new Unauthenticated(
          "MissingAuthenticationTokenException", "Request is missing Authentication Token");
    }
    return inHeader(header, request);
  }

  private static Caller inHeader(String header, HttpRequest request) throws Unauthenticated {
    var parameters = parameters(header);
    var missing = new StringBuilder();
    for (var name : HEADER_PARAMETERS) {
      if (parameters.getOrDefault(name, "").isEmpty()) {
        missing.append("Authorization header requires '").append(name).append("' parameter. ");
      }
    }
    if (request.header("X-Amz-Date").isEmpty() && request.header("Date").isEmpty()) {
      missing.append(
          "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
    }
    if (!missing.isEmpty()) throw incomplete(missing + "Authorization=" + header);
    return scope(parameters.getOrDefault("Credential", ""));
  }

  private static Caller inQuery(Map<String, String> query) throws Unauthenticated {
    var missing = new StringBuilder();
    for (var name : QUERY_PARAMETERS) {
      if (query.getOrDefault(name, "").isEmpty()) {
        missing.append("AWS query-string parameters must include '").append(name).append("'. ");
      }
    }
    if (!missing.isEmpty()) throw incomplete(missing + "Re-examine the query-string parameters.");
    return scope(query.getOrDefault("X-Amz-Credential", ""));
  }

  /// Key id, date, region, service and `aws4_request`, separated by slashes.
  private static Caller scope(String credential) throws Unauthenticated {
    var parts = credential.split("/", -1);
    if (parts.length != SCOPE_PARTS) {
      throw incomplete(
          "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '%s'"
              .formatted(credential));
    }
    return new Caller(parts[0], parts[2]);
  }

  private static Map<String, String> parameters(String header) {
    var parameters = new HashMap<String, String>();
    for (var part : header.split("[, ]+", -1)) {
      var equals = part.indexOf('=');
      if (equals > 0) parameters.put(part.substring(0, equals), part.substring(equals + 1));
    }
    return parameters;
  }

  private static Map<String, String> query(String query) {
    if (query.isEmpty()) return Map.of();
    var parameters = new HashMap<String, String>();
    for (var part : query.split("&", -1)) {
      var equals = part.indexOf('=');
      var name = equals < 0 ? part : part.substring(0, equals);
      parameters.put(name, equals < 0 ? "" : decoded(part.substring(equals + 1)));
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static Unauthenticated incomplete(String message) {
    return new Unauthenticated("IncompleteSignatureException", message);
  }

  /// A request without a complete signature.
  static final class Unauthenticated extends Exception {
    private static final long serialVersionUID = 1;

    private final String code;
    private final String explanation;

    Unauthenticated(String code, String explanation) {
      super(explanation, null, false, false);
      this.code = code;
      this.explanation = explanation;
    }

    String code() {
      return code;
    }

    String explanation() {
      return explanation;
    }
  }
}
