package groundswell.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.NullNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
class RoutingRequests {
  @AutoClose private static final RunningGateway gateway = new RunningGateway();

  @ParameterizedTest
  @CsvSource({
    "/uploads/latest, GET /uploads/latest",
    "/uploads/a%3Fb, GET /uploads/{upload}",
    "/files/a/b, ANY /files/{rest+}",
    "/files/, ANY /files/{rest+}",
  })
  void prefersTheMostSpecificRoute(String path, String routeKey) {
    assertThat(gateway.get(path).statusCode()).isEqualTo(200);
    assertThat(gateway.event().path("routeKey").asText()).isEqualTo(routeKey);
  }

  @Test
  void decodesPathParameters() {
    gateway.get("/uploads/a%23b%20c+d");
    assertThat(gateway.event().at("/pathParameters/upload").asText()).isEqualTo("a#b c+d");

    gateway.get("/uploads/a%252Fb");
    assertThat(gateway.event().at("/pathParameters/upload").asText()).isEqualTo("a%2Fb");

    gateway.get("/uploads/a%3Fb");
    assertThat(gateway.event().at("/pathParameters/upload").asText()).isEqualTo("a");

    gateway.get("/files/a/b%20c");
    assertThat(gateway.event().at("/pathParameters/rest").asText()).isEqualTo("a/b c");
  }

  @ParameterizedTest
  @CsvSource({
    "/",
    "/uploads/",
    "/uploads/a/b",
    "/uploads/a%2Fb",
    "/nothing",
    "/_local/nothing",
    "/files"
  })
  void knowsNoOtherPaths(String path) {
    var response = gateway.get(path);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("{\"message\":\"Not Found\"}");
  }

  @Test
  void knowsNoOtherMethods() {
    assertThat(gateway.send(gateway.request("/uploads/a").DELETE()).statusCode()).isEqualTo(404);
  }

  @Test
  void refusesABodyThatAFunctionOrTheGatewayCannotTake() {
    // In base64, 4 MiB fit into the 6 MiB of a call, and 6 MiB do not. The gateway's own limit is
    // 10 MiB: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
    assertThat(post(4 << 20).statusCode()).isEqualTo(200);
    assertThat(List.of(6 << 20, (10 << 20) + 1))
        .allSatisfy(
            bytes -> {
              var refused = post(bytes);
              assertThat(refused.statusCode()).isEqualTo(413);
              assertThat(refused.body()).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
            });
  }

  private HttpResponse<String> post(int bytes) {
    var body = BodyPublishers.ofByteArray(new byte[bytes]);
    return gateway.send(gateway.request("/uploads").POST(body));
  }

  @Test
  void servesLocalPathsBeside() {
    assertThat(gateway.get("/_local/echo?a=1").body()).isEqualTo("\"GET{a=1}\"");
    assertThat(gateway.get("/_local/wrong").statusCode()).isEqualTo(400);
    assertThat(gateway.get("/_local/wrong").body()).contains("no such queue");
    assertThatThrownBy(() -> new LocalRoutes(Map.of("/state", _ -> NullNode.instance), Map.of()))
        .hasMessageContaining("/state does not begin with /_local/");
  }

  @Test
  void isUnavailableUntilItServes() throws Exception {
    try (var idle = HttpGateway.listen(0, new TrustedCallers());
        var http = java.net.http.HttpClient.newHttpClient()) {
      var request = java.net.http.HttpRequest.newBuilder(idle.address().resolve("/uploads"));
      var response = http.send(request.build(), java.net.http.HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(503);
    }
  }
}
