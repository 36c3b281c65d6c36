package groundswell.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.http.testing.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTheBytesOfARequest {
  private static final String MUELLER = "{\"display_name\":\"Müller\",\"time_zone\":\"UTC\"}";

  private final ApiWorld world = new ApiWorld();

  @Test
  void takesUtf8WithOrWithoutAMarkAndANameOfIt() {
    for (var type :
        new String[] {
          "application/json",
          "application/json; charset=UTF-8",
          "application/json;charset=\"utf-8\""
        }) {
      assertThat(put(type, MUELLER.getBytes(UTF_8)).at("/display_name")).isEqualTo("Müller");
      assertThat(put(type, ("\uFEFF" + MUELLER).getBytes(UTF_8)).at("/display_name"))
          .isEqualTo("Müller");
    }
  }

  @Test
  void refusesBytesOfAnotherEncoding() {
    var refused = put("application/json", MUELLER.getBytes(ISO_8859_1)).expect(400);

    assertThat(refused.at("/detail")).isEqualTo("the body is not UTF-8; write it in this encoding");
    world.ask("GET", "/members/m").expect(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iso-8859-1", "utf-16", "windows-1252"})
  void refusesOtherCharsetsByTheirNames(String charset) {
    var refused = put("application/json; charset=" + charset, MUELLER.getBytes(UTF_16)).expect(415);

    assertThat(refused.at("/detail")).contains(charset, "UTF-8");
  }

  /// A gateway turns `%FF` into such characters, and programs write them for what they could not
  /// read.
  @ParameterizedTest
  @ValueSource(strings = {"x%EF%BF%BD", "x%FF", "%EF%BF%BE", "x%E2%80%8B", "%2E%2E"})
  void refusesIdsInWhichACharacterWasLostOrCannotBeSeen(String id) {
    var refused = world.ask("PUT", "/members/" + id, MUELLER).expect(400);

    assertThat(refused.at("/detail")).startsWith("member id ");
  }

  @Test
  void refusesNamesInWhichACharacterWasLost() {
    var lost = MUELLER.replace('ü', '\uFFFD');

    assertThat(put("application/json", lost.getBytes(UTF_8)).expect(422).errors())
        .singleElement()
        .asString()
        .contains("U+FFFD as character 2", "UTF-8");
  }

  private Reply put(String type, byte[] body) {
    return world.ask("PUT", "/members/m", type, body);
  }
}
