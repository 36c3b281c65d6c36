package groundswell.http.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;

/// The API's response.
public record Reply(int status, Map<String, String> headers, String body) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /// @return this, after asserting the status
  public Reply expect(int expected) {
    assertThat(status).as(body).isEqualTo(expected);
    return this;
  }

  public String entityTag() {
    return headers.getOrDefault("etag", "none");
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

  /// The problem's errors, each as `field: message`.
  public List<String> errors() {
    return json()
        .path("errors")
        .valueStream()
        .map(error -> error.path("field").asText() + ": " + error.path("message").asText())
        .toList();
  }
}
