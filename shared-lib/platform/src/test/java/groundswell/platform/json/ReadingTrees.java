package groundswell.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTrees {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        " \"a\\u00e9\\ud83d\\ude00\" ",
        "{\"a\": {\"b\": [1, -2, {}, [], null, true, false]}, \"c\": \"\"}",
        "[1.50, 0.0, -0.0, 1E+2, 1e-7, 100.000, 2147483648, 123456789012345678901234567890, 1e400, 100e2147483640]",
        "",
        "  "
      })
  void likeAMapper(String json) throws JsonProcessingException {
    var tree = JsonTree.parse(json);

    assertThat(tree).isEqualTo(MAPPER.readTree(json));
    assertThat(tree.toString()).isEqualTo(MAPPER.readTree(json).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "[1", "[1,]", "{\"a\": 1, \"a\": 2}", "{} {}", "{} x", "nul", "[NaN]", "]"})
  void refusesWhatAMapperRefuses(String json) {
    assertThatThrownBy(() -> MAPPER.readTree(json)).isInstanceOf(JsonProcessingException.class);
    assertThatThrownBy(() -> JsonTree.parse(json)).isInstanceOf(InvalidJson.class);
  }
}
