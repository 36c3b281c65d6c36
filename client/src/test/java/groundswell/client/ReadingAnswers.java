package groundswell.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import groundswell.client.Problem.Fault;
import groundswell.client.model.Board;
import groundswell.domain.ids.MemberId;
import java.time.Instant;
import java.util.List;
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
    var problem =
        problem(
            422,
            """
            {"type": "urn:groundswell:problem:invalid", "code": "invalid", "status": 422,
             "detail": "2 fields are invalid", "errors": [
              {"pointer": "#/entries/3/value", "detail": "missing"},
              {"pointer": "#/a%20b/x~1y", "detail": "too long"}]}""");

    assertThat(problem.code()).isEqualTo("invalid");
    assertThat(problem.message()).isEqualTo("2 fields are invalid");
    assertThat(problem.faults())
        .extracting(Fault::text)
        .containsExactly("entries[3].value: missing", "a b.x/y: too long");
  }

  @Test
  void saysWhichLineCannotBeRead() {
    var problem = problem(400, "{\"code\": \"malformed-body\", \"detail\": \"no\", \"line\": 7}");

    assertThat(problem.faults()).extracting(Fault::line).containsExactly(7);
  }

  @Test
  void saysWhereTheCauseOfAFaultIs() {
    var problem = problem(500, "{\"code\": \"fault\", \"detail\": \"no\", \"request_id\": \"r7\"}");

    assertThat(problem.hint()).contains("r7");
  }

  @Test
  void saysInWordsWhatAGatewayMeansByAStatus() {
    assertThat(problem(401, "{}").code()).isEqualTo("unauthorized");
    assertThat(problem(404, "{\"message\": \"Not Found\"}").code()).isEqualTo("unknown-address");
    assertThat(problem(502, "<html>").code()).isEqualTo("unavailable");
    assertThat(problem(413, "{\"message\": \"Too Large\"}"))
        .isEqualTo(Problem.of(ErrorCode.REFUSED, "the API refused: Too Large"));
    for (int status : List.of(401, 404, 413, 429, 500, 502, 503))
      assertThat(problem(status, "{}").message()).doesNotContain("" + status);
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

  private static Problem problem(int status, String body) {
    var failed =
        catchThrowableOfType(ApiException.class, () -> answer(status, body).as(Board.class));
    return failed.problem();
  }

  private static Response answer(int status, String body) {
    return new Response(status, Json.readOrMissing(body));
  }
}
