package groundswell.local.topics;

import java.util.Map;

/// A message that was published to a topic.
///
/// @param attributes message attributes as text
public record InboxMessage(String messageId, String body, Map<String, String> attributes) {
  public InboxMessage {
    attributes = Map.copyOf(attributes);
  }
}
