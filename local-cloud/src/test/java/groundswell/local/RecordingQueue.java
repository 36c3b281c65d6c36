package groundswell.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import groundswell.platform.FunctionEnvironment;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// A queue function that records each batch and gives the answer that the test sets.
final class RecordingQueue implements Script<SQSEvent, SQSBatchResponse> {
  private final Queue<List<SQSMessage>> batches = new ConcurrentLinkedQueue<>();
  private final Answer answer;

  @FunctionalInterface
  interface Answer {
    @Nullable SQSBatchResponse to(List<SQSMessage> batch) throws Exception;
  }

  private RecordingQueue(Answer answer) {
    this.answer = answer;
  }

  static RecordingQueue answering(Answer answer) {
    return new RecordingQueue(answer);
  }

  static RecordingQueue succeeding() {
    return new RecordingQueue(_ -> success());
  }

  /// Behaves oddly the first time it sees a batch, and succeeds from then on.
  static RecordingQueue atFirst(Answer answer) {
    return new RecordingQueue(
        batch -> batch.stream().allMatch(m -> receiveCount(m) == 1) ? answer.to(batch) : success());
  }

  static SQSBatchResponse success() {
    return new SQSBatchResponse(List.of());
  }

  static SQSBatchResponse failing(String... itemIdentifiers) {
    return new SQSBatchResponse(
        List.of(itemIdentifiers).stream().map(id -> new BatchItemFailure(id)).toList());
  }

  static int receiveCount(SQSMessage message) {
    return Integer.parseInt(
        Objects.requireNonNull(message.getAttributes().get("ApproximateReceiveCount")));
  }

  @Override
  @SuppressWarnings("NullAway") // null is one of the answers that Lambda accepts
  public SQSBatchResponse run(SQSEvent event, FunctionEnvironment environment, Context context)
      throws Exception {
    batches.add(event.getRecords());
    return answer.to(event.getRecords());
  }

  List<List<SQSMessage>> batches() {
    return List.copyOf(batches);
  }

  /// All bodies in the order they were received, with repetitions.
  List<String> bodies() {
    return batches.stream().flatMap(List::stream).map(SQSMessage::getBody).toList();
  }
}
