package groundswell.operations.domain;

import java.time.Instant;
import java.util.Map;

/// A failed message as it arrives at the recorder.
///
/// @param messageId the same when the same message is read again
/// @param body what a redrive sends
/// @param attributes the message's own; a redrive keeps them
/// @param redrives how often it had been redriven
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
