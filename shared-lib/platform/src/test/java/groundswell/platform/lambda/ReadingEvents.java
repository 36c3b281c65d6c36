package groundswell.platform.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import groundswell.platform.testing.TestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The results equal those of Lambda's own serialisers.
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
          {"messageId": "m-2", "body": "", "attributes": {}, "messageAttributes": {}}]}""";
    var function = new Queue(read);

    assertThat(answer(function, json))
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m-2\"}]}");
    assertThat(read).usingRecursiveComparison().isEqualTo(List.of(byLambda(SQSEvent.class, json)));
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
          {"eventName": "REMOVE", "dynamodb": {"Keys": {"pk": {"S": "a"}}, "SequenceNumber": "112"}}]}""";
    var function = new Stream(read);

    assertThat(answer(function, json))
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"112\"}]}");
    assertThat(read)
        .usingRecursiveComparison()
        .isEqualTo(List.of(byLambda(DynamodbEvent.class, json)));
  }

  @Test
  void ofTheApi() throws IOException {
    var json =
        """
        {"version": "2.0", "routeKey": "PUT /x/{y}", "headers": {"content-type": "application/json"},
         "pathParameters": {"y": "1"}, "queryStringParameters": {"q": "2"}, "body": "e30=",
         "isBase64Encoded": true,
         "requestContext": {"authorizer": {"jwt": {"claims": {"tenant": "acme"}}}}}""";
    var function = new Http(read);

    assertThat(answer(function, json))
        .isEqualTo(
            "{\"statusCode\":201,\"headers\":{\"a\":\"b\"},\"body\":\"\\u00E9\",\"isBase64Encoded\":false}");
    assertThat(read)
        .usingRecursiveComparison()
        .ignoringFields("version")
        .isEqualTo(List.of(byLambda(APIGatewayV2HTTPEvent.class, json)));
  }

  private static String answer(JsonFunction<?, ?> function, String json) throws IOException {
    var out = new ByteArrayOutputStream();
    function.handleRequest(new ByteArrayInputStream(json.getBytes(UTF_8)), out, new TestContext());
    return out.toString(UTF_8);
  }

  private static <E> E byLambda(Class<E> type, String json) {
    return LambdaEventSerializers.serializerFor(type, type.getClassLoader()).fromJson(json);
  }

  private record Queue(List<Object> read) implements SqsFunction {
    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
      read.add(event);
      var last = event.getRecords().getLast().getMessageId();
      return new SQSBatchResponse(List.of(new SQSBatchResponse.BatchItemFailure(last)));
    }
  }

  private record Stream(List<Object> read) implements TableStreamFunction {
    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
      read.add(event);
      var last = event.getRecords().getLast().getDynamodb().getSequenceNumber();
      return new StreamsEventResponse(List.of(new StreamsEventResponse.BatchItemFailure(last)));
    }
  }

  private record Http(List<Object> read) implements HttpFunction {
    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
      read.add(event);
      return APIGatewayV2HTTPResponse.builder()
          .withStatusCode(201)
          .withHeaders(Map.of("a", "b"))
          .withBody("é")
          .build();
    }
  }
}
