package groundswell.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.integration.stack.Stack;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// Sends dead letters back to where they came from.
public final class Redrive {
  private static final String SUFFIX = "DeadLetterQueue";

  private final Stack stack;

  public Redrive(Stack stack) {
    this.stack = stack;
  }

  /// Sends all of them back once. None may have been given up as never to be handled: only the
  /// faults kept them.
  ///
  /// @return how many there were
  public int run() {
    int redriven = 0;
    for (var deadLetters : stack.deadLetterQueues()) {
      for (var batch = receive(deadLetters); !batch.isEmpty(); batch = receive(deadLetters)) {
        for (var message : batch) redrive(deadLetters, message);
        redriven += batch.size();
      }
    }
    return redriven;
  }

  private List<Message> receive(String deadLetters) {
    return stack
        .aws()
        .sqs()
        .receiveMessage(
            request ->
                request
                    .queueUrl(stack.queueUrl(deadLetters))
                    .maxNumberOfMessages(10)
                    .messageAttributeNames("All")
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  private void redrive(String deadLetters, Message message) {
    assertThat(message.messageAttributes())
        .describedAs("%s: %s", deadLetters, message.body())
        .doesNotContainKey("failure-code");
    var sqs = stack.aws().sqs();
    var source = deadLetters.substring(0, deadLetters.length() - SUFFIX.length()) + "Queue";
    sqs.sendMessage(
        request -> request.queueUrl(stack.queueUrl(source)).messageBody(message.body()));
    sqs.deleteMessage(
        request ->
            request.queueUrl(stack.queueUrl(deadLetters)).receiptHandle(message.receiptHandle()));
  }
}
