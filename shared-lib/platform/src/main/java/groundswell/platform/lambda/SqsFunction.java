package groundswell.platform.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/// A function fed by SQS that returns a partial batch response
/// (<https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html>).
public interface SqsFunction extends JsonFunction<SQSEvent, SQSBatchResponse> {
  @Override
  default SQSEvent read(JsonNode event) {
    var read = new SQSEvent();
    read.setRecords(Nodes.list(event.path("Records"), SqsFunction::message));
    return read;
  }

  @Override
  default void write(JsonGenerator json, SQSBatchResponse answer) throws IOException {
    BatchAnswer.write(
        json,
        answer.getBatchItemFailures().stream()
            .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
            .toList());
  }

  private static SQSMessage message(JsonNode node) {
    var message = new SQSMessage();
    message.setMessageId(Nodes.text(node, "messageId"));
    message.setReceiptHandle(Nodes.text(node, "receiptHandle"));
    message.setBody(Nodes.text(node, "body"));
    message.setMd5OfBody(Nodes.text(node, "md5OfBody"));
    message.setMd5OfMessageAttributes(Nodes.text(node, "md5OfMessageAttributes"));
    message.setEventSourceArn(Nodes.text(node, "eventSourceARN"));
    message.setEventSource(Nodes.text(node, "eventSource"));
    message.setAwsRegion(Nodes.text(node, "awsRegion"));
    message.setAttributes(Nodes.texts(node.path("attributes")));
    message.setMessageAttributes(Nodes.map(node.path("messageAttributes"), SqsFunction::attribute));
    return message;
  }

  private static MessageAttribute attribute(JsonNode node) {
    var attribute = new MessageAttribute();
    attribute.setDataType(Nodes.text(node, "dataType"));
    attribute.setStringValue(Nodes.text(node, "stringValue"));
    if (node.hasNonNull("binaryValue"))
      attribute.setBinaryValue(Nodes.bytes(node.path("binaryValue")));
    return attribute;
  }
}
