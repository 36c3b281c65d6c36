package groundswell.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.client.model.Board;
import groundswell.domain.ids.MemberId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReadingAnswers {
  private static final String BOARD =
      """
      {"name": "Steps", "as_of": "2026-03-10T12:00:00Z", "total": 1, "colour": "blue",
       "rows": [{"rank": 1, "member": "ann", "name": "Ann", "score": 7500.5, "days": 3}]}""";

  @Test
  void keepsTheJsonBesideItsMeaning() {
    var answer = answer(200, BOARD).as(Board.class);

    assertThat(answer.json().path("colour").asText()).isEqualTo("blue");
    assertThat(answer.value().asOf()).isEqualTo(Instant.parse("2026-03-10T12:00:00Z"));
    assertThat(answer.value().rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.member()).isEqualTo(new MemberId("ann"));
              assertThat(row.team()).isNull();
              assertThat(row.score()).isEqualByComparingTo("7500.5");
            });
  }

  @Test
  void saysWhichFieldsAreWrong() {
    var refused =
        answer(
            422,
            """
            {"detail": "2 fields are invalid", "errors": [
              {"field": "a", "message": "missing"}, {"field": "b", "message": "too long"}]}""");

    assertThatThrownBy(() -> refused.as(Board.class))
        .hasMessage("2 fields are invalid (HTTP status 422)")
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> assertThat(e.details()).containsExactly("a: missing", "b: too long"));
  }

  @Test
  void saysWhatAGatewayAnswersWithoutTheApi() {
    assertThatThrownBy(() -> answer(404, "{\"message\": \"Not Found\"}").as(Board.class))
        .hasMessage("Not Found (HTTP status 404)");
    assertThatThrownBy(() -> answer(502, "<html>").as(Board.class))
        .hasMessageContaining("HTTP status 502");
    assertThatThrownBy(() -> answer(401, "{}").as(Board.class)).hasMessageContaining("get a new");
  }

  @Test
  void saysThatAnAnswerIsNotTheApis() {
    assertThatThrownBy(() -> answer(200, "<html>").as(Board.class))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("is not JSON");
    assertThatThrownBy(() -> answer(200, "{\"rows\": 5}").as(Board.class))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("an unexpected form at rows;");
  }

  private static Response answer(int status, String body) {
    return new Response(status, Json.readOrMissing(body));
  }
}
