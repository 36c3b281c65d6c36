package groundswell.local.polling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/// A function's partial batch response (`ReportBatchItemFailures`). All succeeded if the response
/// or its list is empty or null; all failed if an identifier is broken.
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html>,
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html>
sealed interface BatchResponse {
  record Failures(Set<String> itemIdentifiers) implements BatchResponse {}

  record WholeBatchFailed(String reason) implements BatchResponse {}

  static BatchResponse parse(ObjectMapper json, byte[] response) {
    try {
      return of(json.readTree(response).path("batchItemFailures"));
    } catch (IOException e) {
      return new WholeBatchFailed("the response is no JSON: " + e.getMessage());
    }
  }

  private static BatchResponse of(JsonNode failures) {
    var identifiers = new LinkedHashSet<String>();
    for (var failure : failures) {
      var identifier = failure.path("itemIdentifier");
      if (!identifier.isTextual() || identifier.textValue().isEmpty()) {
        return new WholeBatchFailed("itemIdentifier is missing or empty in " + failures);
      }
      identifiers.add(identifier.textValue());
    }
    return new Failures(identifiers);
  }
}
