package groundswell.operations.domain;

import java.time.Instant;
import java.util.Map;

/// A message as it arrives among the failures.
///
/// @param messageId stays the same when the same message is read again
/// @param body what a redrive sends
/// @param attributes the message's own, which a redrive keeps
/// @param redrives how often it was redriven before
/// @param receiveCount how often it was received
/// @param firstSeen when it was first sent
/// @param failedAt when it was given up
public record Arrival(
    Origin origin,
    String messageId,
    String body,
    Map<String, String> attributes,
    int redrives,
    Cause cause,
    Subject subject,
    int receiveCount,
    Instant firstSeen,
    Instant failedAt) {
  public Arrival {
    attributes = Map.copyOf(attributes);
  }

  public FailedMessage message() {
    return new FailedMessage(body, attributes);
  }

  public FailureId id() {
    return FailureId.of(origin, body);
  }
}
