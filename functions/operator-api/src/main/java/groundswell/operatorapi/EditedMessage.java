package groundswell.operatorapi;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.http.HttpProblem;
import groundswell.http.ProblemCode;
import groundswell.operations.domain.Arrival;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.Origin;
import groundswell.operations.domain.Subject;
import groundswell.operations.failures.Subjects;
import groundswell.platform.PermanentFailure;
import groundswell.platform.events.Envelope;
import groundswell.platform.events.EventCodec;
import groundswell.platform.json.InvalidJson;
import groundswell.platform.json.JsonTree;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Checks an edited message, and shows how it differs from the original.
final class EditedMessage {
  /// The most characters of a diff that the audit keeps.
  static final int DIFF_LENGTH_MAX = 4_000;

  /// If all lines differ, the time to compare them grows with the square of their number.
  private static final int DIFF_LINES_MAX = 20_000;

  private static final List<String> VERSIONS = List.of("version", "revision", "rule");

  private EditedMessage() {}

  /// @throws HttpProblem if the message is not of the original's kind, or is identical to it
  static void check(Failure original, String before, String after, Instant now) {
    if (original.message().origin() instanceof Origin.Stream)
      throw HttpProblem.of(
          ProblemCode.NOT_EDITABLE,
          "stream records mirror the table; correct the item in the table");
    if (after.equals(before)) throw wrong("is identical to the original");
    try {
      var edited = Envelope.parse(after);
      var type = edited.detailType();
      var wanted = typeOf(before).orElse(original.subject().eventType());
      if (!type.equals(wanted) && !wanted.equals(Subject.UNKNOWN_TYPE))
        throw wrong("is a %s; the original is a %s".formatted(type, wanted));
      if (EventCodec.TYPES.contains(type)) EventCodec.decode(edited, now);
      checkIdentity(Subjects.of(before, Optional.empty()), Subjects.of(after, Optional.empty()));
      checkMembers(Subjects.members(before).keySet(), Subjects.members(after).keySet());
      checkVersions(versions(before), versions(after));
    } catch (PermanentFailure e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  /// An edit corrects the content of a message, not whom it is about.
  private static void checkIdentity(Subject before, Subject after) {
    checkSame("tenant", before.tenant(), after.tenant());
    checkSame("upload", before.upload(), after.upload());
    checkSame("challenge", before.challenge(), after.challenge());
    checkSame("partition", before.partition(), after.partition());
  }

  private static void checkMembers(Set<MemberId> before, Set<MemberId> after) {
    if (before.isEmpty()) return;
    for (var member : after) {
      if (!before.contains(member))
        throw wrong("names member %s, whom the original does not".formatted(member));
    }
  }

  private static <T> void checkSame(String what, Optional<T> before, Optional<T> after) {
    if (before.isEmpty() || before.equals(after)) return;
    throw wrong(
        "is about %s %s; the original is about %s"
            .formatted(what, after.map(Object::toString).orElse("none"), before.get()));
  }

  /// A higher version would win over newer state.
  private static void checkVersions(Map<String, Long> before, Map<String, Long> after) {
    after.forEach(
        (name, version) -> {
          var most = before.get(name);
          if (most != null && version > most)
            throw wrong("has %s %d; the original's is %d".formatted(name, version, most));
        });
  }

  /// The greatest value of each version field.
  private static Map<String, Long> versions(String message) {
    var greatest = new HashMap<String, Long>();
    try {
      var tree = JsonTree.parse(message);
      for (var name : VERSIONS)
        for (var value : tree.findValues(name))
          if (value.isIntegralNumber()) greatest.merge(name, value.longValue(), Math::max);
    } catch (InvalidJson _) {
      return Map.of();
    }
    return greatest;
  }

  /// The audit's entry for an edit. Both messages are stored with their failures, whose ids are
  /// derived from them.
  static String outcome(Arrival edited, String before) {
    return "becomes failure %s of tenant %s:%n%s"
        .formatted(
            edited.id(),
            edited.subject().tenant().map(TenantId::value).orElse("unknown"),
            difference(before, edited.body()));
  }

  /// A unified diff of the two messages, with one value per line. If there are too many lines to
  /// compare in time, only the line counts.
  static String difference(String before, String after) {
    var old = pretty(before).lines().toList();
    var edited = pretty(after).lines().toList();
    if (old.size() + edited.size() > DIFF_LINES_MAX)
      return "%,d lines became %,d".formatted(old.size(), edited.size());
    var patch = DiffUtils.diff(old, edited, new MyersDiffWithLinearSpace<>());
    var diff =
        String.join(
            "\n", UnifiedDiffUtils.generateUnifiedDiff("original", "edited", old, patch, 0));
    return diff.length() <= DIFF_LENGTH_MAX ? diff : diff.substring(0, DIFF_LENGTH_MAX) + "…";
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
      return JsonTree.parse(message).toPrettyString();
    } catch (InvalidJson _) {
      return message;
    }
  }

  private static HttpProblem wrong(String message) {
    return HttpProblem.invalid("body", message);
  }
}
