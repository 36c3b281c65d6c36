package groundswell.operations.domain;

import java.util.Map;

/// The message of a failure, as a redrive sends it.
///
/// @param attributes its own, each with its type before it
public record FailedMessage(String body, Map<String, String> attributes) {
  public FailedMessage {
    attributes = Map.copyOf(attributes);
  }
}
