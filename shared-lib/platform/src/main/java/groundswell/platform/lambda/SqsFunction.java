package groundswell.platform.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;

/// A function fed by SQS. It answers with the ids of the messages to redeliver, as a partial batch
/// response (<https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html>).
public interface SqsFunction extends JsonFunction<List<QueueMessage>, List<String>> {
  @Override
  default List<QueueMessage> read(JsonNode event) {
    return EventFields.records(event).map(QueueMessage::of).toList();
  }

  @Override
  default void write(JsonGenerator json, List<String> redelivered) throws IOException {
    PartialBatchResponse.write(json, redelivered);
  }
}
