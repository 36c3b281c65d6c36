package groundswell.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import groundswell.platform.FunctionEnvironment;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/// A stream function that records each batch and gives the answer that the test sets.
final class RecordingStream implements Script<DynamodbEvent, StreamsEventResponse> {
  private final Queue<List<DynamodbStreamRecord>> batches = new ConcurrentLinkedQueue<>();
  private final Answer answer;

  @FunctionalInterface
  interface Answer {
    StreamsEventResponse to(List<DynamodbStreamRecord> batch) throws Exception;
  }

  private RecordingStream(Answer answer) {
    this.answer = answer;
  }

  static RecordingStream answering(Answer answer) {
    return new RecordingStream(answer);
  }

  static RecordingStream succeeding() {
    return new RecordingStream(_ -> success());
  }

  static StreamsEventResponse success() {
    return new StreamsEventResponse(List.of());
  }

  static StreamsEventResponse failing(DynamodbStreamRecord... records) {
    return new StreamsEventResponse(
        Stream.of(records)
            .map(record -> new BatchItemFailure(record.getDynamodb().getSequenceNumber()))
            .toList());
  }

  static String value(DynamodbStreamRecord record) {
    return Objects.requireNonNull(record.getDynamodb().getNewImage().get("value")).getS();
  }

  static String partitionKey(DynamodbStreamRecord record) {
    return Objects.requireNonNull(record.getDynamodb().getKeys().get("PK")).getS();
  }

  @Override
  public StreamsEventResponse run(
      DynamodbEvent event, FunctionEnvironment environment, Context context) throws Exception {
    batches.add(event.getRecords());
    return answer.to(event.getRecords());
  }

  List<List<DynamodbStreamRecord>> batches() {
    return List.copyOf(batches);
  }

  /// The values of each batch.
  List<List<String>> values() {
    return batches.stream()
        .map(batch -> batch.stream().map(RecordingStream::value).toList())
        .toList();
  }

  List<String> allValues() {
    return values().stream().flatMap(List::stream).toList();
  }
}
