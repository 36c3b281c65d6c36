package groundswell.dynamodb.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import groundswell.dynamodb.LocalDynamoDb;
import groundswell.dynamodb.http.Clients;
import groundswell.dynamodb.http.HttpFront;
import groundswell.dynamodb.options.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// An engine for one test class, called over HTTP like any client does. In the tests' JSON, single
/// quotes stand for double ones.
public final class Service implements BeforeAllCallback, AfterAllCallback {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String SIGNATURE =
      "AWS4-HMAC-SHA256 Credential=key/20260101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0";

  private final Options options;
  private final AtomicInteger names = new AtomicInteger();
  private LocalDynamoDb engine;
  private HttpFront front;

  public Service() {
    this(Options.inMemory());
  }

  public Service(Options options) {
    this.options = options;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    engine = LocalDynamoDb.start(options);
    var clients = new Clients(engine.client(), engine.streamsClient());
    front = HttpFront.start(_ -> clients, new Random());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    front.close();
    engine.close();
  }

  public URI address() {
    return front.address();
  }

  public LocalDynamoDb engine() {
    return engine;
  }

  /// A table name that is not in use.
  public String newName() {
    return "Table-" + names.incrementAndGet();
  }

  /// The answer to a request that succeeds.
  public JsonNode call(String operation, String json) {
    var response = send("DynamoDB_20120810." + operation, json);
    assertThat(response.statusCode())
        .as("%s %s: %s", operation, json, response.body())
        .isEqualTo(200);
    return parsed(response.body());
  }

  public JsonNode callStreams(String operation, String json) {
    var response = send("DynamoDBStreams_20120810." + operation, json);
    assertThat(response.statusCode())
        .as("%s %s: %s", operation, json, response.body())
        .isEqualTo(200);
    return parsed(response.body());
  }

  /// The refusal of a request.
  public Refusal refused(String operation, String json) {
    return refusal(send("DynamoDB_20120810." + operation, json), operation, json);
  }

  public Refusal refusedByStreams(String operation, String json) {
    return refusal(send("DynamoDBStreams_20120810." + operation, json), operation, json);
  }

  private static Refusal refusal(HttpResponse<String> response, String operation, String json) {
    assertThat(response.statusCode())
        .as("%s %s: %s", operation, json, response.body())
        .isEqualTo(400);
    var body = parsed(response.body());
    var type = body.path("__type").asText();
    var message = body.has("Message") ? body.path("Message") : body.path("message");
    return new Refusal(type.substring(type.indexOf('#') + 1), message.asText(), body);
  }

  private HttpResponse<String> send(String target, String json) {
    return send(
        request ->
            request
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", target)
                .header("X-Amz-Date", "20260101T000000Z")
                .header("Authorization", SIGNATURE)
                .POST(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"'))));
  }

  /// A request that the test writes itself.
  public HttpResponse<String> send(Consumer<HttpRequest.Builder> fill) {
    return send(fill, HttpResponse.BodyHandlers.ofString());
  }

  public <T> HttpResponse<T> send(
      Consumer<HttpRequest.Builder> fill, HttpResponse.BodyHandler<T> handler) {
    var request = HttpRequest.newBuilder(front.address());
    fill.accept(request);
    try {
      return HTTP.send(request.build(), handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public static JsonNode json(String text) {
    return parsed(text.replace('\'', '"'));
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + text, e);
    }
  }

  /// @param code the last part of `__type`
  /// @param body the whole answer
  public record Refusal(String code, String message, JsonNode body) {
    public void is(String expectedCode, String expectedMessage) {
      assertThat(this)
          .extracting(Refusal::code, Refusal::message)
          .containsExactly(expectedCode, expectedMessage);
    }

    public void isValidation(String expectedMessage) {
      is("ValidationException", expectedMessage);
    }

    /// For messages that say more than the rule.
    public void isValidationWith(String part) {
      assertThat(code).isEqualTo("ValidationException");
      assertThat(message).contains(part);
    }
  }
}
