package groundswell.operations.domain;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Selects failures. An empty criterion matches any.
///
/// @param since first seen at or after it
/// @param until first seen before it
/// @param text found in the reason, ignoring case
public record FailureFilter(
    FailureState.Name state,
    Optional<Fingerprint> group,
    Optional<TenantId> tenant,
    Optional<UploadId> upload,
    Optional<ChallengeId> challenge,
    Optional<String> eventType,
    Optional<Instant> since,
    Optional<Instant> until,
    Set<FailureId> ids,
    Optional<String> text) {
  /// The most ids in one filter.
  public static final int IDS_MAX = 1_000;

  /// All open failures.
  public static final FailureFilter OPEN =
      new FailureFilter(
          FailureState.Name.OPEN,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          Optional.empty());

  public FailureFilter {
    ids = Set.copyOf(ids);
    if (ids.size() > IDS_MAX)
      throw new IllegalArgumentException(
          "%d ids; at most %d are taken".formatted(ids.size(), IDS_MAX));
  }

  public boolean matches(Failure failure) {
    return failure.state().named() == state
        && fits(group, failure.group())
        && within(tenant, failure.subject().tenant())
        && within(upload, failure.subject().upload())
        && within(challenge, failure.subject().challenge())
        && fits(eventType, failure.subject().eventType())
        && since.filter(failure.seen().first()::isBefore).isEmpty()
        && until.filter(end -> !failure.seen().first().isBefore(end)).isEmpty()
        && (ids.isEmpty() || ids.contains(failure.id()))
        && text.filter(part -> !contains(failure.cause().reason(), part)).isEmpty();
  }

  public FailureFilter withGroup(Fingerprint one) {
    return new FailureFilter(
        state, Optional.of(one), tenant, upload, challenge, eventType, since, until, ids, text);
  }

  public FailureFilter withTenant(TenantId one) {
    return new FailureFilter(
        state, group, Optional.of(one), upload, challenge, eventType, since, until, ids, text);
  }

  public FailureFilter withUpload(UploadId one) {
    return new FailureFilter(
        state, group, tenant, Optional.of(one), challenge, eventType, since, until, ids, text);
  }

  public FailureFilter withIds(Set<FailureId> some) {
    return new FailureFilter(
        state, group, tenant, upload, challenge, eventType, since, until, some, text);
  }

  public FailureFilter withState(FailureState.Name one) {
    return new FailureFilter(
        one, group, tenant, upload, challenge, eventType, since, until, ids, text);
  }

  public FailureFilter withUntil(Instant end) {
    return new FailureFilter(
        state, group, tenant, upload, challenge, eventType, since, Optional.of(end), ids, text);
  }

  private static <T> boolean fits(Optional<T> wanted, T value) {
    return wanted.isEmpty() || wanted.get().equals(value);
  }

  private static <T> boolean within(Optional<T> wanted, Optional<T> value) {
    return wanted.isEmpty() || wanted.equals(value);
  }

  private static boolean contains(String reason, String part) {
    return reason.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }
}
