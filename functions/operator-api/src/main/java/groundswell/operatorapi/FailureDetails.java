package groundswell.operatorapi;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import groundswell.operations.domain.FailedMessage;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureRetention;
import groundswell.operations.failures.TouchedMember;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A failure with all its details.
///
/// @param messageIds the messages that it arrived as
/// @param touched the first of the affected members
/// @param body what a redrive sends, for callers who may see it; null if it is no longer kept
record FailureDetails(
    @JsonUnwrapped FailureView view,
    List<String> messageIds,
    Map<String, String> attributes,
    List<TouchedMember> touched,
    @Nullable String body) {
  /// @param message empty if it is no longer kept
  /// @param withBody whether the body may be seen
  static FailureDetails of(
      Failure failure,
      FailureRetention retention,
      Optional<FailedMessage> message,
      boolean withBody) {
    return new FailureDetails(
        FailureView.of(failure, retention),
        failure.message().ids(),
        new TreeMap<>(message.map(FailedMessage::attributes).orElseGet(Map::of)),
        TouchedMember.of(message.stream().toList()),
        message.map(FailedMessage::body).filter(_ -> withBody).orElse(null));
  }
}
