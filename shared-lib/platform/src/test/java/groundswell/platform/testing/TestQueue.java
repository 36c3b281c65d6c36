package groundswell.platform.testing;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/// An ElasticMQ queue with its dead-letter queue, as a function sees it.
public final class TestQueue {
  private final String url = LocalSqs.createQueue();
  private final String deadLetterQueueUrl = LocalSqs.createQueue();

  /// The value of the variable `QUEUES`.
  public String variable() {
    return String.join(",", arnOf(url), url, deadLetterQueueUrl);
  }

  public String url() {
    return url;
  }

  public String name() {
    return nameOf(url);
  }

  public String deadLetterQueue() {
    return nameOf(deadLetterQueueUrl);
  }

  public void send(String body) {
    send(body, Map.of());
  }

  /// @param attributes the message's own, as text
  public void send(String body, Map<String, String> attributes) {
    var values =
        attributes.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    each ->
                        MessageAttributeValue.builder()
                            .dataType("String")
                            .stringValue(each.getValue())
                            .build()));
    LocalSqs.client()
        .sendMessage(request -> request.queueUrl(url).messageBody(body).messageAttributes(values));
  }

  /// The event with the messages that can be received now, in the order of sending.
  public SQSEvent receive() {
    return event(arnOf(url), LocalSqs.receive(url));
  }

  /// The event with which Lambda delivers messages of a queue.
  public static SQSEvent event(String arn, List<Message> messages) {
    var event = new SQSEvent();
    event.setRecords(
        messages.stream()
            .map(message -> record(arn, message))
            .collect(Collectors.toCollection(ArrayList::new)));
    return event;
  }

  public List<Message> deadLetters() {
    return LocalSqs.receive(deadLetterQueueUrl);
  }

  public void deleteDeadLetterQueue() {
    LocalSqs.client().deleteQueue(request -> request.queueUrl(deadLetterQueueUrl));
  }

  /// The bodies of the messages that a response returns to the queue, in alphabetical order.
  public static List<String> returned(SQSEvent event, SQSBatchResponse response) {
    var ids =
        response.getBatchItemFailures().stream().map(BatchItemFailure::getItemIdentifier).toList();
    return event.getRecords().stream()
        .filter(message -> ids.contains(message.getMessageId()))
        .map(SQSMessage::getBody)
        .sorted()
        .toList();
  }

  private static String nameOf(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  private static String arnOf(String url) {
    return "arn:aws:sqs:us-east-1:000000000000:" + nameOf(url);
  }

  private static SQSMessage record(String arn, Message message) {
    var record = new SQSMessage();
    record.setMessageId(message.messageId());
    record.setReceiptHandle(message.receiptHandle());
    record.setBody(message.body());
    record.setEventSourceArn(arn);
    record.setEventSource("aws:sqs");
    record.setAwsRegion("us-east-1");
    record.setAttributes(
        message.attributes().entrySet().stream()
            .collect(Collectors.toMap(each -> each.getKey().toString(), Map.Entry::getValue)));
    record.setMessageAttributes(
        message.messageAttributes().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> attribute(each.getValue()))));
    return record;
  }

  private static MessageAttribute attribute(MessageAttributeValue value) {
    var attribute = new MessageAttribute();
    attribute.setDataType(value.dataType());
    attribute.setStringValue(value.stringValue());
    if (value.binaryValue() != null) attribute.setBinaryValue(value.binaryValue().asByteBuffer());
    return attribute;
  }
}
