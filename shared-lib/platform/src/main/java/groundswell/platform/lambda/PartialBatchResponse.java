package groundswell.platform.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import groundswell.platform.json.JsonObject;
import java.io.IOException;
import java.util.List;

/// The response with which a function of a queue or a stream asks for redelivery
/// (<https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html>).
public final class PartialBatchResponse {
  private static final String FAILURES = "batchItemFailures";
  private static final String IDENTIFIER = "itemIdentifier";

  private PartialBatchResponse() {}

  static void write(JsonGenerator json, List<String> identifiers) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart(FAILURES);
    for (var identifier : identifiers) {
      json.writeStartObject();
      json.writeStringField(IDENTIFIER, identifier);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /// The identifiers in a response.
  ///
  /// @throws groundswell.platform.json.InvalidJson if the text is not such a response
  public static List<String> read(String response) {
    return JsonObject.parse(response).objects(FAILURES).stream()
        .map(failure -> failure.text(IDENTIFIER))
        .toList();
  }
}
