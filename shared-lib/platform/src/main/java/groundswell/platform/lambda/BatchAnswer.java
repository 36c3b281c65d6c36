package groundswell.platform.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/// The partial batch response that queues and streams share.
final class BatchAnswer {
  private BatchAnswer() {}

  static void write(JsonGenerator json, List<String> identifiers) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("batchItemFailures");
    for (var identifier : identifiers) {
      json.writeStartObject();
      json.writeStringField("itemIdentifier", identifier);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
