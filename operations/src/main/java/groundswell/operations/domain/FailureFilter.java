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
/// @param firstSeen when the failure was first seen
/// @param text found in the reason, ignoring case
public record FailureFilter(
    FailureState.Name state,
    Optional<Fingerprint> group,
    About about,
    Period firstSeen,
    Set<FailureId> ids,
    Optional<String> text) {
  /// The most ids in one filter.
  public static final int IDS_MAX = 1_000;

  /// All open failures.
  public static final FailureFilter OPEN =
      new FailureFilter(
          FailureState.Name.OPEN,
          Optional.empty(),
          About.ANYTHING,
          Period.ALWAYS,
          Set.of(),
          Optional.empty());

  public FailureFilter {
    ids = Set.copyOf(ids);
    if (ids.size() > IDS_MAX)
      throw new IllegalArgumentException(
          "%d ids; at most %d are taken".formatted(ids.size(), IDS_MAX));
  }

  /// What the message of a failure is about.
  public record About(
      Optional<TenantId> tenant,
      Optional<UploadId> upload,
      Optional<ChallengeId> challenge,
      Optional<String> eventType) {
    static final About ANYTHING =
        new About(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private boolean matches(Subject subject) {
      return within(tenant, subject.tenant())
          && within(upload, subject.upload())
          && within(challenge, subject.challenge())
          && fits(eventType, subject.eventType());
    }

    private static <T> boolean within(Optional<T> wanted, Optional<T> value) {
      return wanted.isEmpty() || wanted.equals(value);
    }
  }

  /// @param since the first instant of the period
  /// @param until the first instant after the period
  public record Period(Optional<Instant> since, Optional<Instant> until) {
    static final Period ALWAYS = new Period(Optional.empty(), Optional.empty());

    private boolean contains(Instant time) {
      return since.filter(time::isBefore).isEmpty()
          && until.filter(end -> !time.isBefore(end)).isEmpty();
    }
  }

  public boolean matches(Failure failure) {
    return failure.state().named() == state
        && fits(group, failure.group())
        && about.matches(failure.subject())
        && firstSeen.contains(failure.seen().first())
        && (ids.isEmpty() || ids.contains(failure.id()))
        && text.filter(part -> !contains(failure.cause().reason(), part)).isEmpty();
  }

  public FailureFilter withState(FailureState.Name one) {
    return new FailureFilter(one, group, about, firstSeen, ids, text);
  }

  public FailureFilter withGroup(Fingerprint one) {
    return new FailureFilter(state, Optional.of(one), about, firstSeen, ids, text);
  }

  public FailureFilter withAbout(About other) {
    return new FailureFilter(state, group, other, firstSeen, ids, text);
  }

  public FailureFilter withTenant(TenantId one) {
    return withAbout(
        new About(Optional.of(one), about.upload(), about.challenge(), about.eventType()));
  }

  public FailureFilter withUpload(UploadId one) {
    return withAbout(
        new About(about.tenant(), Optional.of(one), about.challenge(), about.eventType()));
  }

  public FailureFilter withFirstSeen(Period other) {
    return new FailureFilter(state, group, about, other, ids, text);
  }

  public FailureFilter withUntil(Instant end) {
    return withFirstSeen(new Period(firstSeen.since(), Optional.of(end)));
  }

  public FailureFilter withIds(Set<FailureId> some) {
    return new FailureFilter(state, group, about, firstSeen, some, text);
  }

  private static <T> boolean fits(Optional<T> wanted, T value) {
    return wanted.isEmpty() || wanted.get().equals(value);
  }

  private static boolean contains(String reason, String part) {
    return reason.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }
}
