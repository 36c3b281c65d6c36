package groundswell.platform.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;

/// A function that reads a table's stream. It answers with sequence numbers; the stream is
/// redelivered from the lowest one on
/// (<https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html>).
public interface TableStreamFunction extends JsonFunction<StreamEvent, List<String>> {
  @Override
  default StreamEvent read(JsonNode event) {
    return StreamEvent.of(event);
  }

  @Override
  default void write(JsonGenerator json, List<String> redelivered) throws IOException {
    PartialBatchResponse.write(json, redelivered);
  }
}
