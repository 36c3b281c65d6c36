package groundswell.operations.failures;

import groundswell.domain.ids.MemberId;
import groundswell.operations.domain.FailedMessage;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// A member affected by failed messages, as shown to callers.
///
/// @param months the months named in the messages
public record TouchedMember(String member, List<String> months) {
  /// How many are shown.
  public static final int SHOWN_MAX = 100;

  public TouchedMember {
    months = List.copyOf(months);
  }

  /// The first members of all messages together, each with all their months.
  public static List<TouchedMember> of(Collection<FailedMessage> messages) {
    var members = new TreeMap<MemberId, TreeSet<YearMonth>>();
    for (var message : messages) {
      Subjects.members(message.body())
          .forEach(
              (member, months) ->
                  members.computeIfAbsent(member, _ -> new TreeSet<>()).addAll(months));
    }
    return members.entrySet().stream()
        .limit(SHOWN_MAX)
        .map(
            entry ->
                new TouchedMember(
                    entry.getKey().value(),
                    entry.getValue().stream().map(YearMonth::toString).toList()))
        .toList();
  }
}
