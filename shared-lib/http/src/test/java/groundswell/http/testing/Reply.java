package groundswell.http.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import groundswell.http.ProblemCode;
import groundswell.platform.testing.TestContext;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The API's response.
///
/// @param headers by name in lower case; several of one name on a line each
public record Reply(int status, Map<String, String> headers, String body) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /// @return this, after asserting that a problem has every member that clients rely on
  Reply checked() {
    if (status < 400) return this;
    assertThat(headers).containsEntry("content-type", "application/problem+json");
    assertThat(ProblemCode.values())
        .as(body)
        .anySatisfy(
            code -> {
              assertThat(at("/code")).isEqualTo(code.text());
              assertThat(at("/type")).isEqualTo("urn:groundswell:problem:" + code.text());
              assertThat(at("/title")).isEqualTo(code.title());
              assertThat(at("/status")).isEqualTo("" + code.status()).isEqualTo("" + status);
            });
    assertThat(at("/detail")).as(body).isNotBlank();
    assertThat(at("/request_id")).isEqualTo(new TestContext().getAwsRequestId());
    return this;
  }

  /// @return this, after asserting the status
  public Reply expect(int expected) {
    assertThat(status).as(body).isEqualTo(expected);
    return this;
  }

  public String entityTag() {
    return headers.getOrDefault("etag", "none");
  }

  /// The cookies' names and values.
  public Map<String, String> cookies() {
    return headers
        .getOrDefault("set-cookie", "")
        .lines()
        .map(line -> line.split(";", 2)[0].split("=", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }

  public JsonNode json() {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError(body, e);
    }
  }

  /// The value at a JSON pointer, as text.
  public String at(String pointer) {
    var node = json().at(pointer);
    return node.isValueNode() ? node.asText() : node.toString();
  }

  /// The problem's errors, each as `field: message`, with the field as in `entries[3].value`.
  public List<String> errors() {
    return json()
        .path("errors")
        .valueStream()
        .map(error -> field(error.path("pointer").asText()) + ": " + error.path("detail").asText())
        .toList();
  }

  private static String field(String pointer) {
    return URLDecoder.decode(pointer, UTF_8)
        .replaceFirst("^#/?", "")
        .replaceAll("/([0-9]+)", "[$1]")
        .replace('/', '.');
  }
}
