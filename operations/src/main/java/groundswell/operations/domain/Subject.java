package groundswell.operations.domain;

import groundswell.domain.Text;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import java.util.Optional;

/// What a failed message is about, as far as it can be read.
///
/// @param eventType its detail type, or [#UNKNOWN_TYPE]
/// @param partition the part of the upload that it loads, if any
/// @param members whom it affects
public record Subject(
    String eventType,
    Optional<TenantId> tenant,
    Optional<UploadId> upload,
    Optional<Integer> partition,
    Optional<ChallengeId> challenge,
    TouchedMembers members) {
  public static final String UNKNOWN_TYPE = "unknown";

  /// A message that can't be read.
  public static final Subject UNKNOWN =
      new Subject(
          UNKNOWN_TYPE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          TouchedMembers.NONE);

  /// The longest event type that is kept, in characters: the sender may have written anything.
  public static final int EVENT_TYPE_LENGTH_MAX = 64;

  public Subject {
    eventType = Cause.cut(Text.shown(eventType), EVENT_TYPE_LENGTH_MAX);
  }

  /// The same with another type.
  public Subject as(String otherType) {
    return new Subject(otherType, tenant, upload, partition, challenge, members);
  }
}
