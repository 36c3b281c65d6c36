package groundswell.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.domain.scoring.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingNumbers {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 1_000_000_000_000_000_000L, Long.MAX_VALUE, Long.MIN_VALUE})
  void readsEveryScoreThatCanBeWritten(long millionths) {
    var score = new Score(millionths);
    var written =
        Json.write(
            json -> {
              json.writeStartObject();
              Json.writeScore(json, "score", score);
              json.writeEndObject();
            });

    assertThat(JsonObject.parse(written).score("score")).isEqualTo(score);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854.775808", "1e13", "1e999999999", "0.0000001"})
  void refusesWhatIsNoScore(String number) {
    var object = JsonObject.parse("{\"score\": %s}".formatted(number));

    assertThatThrownBy(() -> object.score("score")).isInstanceOf(InvalidJson.class);
  }

  @Test
  void refusesAnExponentThatNoNumberHas() {
    assertThatThrownBy(() -> JsonObject.parse("{\"score\": 1e99999999999}"))
        .isInstanceOf(InvalidJson.class)
        .hasMessageContaining("exponent");
  }
}
