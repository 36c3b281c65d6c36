package groundswell.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/// The response to the client.
///
/// @param cookies each as a `Set-Cookie` of its own
/// @param body as text, or in Base64
record ApiResponse(
    int status, Map<String, String> headers, List<String> cookies, String body, boolean isBase64) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String CONTENT_TYPE = "content-type";
  private static final String JSON_TYPE = "application/json";

  /// A page here loads only what it gets from here. Swagger UI writes styles into its elements, and
  /// has its icons as `data:`.
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
          + " data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors"
          + " 'none'";

  private static final String TEXT_TYPE = "text/plain;charset=UTF-8";

  static ApiResponse json(int status, String json) {
    return new ApiResponse(status, Map.of(CONTENT_TYPE, JSON_TYPE), List.of(), json, false);
  }

  static ApiResponse page(LocalRoutes.Page page) {
    var headers =
        Map.of(
            CONTENT_TYPE,
            page.contentType() + ";charset=UTF-8",
            "content-security-policy",
            CONTENT_SECURITY_POLICY,
            "x-content-type-options",
            "nosniff");
    return new ApiResponse(200, headers, List.of(), page.text().get(), false);
  }

  /// An error in API Gateway's own form.
  static ApiResponse message(int status, String message) {
    return json(status, JSON.createObjectNode().put("message", message).toString());
  }

  /// Reads a function's response, in the form that [ApiEvent] cites. JSON without `statusCode` is
  /// the body of a success.
  ///
  /// @throws IOException if it is not JSON, has no number as its status code, or broken Base64
  static ApiResponse ofFunction(byte[] response) throws IOException {
    var answer = JSON.readTree(response);
    var status = answer.path("statusCode");
    if (status.isMissingNode()) return json(200, new String(response, StandardCharsets.UTF_8));
    if (!status.canConvertToInt()) throw new IOException("statusCode is " + status);
    var headers = new LinkedHashMap<String, String>();
    headers.put(CONTENT_TYPE, TEXT_TYPE);
    for (var header : answer.path("headers").properties()) {
      headers.put(header.getKey().toLowerCase(java.util.Locale.ROOT), header.getValue().asText());
    }
    var cookies =
        StreamSupport.stream(answer.path("cookies").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    var body = answer.path("body").asText("");
    var isBase64 = answer.path("isBase64Encoded").asBoolean();
    requireDecodable(body, isBase64);
    return new ApiResponse(status.intValue(), headers, cookies, body, isBase64);
  }

  private static void requireDecodable(String body, boolean isBase64) throws IOException {
    try {
      if (isBase64) Base64.getDecoder().decode(body);
    } catch (IllegalArgumentException e) {
      throw new IOException("the body is not Base64", e);
    }
  }

  byte[] bytes() {
    return isBase64 ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
  }
}
