package groundswell.domain.scoring;

import groundswell.domain.Versions;
import groundswell.domain.challenges.Challenge;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A member's progress in a challenge as stored. All of it is under one rule and one enrolment.
///
/// @param ruleVersion the version of the challenge that the partials were computed under
/// @param joined false once the member left; then there are no partials
/// @param revision rises with every write
public record Progress(
    long ruleVersion,
    long enrolmentVersion,
    boolean joined,
    long revision,
    SortedMap<PartialKey, VersionedPartial> partials) {

  public Progress {
    partials = Collections.unmodifiableSortedMap(new TreeMap<>(partials));
  }

  /// The result of a full write, replacing `stored`.
  public static Progress recomputed(
      Optional<Progress> stored,
      long ruleVersion,
      long enrolmentVersion,
      boolean joined,
      SortedMap<PartialKey, VersionedPartial> partials,
      Instant now) {
    long revision = Versions.next(stored.map(Progress::revision).orElse(Versions.NONE), now);
    return new Progress(
        ruleVersion, enrolmentVersion, joined, revision, joined ? partials : new TreeMap<>());
  }

  /// Whether a full write would change nothing but the revision.
  public boolean says(Progress other) {
    return ruleVersion == other.ruleVersion
        && enrolmentVersion == other.enrolmentVersion
        && joined == other.joined
        && partials.equals(other.partials);
  }

  /// The member's standing.
  ///
  /// @param challenge in the version that the partials were computed under
  public Standing standingIn(Challenge challenge) {
    if (challenge.version() != ruleVersion) {
      throw new IllegalArgumentException(
          "progress under version %d of challenge %s can't be folded under version %d"
              .formatted(ruleVersion, challenge.id(), challenge.version()));
    }
    return Scoring.standing(challenge.terms().rule(), challenge.terms().period(), partials);
  }

  /// What to do after a refused partial write.
  ///
  /// An item under an older rule or enrolment is recomputed even if no month rises: its writer may
  /// have crashed after creating it, before it saw the new definition.
  public static AfterRefusal afterRefusal(Optional<Progress> stored, PartialWrite refused) {
    if (stored.isEmpty() || stored.get().isOlderThan(refused)) return new AfterRefusal.Full();
    var item = stored.get();
    var rising = new TreeMap<PartialKey, VersionedPartial>();
    refused
        .partials()
        .forEach(
            (key, offered) -> {
              var held = item.partials().get(key);
              if (held == null || held.valueVersion() < offered.valueVersion())
                rising.put(key, offered);
            });
    if (rising.isEmpty()) return new AfterRefusal.Done();
    return item.isUnder(refused.ruleVersion(), refused.enrolmentVersion())
        ? new AfterRefusal.Again(
            new PartialWrite(refused.ruleVersion(), refused.enrolmentVersion(), rising))
        : new AfterRefusal.Full();
  }

  /// Whether it was computed under exactly this rule and enrolment.
  public boolean isUnder(long otherRuleVersion, long otherEnrolmentVersion) {
    return ruleVersion == otherRuleVersion && enrolmentVersion == otherEnrolmentVersion;
  }

  private boolean isOlderThan(PartialWrite write) {
    return ruleVersion < write.ruleVersion() || enrolmentVersion < write.enrolmentVersion();
  }

  /// Partials of some months, written without reading the item, on condition that it is under these
  /// versions and each month's value version rises.
  public record PartialWrite(
      long ruleVersion, long enrolmentVersion, SortedMap<PartialKey, VersionedPartial> partials) {
    public PartialWrite {
      partials = Collections.unmodifiableSortedMap(new TreeMap<>(partials));
    }
  }

  /// What to do after a refused partial write.
  public sealed interface AfterRefusal {
    /// The item already holds all of it, or something later.
    record Done() implements AfterRefusal {}

    /// Retry with only the months that still rise.
    record Again(PartialWrite rising) implements AfterRefusal {}

    /// Recompute the whole item.
    record Full() implements AfterRefusal {}
  }
}
