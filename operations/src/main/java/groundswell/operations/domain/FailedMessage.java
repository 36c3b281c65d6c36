package groundswell.operations.domain;

import java.util.Map;

/// The message of a failure, as a redrive sends it.
///
/// @param attributes its own, each value prefixed with its type
public record FailedMessage(String body, Map<String, String> attributes) {
  public FailedMessage {
    attributes = Map.copyOf(attributes);
  }
}
