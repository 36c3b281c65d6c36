package groundswell.domain.failures;

import groundswell.domain.Text;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a failed message is about, as far as it can be understood.
///
/// @param eventType its detail type, or [#UNKNOWN_TYPE]
/// @param partition the part of the upload that it loads, if it does
/// @param members whom it touches, each with the months that it names; not all of very many
public record Subject(
    String eventType,
    Optional<TenantId> tenant,
    Optional<UploadId> upload,
    Optional<Integer> partition,
    Optional<ChallengeId> challenge,
    SortedMap<MemberId, SortedSet<YearMonth>> members) {
  public static final String UNKNOWN_TYPE = "unknown";

  /// A message that nobody understands.
  public static final Subject UNKNOWN =
      new Subject(
          UNKNOWN_TYPE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Collections.emptySortedMap());

  /// The longest event type that is kept, in characters: it may be anything that somebody sent.
  public static final int EVENT_TYPE_LENGTH_MAX = 64;

  public Subject {
    eventType = Cause.cut(Text.shown(eventType), EVENT_TYPE_LENGTH_MAX);
    var copy = new TreeMap<MemberId, SortedSet<YearMonth>>();
    members.forEach(
        (member, months) -> copy.put(member, Collections.unmodifiableSortedSet(sorted(months))));
    members = Collections.unmodifiableSortedMap(copy);
  }

  /// The same, of another type.
  public Subject as(String otherType) {
    return new Subject(otherType, tenant, upload, partition, challenge, members);
  }

  private static SortedSet<YearMonth> sorted(Collection<YearMonth> months) {
    return new TreeSet<>(months);
  }
}
