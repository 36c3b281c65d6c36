package groundswell.platform.testing;

import groundswell.platform.lambda.QueueMessage;
import groundswell.platform.queues.MessageAttributes;
import java.util.Base64;
import java.util.HashMap;
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
    var texts = new HashMap<String, String>();
    attributes.forEach((name, value) -> texts.put(name, MessageAttributes.text(value)));
    var values = MessageAttributes.values(texts);
    LocalSqs.client()
        .sendMessage(request -> request.queueUrl(url).messageBody(body).messageAttributes(values));
  }

  /// The messages that can be received now, in the order of sending, as Lambda delivers them.
  public List<QueueMessage> receive() {
    return LocalSqs.receive(url).stream().map(message -> delivered(arnOf(url), message)).toList();
  }

  public List<Message> deadLetters() {
    return LocalSqs.receive(deadLetterQueueUrl);
  }

  public void deleteDeadLetterQueue() {
    LocalSqs.client().deleteQueue(request -> request.queueUrl(deadLetterQueueUrl));
  }

  /// The bodies of the messages that a response returns to the queue, in alphabetical order.
  public static List<String> returned(List<QueueMessage> messages, List<String> redelivered) {
    return messages.stream()
        .filter(message -> redelivered.contains(message.id()))
        .map(QueueMessage::body)
        .sorted()
        .toList();
  }

  private static String nameOf(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  private static String arnOf(String url) {
    return "arn:aws:sqs:us-east-1:000000000000:" + nameOf(url);
  }

  private static QueueMessage delivered(String arn, Message message) {
    return new QueueMessage(
        message.messageId(),
        message.receiptHandle(),
        message.body(),
        message.attributes().entrySet().stream()
            .collect(Collectors.toMap(each -> each.getKey().toString(), Map.Entry::getValue)),
        message.messageAttributes().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> text(each.getValue()))),
        "aws:sqs",
        arn);
  }

  /// An attribute, as [MessageAttributes] writes it.
  private static String text(MessageAttributeValue value) {
    var content =
        value.binaryValue() == null
            ? value.stringValue()
            : Base64.getEncoder().encodeToString(value.binaryValue().asByteArray());
    return value.dataType() + ":" + content;
  }
}
