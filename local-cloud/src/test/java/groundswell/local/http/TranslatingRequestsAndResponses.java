package groundswell.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Payload version 2.0, as
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations.html
/// and the page on Lambda integrations under it describe it.
class TranslatingRequestsAndResponses {
  @AutoClose private static final RunningGateway gateway = new RunningGateway();

  @BeforeEach
  void functionAnswersAnything() {
    gateway.functionAnswers("{}");
  }

  @Test
  void makesTheEventOfARequest() {
    gateway.send(
        gateway
            .request("/uploads?a=1&b=x%20y&a=2")
            .header("X-Many", "one")
            .header("X-Many", "two")
            .header("Cookie", "c1=v1; c2=v2")
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(BodyPublishers.ofString("{\"ü\":1}")));

    var event = gateway.event();
    assertThat(event.path("version").asText()).isEqualTo("2.0");
    assertThat(event.path("rawPath").asText()).isEqualTo("/uploads");
    assertThat(event.path("rawQueryString").asText()).isEqualTo("a=1&b=x%20y&a=2");
    assertThat(event.at("/queryStringParameters/a").asText()).isEqualTo("1,2");
    assertThat(event.at("/queryStringParameters/b").asText()).isEqualTo("x y");
    assertThat(event.at("/headers/x-many").asText()).isEqualTo("one,two");
    assertThat(event.at("/headers/cookie").isMissingNode()).isTrue();
    assertThat(event.at("/cookies/1").asText()).isEqualTo("c2=v2");
    assertThat(event.path("body").asText()).isEqualTo("{\"ü\":1}");
    assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
  }

  @Test
  void describesTheRequestInItsContext() {
    gateway.get("/uploads/a");

    var context = gateway.event().path("requestContext");
    assertThat(context.at("/http/method").asText()).isEqualTo("GET");
    assertThat(context.at("/http/path").asText()).isEqualTo("/uploads/a");
    assertThat(context.at("/http/protocol").asText()).isEqualTo("HTTP/1.1");
    assertThat(context.at("/http/sourceIp").asText()).isEqualTo("127.0.0.1");
    assertThat(context.path("stage").asText()).isEqualTo("$default");
    assertThat(context.path("time").asText()).isEqualTo("01/Mar/2026:10:00:00 +0000");
    assertThat(context.path("timeEpoch").asLong()).isEqualTo(1772359200000L);
    assertThat(context.path("requestId").asText()).isNotEmpty();
  }

  @Test
  void sendsOtherThanTextInBase64() {
    gateway.send(
        gateway
            .request("/uploads")
            .header("Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofByteArray(new byte[] {0, -1})));

    assertThat(gateway.event().path("body").asText()).isEqualTo("AP8=");
    assertThat(gateway.event().path("isBase64Encoded").asBoolean()).isTrue();
  }

  @Test
  void isReadByLambdasOwnSerialization() {
    gateway.send(gateway.request("/secret").header("Authorization", gateway.token()));

    var event =
        LambdaEventSerializers.serializerFor(
                APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPEvent.class.getClassLoader())
            .fromJson(gateway.event().toString());
    assertThat(event.getRouteKey()).isEqualTo("GET /secret");
    assertThat(event.getRequestContext().getAuthorizer().getJwt().getClaims())
        .containsEntry("tenant", "acme");
  }

  @Test
  void sendsBackWhatTheFunctionSays() {
    gateway.functionAnswers(
        """
        {"statusCode": 201, "headers": {"Content-Type": "text/csv", "X-One": "1"},
         "cookies": ["a=1; Secure", "b=2"], "body": "YQ==", "isBase64Encoded": true}""");

    var response = gateway.get("/uploads/a");

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.body()).isEqualTo("a");
    assertThat(response.headers().firstValue("content-type")).contains("text/csv");
    assertThat(response.headers().firstValue("x-one")).contains("1");
    assertThat(response.headers().allValues("set-cookie"))
        .containsExactlyInAnyOrder("a=1; Secure", "b=2");
  }

  @Test
  void takesJsonWithoutAStatusForTheBodyOfASuccess() {
    gateway.functionAnswers("{\"message\":\"hello\"}");

    var response = gateway.get("/uploads/a");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"message\":\"hello\"}");
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
  }

  @Test
  void answersWithoutABody() {
    gateway.functionAnswers("{\"statusCode\":204}");

    assertThat(gateway.get("/uploads/a").statusCode()).isEqualTo(204);
    assertThat(gateway.get("/uploads/a").body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"statusCode\":\"fine\"}",
        "not JSON",
        "{\"statusCode\":200,\"body\":\"!\",\"isBase64Encoded\":true}"
      })
  void turnsAnAnswerThatItCannotReadIntoAnError(String answer) {
    gateway.functionAnswers(answer);

    assertInternalError();
  }

  @Test
  void tellsNothingOfAFunctionsError() {
    gateway.functionThrows(new IllegalStateException("secret detail"));

    assertInternalError();
  }

  private void assertInternalError() {
    var response = gateway.get("/uploads/a");
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
  }

  @Test
  void saysThatAFunctionGaveNoAnswer() {
    gateway.functionThrows(new FunctionUnavailableException("timed out"));

    var response = gateway.get("/uploads/a");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).isEqualTo("{\"message\":\"Service Unavailable\"}");
  }
}
