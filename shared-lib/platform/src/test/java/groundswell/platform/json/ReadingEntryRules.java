package groundswell.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingEntryRules {
  private static final String RULES =
      """
      {"metrics": [{"id": "steps", "unit": "steps", "daily_max": 100000}], "back_entry_days": 30}
      """;

  @Test
  void readsWhatItWrites() {
    var rules = EntryRulesCodec.decode(JsonObject.parse(RULES));

    assertThat(rules.backEntryDaysMax()).isEqualTo(30);
    assertThat(rules.metrics()).hasSize(1);
    assertThat(EntryRulesCodec.decode(JsonObject.parse(EntryRulesCodec.encode(rules))))
        .isEqualTo(rules);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "unit": "steps"         | "unit": ""               | metrics[0]: unit must have 1 to 32 characters
          "daily_max": 100000     | "daily_max": true        | metrics[0].daily_max: true is not a number
          "daily_max": 100000     | "dailyMax": 1            | metrics[0].dailyMax: unknown key
          "daily_max": 100000     | "daily_max": 1, "decimals": 4 | metrics[0]: decimals 4 is not in 0..3
          "back_entry_days": 30   | "back_entry_days": 0     | back_entry_days 0 is not in 1..3660
          }]                      | }, {"id": "steps", "unit": "s", "daily_max": 1}] | metrics: two metrics have the same id
          """)
  void namesThePathOfTheFirstError(String right, String wrong, String message) {
    assertThatThrownBy(() -> EntryRulesCodec.decode(JsonObject.parse(RULES.replace(right, wrong))))
        .isInstanceOf(InvalidJson.class)
        .hasMessageStartingWith(message);
  }
}
