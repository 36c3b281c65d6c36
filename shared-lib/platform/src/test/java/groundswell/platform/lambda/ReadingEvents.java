package groundswell.platform.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import groundswell.platform.json.InvalidJson;
import groundswell.platform.testing.TestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The events have the form of the examples in the Lambda developer guide, "Using Lambda with
/// Amazon SQS" and "Using Lambda with DynamoDB", and in the API Gateway developer guide, "Create
/// AWS Lambda proxy integrations for HTTP APIs".
class ReadingEvents {
  private final List<Object> read = new ArrayList<>();

  @Test
  void ofQueues() throws IOException {
    var json =
        """
        {"Records": [
          {"messageId": "m-1", "receiptHandle": "h", "body": "{}", "md5OfBody": "9", "eventSource": "aws:sqs",
           "attributes": {"ApproximateReceiveCount": "2"}, "eventSourceARN": "arn", "awsRegion": "eu-west-1",
           "messageAttributes": {
             "a": {"stringValue": "1", "dataType": "Number"},
             "b": {"binaryValue": "AAE=", "dataType": "Binary"}}},
          {"messageId": "m-2", "body": "", "attributes": {}, "messageAttributes": {}}]}\
        """;

    assertThat(answer(new Queue(read), json))
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m-2\"}]}");
    assertThat(read)
        .containsExactly(
            new QueueMessage(
                "m-1",
                "h",
                "{}",
                Map.of("ApproximateReceiveCount", "2"),
                Map.of("a", "Number:1", "b", "Binary:AAE="),
                "aws:sqs",
                "arn"),
            new QueueMessage("m-2", "", "", Map.of(), Map.of(), "", ""));
  }

  @Test
  void ofStreams() throws IOException {
    var json =
        """
        {"Records": [
          {"eventID": "1", "eventName": "MODIFY", "eventVersion": "1.1", "eventSource": "aws:dynamodb",
           "eventSourceARN": "arn", "awsRegion": "eu-west-1",
           "userIdentity": {"principalId": "dynamodb.amazonaws.com", "type": "Service"},
           "dynamodb": {
             "ApproximateCreationDateTime": 1479499740, "Keys": {"pk": {"S": "a"}},
             "SequenceNumber": "111", "SizeBytes": 26, "StreamViewType": "NEW_IMAGE",
             "NewImage": {
               "s": {"S": ""}, "n": {"N": "1.50"}, "b": {"B": "AAE="}, "t": {"BOOL": true},
               "u": {"NULL": true}, "ss": {"SS": ["x"]}, "ns": {"NS": ["1"]}, "bs": {"BS": ["AQ=="]},
               "l": {"L": [{"S": "y"}, {"L": []}]}, "m": {"M": {"k": {"N": "2"}}}}}},
          {"eventName": "REMOVE", "dynamodb": {"Keys": {"pk": {"S": "a"}}, "SequenceNumber": "112"}}]}\
        """;

    assertThat(answer(new Stream(read), json))
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"112\"}]}");
    var records = ((StreamEvent) read.getFirst()).records();
    assertThat(records.getFirst().image().orElseThrow().attributes())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "s", AttributeValue.fromS(""),
                "n", AttributeValue.fromN("1.50"),
                "b", AttributeValue.fromB(bytes(0, 1)),
                "t", AttributeValue.fromBool(true),
                "u", AttributeValue.fromNul(true),
                "ss", AttributeValue.fromSs(List.of("x")),
                "ns", AttributeValue.fromNs(List.of("1")),
                "bs", AttributeValue.fromBs(List.of(bytes(1))),
                "l", AttributeValue.fromL(List.of(AttributeValue.fromS("y"), emptyList())),
                "m", AttributeValue.fromM(Map.of("k", AttributeValue.fromN("2")))));
    assertThat(records.getFirst().keys()).isEqualTo(records.getLast().keys());
    assertThat(records.getLast().image()).isEmpty();
  }

  @Test
  void ofRedrivenStreamRecords() throws IOException {
    var event = "{\"Records\":[{\"dynamodb\":{\"SequenceNumber\":\"7\",\"Keys\":{}}}]}";

    answer(new Stream(read), StreamEvent.redrive(event));

    var redriven = (StreamEvent) read.getFirst();
    assertThat(redriven.redriven()).isTrue();
    assertThat(StreamEvent.of(redriven.records().getFirst())).isEqualTo(event);
  }

  @Test
  void ofTheApi() throws IOException {
    var json =
        """
        {"version": "2.0", "routeKey": "PUT /x/{y}", "headers": {"content-type": "application/json"},
         "pathParameters": {"y": "1"}, "queryStringParameters": {"q": "2"}, "body": "e30=",
         "isBase64Encoded": true,
         "requestContext": {"authorizer": {"jwt": {"claims": {"tenant": "acme"}}}}}\
        """;

    assertThat(answer(new Http(read), json))
        .isEqualTo(
            "{\"statusCode\":201,\"headers\":{\"a\":\"b\"},\"cookies\":[\"c=1;"
                + " Secure\"],\"body\":\"\\u00E9\",\"isBase64Encoded\":false}");
    assertThat(read)
        .containsExactly(
            new HttpRequest(
                "PUT /x/{y}",
                Map.of("content-type", "application/json"),
                Map.of("y", "1"),
                Map.of("q", "2"),
                "e30=",
                true,
                Optional.of(Map.of("tenant", "acme"))));
  }

  @Test
  void ofTheApiWithoutATokenOrABody() throws IOException {
    answer(new Http(read), "{\"routeKey\": \"GET /x\", \"body\": null, \"requestContext\": {}}");

    assertThat(read)
        .containsExactly(
            new HttpRequest("GET /x", Map.of(), Map.of(), Map.of(), "", false, Optional.empty()));
  }

  /// Taken as an empty batch, it would be acknowledged, and lost.
  @Test
  void refusesAnEventWithoutRecords() {
    assertThatThrownBy(() -> answer(new Queue(read), "{}"))
        .isInstanceOf(InvalidJson.class)
        .hasMessage("Records: missing; queues and streams send a list of records");
  }

  private static String answer(JsonFunction<?, ?> function, String json) throws IOException {
    var out = new ByteArrayOutputStream();
    function.handleRequest(new ByteArrayInputStream(json.getBytes(UTF_8)), out, new TestContext());
    return out.toString(UTF_8);
  }

  private static AttributeValue emptyList() {
    return AttributeValue.fromL(List.of());
  }

  private static SdkBytes bytes(int... values) {
    var bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) bytes[i] = (byte) values[i];
    return SdkBytes.fromByteArray(bytes);
  }

  private record Queue(List<Object> read) implements SqsFunction {
    @Override
    public List<String> handle(List<QueueMessage> messages, Context context) {
      read.addAll(messages);
      return List.of(messages.getLast().id());
    }
  }

  private record Stream(List<Object> read) implements TableStreamFunction {
    @Override
    public List<String> handle(StreamEvent event, Context context) {
      read.add(event);
      return List.of(event.records().getLast().sequenceNumber());
    }
  }

  private record Http(List<Object> read) implements HttpFunction {
    @Override
    public HttpResponse handle(HttpRequest request, Context context) {
      read.add(request);
      return new HttpResponse(201, Map.of("a", "b"), List.of("c=1; Secure"), "é");
    }
  }
}
