package groundswell.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import groundswell.domain.events.Event;
import groundswell.domain.failures.Failure;
import groundswell.domain.failures.Origin;
import groundswell.domain.failures.Subject;
import groundswell.platform.batch.PermanentFailure;
import groundswell.platform.events.Envelope;
import groundswell.platform.events.EventCodec;
import groundswell.platform.json.Mappers;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What an edited message has to be, and how it differs from the original.
final class EditedMessage {
  private static final Set<String> EVENTS =
      Arrays.stream(Event.class.getPermittedSubclasses())
          .map(Class::getSimpleName)
          .collect(Collectors.toUnmodifiableSet());

  private EditedMessage() {}

  /// @throws HttpProblem if the message is not of the original's kind, or the same
  static void check(Failure original, String before, String after) {
    if (original.origin() instanceof Origin.Stream)
      throw HttpProblem.conflict(
          "not-editable", "records of a stream are what the table holds: change that instead");
    if (after.equals(before)) throw wrong("is what it was");
    try {
      var edited = Envelope.parse(after);
      var type = edited.detailType();
      var wanted = typeOf(before).orElse(original.subject().eventType());
      if (!type.equals(wanted) && !wanted.equals(Subject.UNKNOWN_TYPE))
        throw wrong("is a %s; the original is a %s".formatted(type, wanted));
      if (EVENTS.contains(type)) EventCodec.decode(edited);
    } catch (PermanentFailure e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  /// A line for each line that differs.
  static String difference(String before, String after) {
    return LineDifference.of(pretty(before), pretty(after));
  }

  private static Optional<String> typeOf(String message) {
    try {
      return Optional.of(Envelope.parse(message).detailType());
    } catch (PermanentFailure _) {
      return Optional.empty();
    }
  }

  private static String pretty(String message) {
    try {
      return Mappers.TREES.readTree(message).toPrettyString();
    } catch (JsonProcessingException _) {
      return message;
    }
  }

  private static HttpProblem wrong(String message) {
    return HttpProblem.invalid("body", message);
  }
}
