package groundswell.platform.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.platform.StillRefused;
import groundswell.platform.testing.LocalSqs;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.wiring.Wiring;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

class SendingMessages {
  private final String queue = LocalSqs.createQueue();

  @Test
  void sendsMoreThanOneCallTakes() {
    var bodies = IntStream.range(0, 23).mapToObj(i -> "message " + i).toList();

    senderOver(LocalSqs.client()).sendAll(queue, bodies);

    assertThat(receiveAll()).containsExactlyInAnyOrderElementsOf(bodies);
  }

  @Test
  void sendsMoreBytesThanOneCallTakes() {
    var bodies = IntStream.range(0, 5).mapToObj(i -> i + "é".repeat(200_000)).toList();

    senderOver(LocalSqs.client()).sendAll(queue, bodies);

    assertThat(receiveAll()).containsExactlyInAnyOrderElementsOf(bodies);
  }

  @Test
  void sendsAgainOnlyWhatTheQueueRefused() {
    var busy = new BusyQueue(4);
    var bodies = IntStream.range(0, 23).mapToObj(i -> "message " + i).toList();

    senderOver(busy).sendAll(queue, bodies);

    assertThat(busy.taken).containsExactlyInAnyOrderElementsOf(bodies);
  }

  @Test
  void saysHowManyAQueueKeepsRefusing() {
    assertThatThrownBy(() -> senderOver(new BusyQueue(0)).sendAll(queue, List.of("a", "b")))
        .isInstanceOf(StillRefused.class)
        .hasMessageContaining("2 of 2")
        .hasMessageContaining(queue);
  }

  private List<String> receiveAll() {
    var bodies = new ArrayList<String>();
    for (var some = LocalSqs.receive(queue); !some.isEmpty(); some = LocalSqs.receive(queue))
      some.stream().map(Message::body).forEach(bodies::add);
    return bodies;
  }

  private static MessageSender senderOver(SqsClient sqs) {
    return new Wiring(TestEnvironment.of(TestClients.of(sqs))).sender();
  }

  /// A queue that accepts only some messages of a call.
  private static final class BusyQueue implements SqsClient {
    private final int messagesTaken;
    private final List<String> taken = Collections.synchronizedList(new ArrayList<>());

    BusyQueue(int messagesTaken) {
      this.messagesTaken = messagesTaken;
    }

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
      var entries = request.entries();
      entries.stream()
          .limit(messagesTaken)
          .map(SendMessageBatchRequestEntry::messageBody)
          .forEach(taken::add);
      return SendMessageBatchResponse.builder()
          .failed(
              entries.stream()
                  .skip(messagesTaken)
                  .map(entry -> BatchResultErrorEntry.builder().id(entry.id()).build())
                  .toList())
          .build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
