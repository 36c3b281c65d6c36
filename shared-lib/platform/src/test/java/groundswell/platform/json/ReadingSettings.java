package groundswell.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingSettings {
  private static final String SETTINGS =
      """
      {"time_zone": "Europe/Berlin",
       "metrics": [{"id": "steps", "unit": "steps", "daily_max": 100000, "decimals": 0}],
       "back_entry_days": 30, "sources": {"count": "highest"}, "own_entries": false,
       "code_page": "windows-1252", "limits": {"open_uploads": 5, "recalculations_per_hour": 9}}
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"count\": \"highest\"}",
        "{\"count\": \"sum\", \"only\": [\"garmin\", \"manual\"]}",
        "{\"count\": \"priority\", \"priority\": [\"hr\", \"a watch\"], \"only\": [\"hr\"]}"
      })
  void readsWhatItWrites(String sources) {
    var settings =
        SettingsCodec.decode(
            JsonObject.parse(SETTINGS.replace("{\"count\": \"highest\"}", sources)));

    assertThat(settings.entries().backEntryDaysMax()).isEqualTo(30);
    assertThat(settings.ownEntries()).isFalse();
    assertThat(SettingsCodec.decode(JsonObject.parse(SettingsCodec.encode(settings))))
        .isEqualTo(settings);
  }

  @Test
  void storesSourcesTrimmedAndInLowerCase() {
    var sources = "{\"count\": \"priority\", \"priority\": [\" Garmin Connect \"]}";
    var settings = SETTINGS.replace("{\"count\": \"highest\"}", sources);

    assertThat(SettingsCodec.encode(SettingsCodec.decode(JsonObject.parse(settings))))
        .contains("[\"garmin connect\"]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          "unit": "steps"         | "unit": ""               | metrics[0]: unit must have 1 to 32 characters
          "daily_max": 100000     | "daily_max": true        | metrics[0].daily_max: true is not a number
          "daily_max": 100000     | "dailyMax": 1            | metrics[0].dailyMax: unknown key
          "decimals": 0           | "decimals": 4            | metrics[0]: decimals 4 is not in 0..3
          "back_entry_days": 30   | "back_entry_days": 0     | back_entry_days 0 is not in 1..3660
          }]                      | }, {"id": "steps", "unit": "s", "daily_max": 1, "decimals": 0}] | metrics: two metrics have the same id
          Europe/Berlin           | Europe/Bärlin            | time_zone: there is no time zone "Europe/Bärlin"
          Europe/Berlin           | +15:00                   | time_zone: no place on Earth has the time +15:00
          windows-1252            | UTF-16                   | code_page: UTF-16 is no code page
          windows-1252            | windows-9999             | code_page: there is no code page "windows-9999"
          "open_uploads": 5       | "open_uploads": 0        | limits: open_uploads 0 is not in 1..100
          "count": "highest"      | "count": "best"          | sources.count: "best" is not highest, sum or priority
          "count": "highest"      | "count": "priority"      | sources.priority: is given exactly if count is priority
          "count": "highest"      | "count": "sum", "only": [] | sources.only: names no source
          "own_entries": false,   | ~                        | own_entries: missing
          """)
  void namesThePathOfTheFirstError(String right, String wrong, String message) {
    var replaced = SETTINGS.replace(right, wrong.equals("~") ? "" : wrong);

    assertThatThrownBy(() -> SettingsCodec.decode(JsonObject.parse(replaced)))
        .isInstanceOf(InvalidJson.class)
        .hasMessageStartingWith(message);
  }
}
