package groundswell.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import groundswell.domain.ids.MemberId;
import groundswell.operations.domain.FailedMessage;
import groundswell.operations.domain.Failure;
import groundswell.operations.failures.FailureRetention;
import groundswell.operations.failures.Subjects;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A failure with everything that is known of it.
///
/// @param messageIds the messages that it arrived as
/// @param touched the first of the members that it touches
/// @param body what a redrive sends, for those who may see it; null if it is no longer kept
record FailureDetails(
    @JsonUnwrapped FailureView view,
    List<String> messageIds,
    Map<String, String> attributes,
    List<Touched> touched,
    @Nullable String body) {
  static final int TOUCHED_MAX = 100;

  /// @param message empty if it is no longer kept
  /// @param withBody whether the body may be seen
  static FailureDetails of(
      Failure failure,
      FailureRetention retention,
      Optional<FailedMessage> message,
      boolean withBody) {
    return new FailureDetails(
        FailureView.of(failure, retention),
        failure.messageIds(),
        new TreeMap<>(message.map(FailedMessage::attributes).orElseGet(Map::of)),
        touched(message.stream().toList()),
        message.map(FailedMessage::body).filter(_ -> withBody).orElse(null));
  }

  /// The first members of all messages together, each with all its months.
  static List<Touched> touched(Collection<FailedMessage> messages) {
    var members = new TreeMap<MemberId, TreeSet<YearMonth>>();
    for (var message : messages) {
      Subjects.members(message.body())
          .forEach(
              (member, months) ->
                  members.computeIfAbsent(member, _ -> new TreeSet<>()).addAll(months));
    }
    return members.entrySet().stream()
        .limit(TOUCHED_MAX)
        .map(
            entry ->
                new Touched(
                    entry.getKey().value(),
                    entry.getValue().stream().map(YearMonth::toString).toList()))
        .toList();
  }

  record Touched(String member, List<String> months) {}
}
