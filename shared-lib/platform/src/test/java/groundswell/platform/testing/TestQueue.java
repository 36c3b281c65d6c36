package groundswell.platform.testing;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.model.Message;

/// A queue of ElasticMQ with its dead-letter queue, and what a function sees of it.
public final class TestQueue {
  private final String arn;
  private final String url = LocalSqs.createQueue();
  private final String deadLetterQueueUrl = LocalSqs.createQueue();

  public TestQueue() {
    arn = "arn:aws:sqs:us-east-1:000000000000:" + url.substring(url.lastIndexOf('/') + 1);
  }

  /// The value of the variable `QUEUES`.
  public String variable() {
    return String.join(",", arn, url, deadLetterQueueUrl);
  }

  public void send(String body) {
    LocalSqs.client().sendMessage(request -> request.queueUrl(url).messageBody(body));
  }

  /// The event of the messages that can be received now, in the order in which they were sent.
  public SQSEvent receive() {
    var event = new SQSEvent();
    event.setRecords(
        LocalSqs.receive(url).stream()
            .map(this::record)
            .collect(Collectors.toCollection(ArrayList::new)));
    return event;
  }

  public List<Message> deadLetters() {
    return LocalSqs.receive(deadLetterQueueUrl);
  }

  public void deleteDeadLetterQueue() {
    LocalSqs.client().deleteQueue(request -> request.queueUrl(deadLetterQueueUrl));
  }

  /// The bodies of the messages that a response brings back, in alphabetical order.
  public static List<String> returned(SQSEvent event, SQSBatchResponse response) {
    var ids =
        response.getBatchItemFailures().stream().map(BatchItemFailure::getItemIdentifier).toList();
    return event.getRecords().stream()
        .filter(message -> ids.contains(message.getMessageId()))
        .map(SQSMessage::getBody)
        .sorted()
        .toList();
  }

  private SQSMessage record(Message message) {
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
    return record;
  }
}
