package groundswell.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.local.template.Topology.CorsRule;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
class CallingFromPages {
  private static final String CONSOLE = "https://console.example.com";

  @AutoClose
  private final RunningGateway gateway =
      new RunningGateway(
          Optional.of(
              new CorsRule(
                  List.of(CONSOLE),
                  List.of("GET", "POST"),
                  List.of("authorization", "content-type"),
                  List.of("etag"),
                  Optional.of(Duration.ofHours(2)))),
          _ -> Optional.empty());

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private HttpResponse<String> preflight(String path, String origin) {
    return gateway.send(
        gateway
            .request(path)
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "authorization,content-type"));
  }

  @Test
  void answersAPreflightItselfWithoutAToken() {
    var answer = preflight("/secret", CONSOLE);

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(CONSOLE);
    assertThat(header(answer, "Access-Control-Allow-Methods")).isEqualTo("GET,POST");
    assertThat(header(answer, "Access-Control-Allow-Headers"))
        .isEqualTo("authorization,content-type");
    assertThat(header(answer, "Access-Control-Max-Age")).isEqualTo("7200");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
  }

  /// The gateway's own pages may call the local cloud, but the template names another origin.
  @Test
  void allowsAPageOfAnotherOriginNothing() {
    var answer = preflight("/secret", gateway.address().toString());

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().map().keySet())
        .noneMatch(name -> name.startsWith("access-control-"));
  }

  @Test
  void letsThePageReadAnswersAndErrors() {
    gateway.functionAnswers(
        "{\"statusCode\":200,\"headers\":{\"Access-Control-Allow-Origin\":\"*\"},\"body\":\"\"}");

    for (var path : List.of("/uploads/a", "/secret", "/nothing")) {
      var answer = gateway.send(gateway.request(path).header("Origin", CONSOLE));
      assertThat(answer.headers().allValues("Access-Control-Allow-Origin"))
          .describedAs(path)
          .containsExactly(CONSOLE);
      assertThat(header(answer, "Access-Control-Expose-Headers")).isEqualTo("etag");
      assertThat(header(answer, "Vary")).isEqualTo("Origin");
    }
  }

  @Test
  void saysNothingToWhoIsNoPage() {
    assertThat(gateway.get("/uploads/a").headers().map().keySet())
        .noneMatch(name -> name.startsWith("access-control-"));
  }
}
