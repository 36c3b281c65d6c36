package groundswell.dynamodb.http;

import static groundswell.dynamodb.service.Service.json;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.dynamodb.service.Service;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html>
class AnsweringInTheProtocol {
  private static final String SIGNATURE =
      "AWS4-HMAC-SHA256 Credential=key/20260101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0";
  private static final String UNKNOWN_OPERATION =
      "{'__type':'com.amazon.coral.service#UnknownOperationException'}".replace('\'', '"');
  private static final String NOT_JSON =
      "{'__type':'com.amazon.coral.service#SerializationException'}".replace('\'', '"');

  @RegisterExtension static final Service service = new Service();

  @Test
  void givesEveryAnswerAnIdOf52CharactersAndTheChecksumOfItsBody() {
    var response = post(Map.of("X-Amz-Target", "DynamoDB_20120810.ListTables"), "{}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "x-amzn-RequestId")).matches("[0-9A-Z]{52}");
    assertThat(header(response, "x-amz-crc32"))
        .isEqualTo(checksum(response.body().getBytes(StandardCharsets.UTF_8)));
    assertThat(header(response, "Content-Type")).isEqualTo("application/x-amz-json-1.0");
  }

  @Test
  void answersPlainJsonToAClientThatSendsPlainJson() {
    var response =
        post(
            Map.of(
                "X-Amz-Target",
                "DynamoDB_20120810.ListTables",
                "Content-Type",
                "application/json; charset=UTF-8"),
            "{}");

    assertThat(response.body()).isEqualTo("{\"TableNames\":[]}");
    assertThat(header(response, "Content-Type")).isEqualTo("application/json");
  }

  @Test
  void servesStreamsAtTheSamePort() {
    var response = post(Map.of("X-Amz-Target", "DynamoDBStreams_20120810.ListStreams"), "{}");

    assertThat(response.body()).isEqualTo("{\"Streams\":[]}");
  }

  @Test
  void saysThatItIsHealthy() {
    var response = service.send(HttpRequest.Builder::GET);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).startsWith("healthy: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "PATCH"})
  void knowsNoOtherMethods(String method) {
    var response = service.send(request -> request.method(method, BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("<UnknownOperationException/>\n");
    assertThat(header(response, "x-amz-crc32")).isEqualTo("3552371480");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-amz-json-1.1", "application/jsonx"})
  void knowsNoOtherContentTypes(String contentType) {
    assertThat(post(Map.of("Content-Type", contentType), "{}").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "whatever",
        "DynamoDB_20120810.",
        "DynamoDB_20120810.ListTable",
        "DynamoDB_20120810.ListStreams"
      })
  void refusesOtherTargets(String target) {
    var response = post(Map.of("X-Amz-Target", target), "{}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).isEqualTo(UNKNOWN_OPERATION);
    assertThat(header(response, "x-amz-crc32")).isEqualTo("1368724161");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ExecuteStatement",
        "CreateBackup",
        "ListGlobalTables",
        "ExportTableToPointInTime"
      })
  void namesOperationsThatAreNotBuilt(String operation) {
    var refusal = service.refused(operation, "{}");

    assertThat(refusal.code()).isEqualTo("UnknownOperationException");
    assertThat(refusal.message()).contains(operation);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hi", "{", "[]", "{} x", "'text'", "{'a': }", "{'TableName': 1, "})
  void refusesWhatIsNoJsonBeforeItLooksAtTheTargetOrTheSignature(String body) {
    var response =
        post(Map.of("X-Amz-Target", "whatever", "Authorization", ""), body.replace('\'', '"'));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).isEqualTo(NOT_JSON);
    assertThat(header(response, "x-amz-crc32")).isEqualTo("3948637019");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{'TableName': 1, "})
  void refusesWhatIsNoJsonAlsoWithAKnownTarget(String body) {
    var response =
        post(Map.of("X-Amz-Target", "DynamoDB_20120810.DescribeTable"), body.replace('\'', '"'));

    assertThat(response.body()).isEqualTo(NOT_JSON);
  }

  @Test
  void asksForASignature() {
    var response =
        post(
            Map.of("X-Amz-Target", "DynamoDB_20120810.ListTables", "Authorization", "Bearer x"),
            "{}");

    assertThat(json(response.body()))
        .isEqualTo(
            json(
                "{'__type':'com.amazon.coral.service#MissingAuthenticationTokenException','message':'Request is missing"
                    + " Authentication Token'}"));
  }

  @Test
  void namesWhatASignatureLacks() {
    var response =
        post(
            Map.of(
                "X-Amz-Target",
                "DynamoDB_20120810.ListTables",
                "Authorization",
                "AWS4-",
                "X-Amz-Date",
                ""),
            "{}");

    assertThat(response.body())
        .isEqualTo(
            "{\"__type\":\"com.amazon.coral.service#IncompleteSignatureException\",\"message\":\"Authorization header"
                + " requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization"
                + " header requires 'SignedHeaders' parameter. Authorization header requires existence of either a"
                + " 'X-Amz-Date' or a 'Date' header. Authorization=AWS4-\"}");
  }

  @Test
  void takesASignatureInTheQuery() {
    var query =
        "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=key%2F20260101%2Feu-west-1%2Fdynamodb%2Faws4_request"
            + "&X-Amz-Signature=c&X-Amz-SignedHeaders=host&X-Amz-Date=20260101T000000Z";
    var response =
        service.send(
            request ->
                request
                    .uri(service.address().resolve("/" + query))
                    .header("Content-Type", "application/x-amz-json-1.0")
                    .header("X-Amz-Target", "DynamoDB_20120810.ListTables")
                    .POST(BodyPublishers.ofString("{}")));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  @Test
  void namesWhatASignatureInTheQueryLacks() {
    var response =
        service.send(
            request ->
                request
                    .uri(
                        service
                            .address()
                            .resolve(
                                "/?X-Amz-Algorithm=a&X-Amz-Credential=b&X-Amz-Signature=c&X-Amz-Date=d"))
                    .header("X-Amz-Target", "DynamoDB_20120810.ListTables")
                    .POST(BodyPublishers.noBody()));

    assertThat(response.body())
        .contains(
            "AWS query-string parameters must include 'X-Amz-SignedHeaders'. Re-examine the query-string parameters.");
  }

  @Test
  void letsABrowserAskFromAnyOrigin() {
    var response =
        service.send(
            request ->
                request
                    .header("Origin", "http://example.com")
                    .header("Access-Control-Request-Headers", "x-amz-target")
                    .header("Access-Control-Request-Method", "POST")
                    .method("OPTIONS", BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(header(response, "Access-Control-Allow-Headers")).isEqualTo("x-amz-target");
    assertThat(header(response, "Access-Control-Allow-Methods")).isEqualTo("POST");
    assertThat(header(response, "Access-Control-Max-Age")).isEqualTo("172800");
  }

  @ParameterizedTest
  @CsvSource({"0, 200", "1, 413"})
  void takesBodiesOfUpTo16MiB(int bytesTooMany, int status) {
    var object = "{\"x\":\"\"}";
    var body =
        "{\"x\":\"%s\"}".formatted("a".repeat(16 * 1024 * 1024 - object.length() + bytesTooMany));

    assertThat(post(Map.of("X-Amz-Target", "DynamoDB_20120810.ListTables"), body).statusCode())
        .isEqualTo(status);
  }

  @Test
  void compressesLongAnswersForAClientThatTakesGzip() throws IOException {
    var table = service.newName();
    createTable(table);
    service.call(
        "PutItem",
        "{'TableName':'%s','Item':{'pk':{'S':'a'},'long':{'S':'%s'}}}"
            .formatted(table, "x".repeat(5_000)));

    var response =
        service.send(
            filled(
                Map.of("X-Amz-Target", "DynamoDB_20120810.GetItem", "Accept-Encoding", "gzip"),
                BodyPublishers.ofString(
                    "{'TableName':'%s','Key':{'pk':{'S':'a'}}}"
                        .formatted(table)
                        .replace('\'', '"'))),
            BodyHandlers.ofByteArray());

    assertThat(header(response, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(response, "x-amz-crc32")).isEqualTo(checksum(response.body()));
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8))
          .contains("x".repeat(5_000));
    }
  }

  @Test
  void readsCompressedRequests() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var packed = new GZIPOutputStream(bytes)) {
      packed.write("{}".getBytes(StandardCharsets.UTF_8));
    }

    var response =
        service.send(
            filled(
                Map.of("X-Amz-Target", "DynamoDB_20120810.ListTables", "Content-Encoding", "gzip"),
                BodyPublishers.ofByteArray(bytes.toByteArray())),
            BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(200);
  }

  private static void createTable(String name) {
    service.call(
        "CreateTable",
        "{'TableName':'%s','KeySchema':[{'AttributeName':'pk','KeyType':'HASH'}],'AttributeDefinitions':[{'AttributeName':'pk','AttributeType':'S'}],'BillingMode':'PAY_PER_REQUEST'}"
            .formatted(name));
  }

  private static HttpResponse<String> post(Map<String, String> headers, String body) {
    return service.send(filled(headers, BodyPublishers.ofString(body)));
  }

  /// @param headers replace the usual ones; empty ones are left out
  private static java.util.function.Consumer<HttpRequest.Builder> filled(
      Map<String, String> headers, HttpRequest.BodyPublisher body) {
    return request -> {
      var all =
          new java.util.HashMap<>(
              Map.of(
                  "Content-Type",
                  "application/x-amz-json-1.0",
                  "X-Amz-Date",
                  "20260101T000000Z",
                  "Authorization",
                  SIGNATURE));
      all.putAll(headers);
      all.forEach(
          (name, value) -> {
            if (!value.isEmpty()) request.header(name, value);
          });
      request.POST(body);
    };
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static String checksum(byte[] body) {
    var checksum = new CRC32();
    checksum.update(body);
    return Long.toString(checksum.getValue());
  }
}
