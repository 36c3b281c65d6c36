package groundswell.operations.replayer;

import groundswell.operations.batch.Redriven;
import groundswell.operations.batch.Rehearser;
import groundswell.operations.domain.Failure;
import groundswell.platform.json.Json;
import groundswell.platform.lambda.PartialBatchResponse;
import groundswell.platform.lambda.QueueMessage;
import groundswell.platform.lambda.StreamEvent;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/// Calls other functions directly by their alias: publishers with stream records that they gave up,
/// and queue readers to rehearse. The variable `FUNCTIONS` lists them as
/// `service,functionName:alias`, separated by whitespace.
public final class FunctionCalls {
  private static final String ALIAS = ":";

  private final Supplier<LambdaClient> lambda;
  private final Map<String, String> names;

  /// @param functions the variable `FUNCTIONS`
  public FunctionCalls(Supplier<LambdaClient> lambda, String functions) {
    this.lambda = lambda;
    names =
        Arrays.stream(functions.strip().split("\\s+"))
            .map(entry -> entry.split(",", 2))
            .collect(Collectors.toUnmodifiableMap(entry -> entry[0], entry -> entry[1]));
  }

  /// Publishes stream records again.
  ///
  /// @param publisher the service, or the function's own name
  /// @param event the records as Lambda delivers them
  /// @return why it failed; empty if all were published
  public Optional<String> publish(String publisher, String event) {
    var response =
        lambda
            .get()
            .invoke(
                request ->
                    request
                        .functionName(nameOf(publisher))
                        .payload(SdkBytes.fromUtf8String(StreamEvent.redrive(event))));
    if (response.functionError() != null) return Optional.of(response.payload().asUtf8String());
    var failures = PartialBatchResponse.read(response.payload().asUtf8String());
    return failures.isEmpty()
        ? Optional.empty()
        : Optional.of("%d records are still not published".formatted(failures.size()));
  }

  /// Makes the reader of a queue handle one message with every write discarded. It may take long:
  /// it stores its verdict itself, and nobody waits for it here.
  ///
  /// @param queueArn as the reader knows the queue
  public void rehearse(
      String service, String queueArn, Failure failure, String body, String rehearsal) {
    lambda
        .get()
        .invoke(
            request ->
                request
                    .functionName(nameOf(service))
                    .invocationType(InvocationType.EVENT)
                    .payload(SdkBytes.fromUtf8String(event(queueArn, failure, body, rehearsal))));
  }

  /// @param called the service, or the function's own name
  private String nameOf(String called) {
    return names.entrySet().stream()
        .filter(each -> each.getKey().equals(called) || each.getValue().startsWith(called + ALIAS))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(called);
  }

  /// The event of one message, as SQS delivers it to Lambda
  /// (<https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html>), except for its source.
  private static String event(String queueArn, Failure failure, String body, String rehearsal) {
    return Json.write(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("Records");
          json.writeStartObject();
          json.writeStringField("messageId", failure.id().value());
          json.writeStringField("receiptHandle", "rehearsal");
          json.writeStringField("body", body);
          json.writeObjectFieldStart("attributes");
          json.writeStringField(QueueMessage.RECEIVE_COUNT, "1");
          json.writeEndObject();
          json.writeObjectFieldStart("messageAttributes");
          var attributes =
              Map.of(
                  Rehearser.ATTRIBUTE, rehearsal,
                  Redriven.OF_ATTRIBUTE, failure.id().value(),
                  QueueMessage.COPY_OF_ATTRIBUTE, failure.id().value());
          for (var attribute : attributes.entrySet()) {
            json.writeObjectFieldStart(attribute.getKey());
            json.writeStringField("stringValue", attribute.getValue());
            json.writeStringField("dataType", "String");
            json.writeEndObject();
          }
          json.writeEndObject();
          json.writeStringField("eventSource", Rehearser.EVENT_SOURCE);
          json.writeStringField("eventSourceARN", queueArn);
          json.writeEndObject();
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
