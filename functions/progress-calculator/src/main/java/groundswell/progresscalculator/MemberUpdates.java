package groundswell.progresscalculator;

import groundswell.domain.VersionConflict;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.members.Enrolment;
import groundswell.domain.members.Member;
import groundswell.domain.scoring.PartialKey;
import groundswell.domain.scoring.Progress;
import groundswell.domain.scoring.Progress.AfterRefusal;
import groundswell.domain.scoring.Progress.PartialWrite;
import groundswell.domain.scoring.ProgressItems;
import groundswell.domain.scoring.ProgressItems.PartialOutcome;
import groundswell.domain.scoring.Scoring;
import groundswell.domain.scoring.VersionedPartial;
import groundswell.progresscalculator.ProgressEntry.MemberMoved;
import java.util.SortedMap;
import java.util.TreeMap;

/// Brings one member's progress in line, challenge by challenge.
final class MemberUpdates {
  /// Far more writers of one item than there can be at once.
  static final int ATTEMPTS_MAX = 20;

  private final ProgressItems items;
  private final FullWrites fullWrites;

  MemberUpdates(ProgressItems items, FullWrites fullWrites) {
    this.items = items;
    this.fullWrites = fullWrites;
  }

  void apply(MemberMoved moved, Member member, BatchDefinitions definitions) {
    member
        .enrolments()
        .forEach(
            (challenge, enrolment) -> {
              if (concerns(moved, enrolment)) {
                definitions
                    .find(moved.tenant(), challenge)
                    .ifPresent(definition -> update(moved, definition, enrolment));
              }
            });
  }

  /// Activity of somebody who left a challenge does not count there.
  private static boolean concerns(MemberMoved moved, Enrolment enrolment) {
    return switch (moved.depth()) {
      case MONTHS -> enrolment.joined();
      case ENROLMENTS, ALL -> true;
    };
  }

  private void update(MemberMoved moved, Challenge challenge, Enrolment enrolment) {
    switch (moved.depth()) {
      case MONTHS -> writeMonths(moved, challenge, enrolment);
      case ENROLMENTS -> {
        if (isUnder(moved, challenge, enrolment)) writeMonths(moved, challenge, enrolment);
        else fullWrites.rewrite(moved.tenant(), challenge, moved.member(), moved.lane());
      }
      case ALL -> fullWrites.rewrite(moved.tenant(), challenge, moved.member(), moved.lane());
    }
  }

  /// Whether the member's item knows of the enrolment, and of the definition: the message may be
  /// that of one who died after it created the item under an older one. Somebody who left has an
  /// item that says so.
  private boolean isUnder(MemberMoved moved, Challenge challenge, Enrolment enrolment) {
    return items
        .find(moved.tenant(), challenge, moved.member())
        .filter(item -> item.isUnder(challenge.version(), enrolment.version()))
        .isPresent();
  }

  /// Writes the changed months that count in the challenge, without reading the item.
  private void writeMonths(MemberMoved moved, Challenge challenge, Enrolment enrolment) {
    var partials = partialsOf(moved, challenge);
    if (!enrolment.joined() || partials.isEmpty()) return;
    var write = new PartialWrite(challenge.version(), enrolment.version(), partials);
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      switch (items.writePartial(moved.tenant(), challenge, moved.member(), write, moved.lane())) {
        case PartialOutcome.Written() -> {
          return;
        }
        case PartialOutcome.Refused(var stored) -> {
          switch (Progress.afterRefusal(stored, write)) {
            case AfterRefusal.Done() -> {
              return;
            }
            case AfterRefusal.Again(var rising) -> write = rising;
            case AfterRefusal.Full() -> {
              fullWrites.rewrite(moved.tenant(), challenge, moved.member(), moved.lane());
              return;
            }
          }
        }
      }
    }
    throw new VersionConflict(
        "progress of %s in challenge %s".formatted(moved.member(), challenge.id()));
  }

  private static SortedMap<PartialKey, VersionedPartial> partialsOf(
      MemberMoved moved, Challenge challenge) {
    var rule = challenge.terms().rule();
    var period = challenge.terms().period();
    var partials = new TreeMap<PartialKey, VersionedPartial>();
    moved
        .months()
        .forEach(
            (key, values) -> {
              if (!rule.metrics().contains(key.metric()) || !period.touches(key.month())) return;
              var partial =
                  Scoring.partialOf(rule, period, key.metric(), key.month(), values.dayValues());
              partials.put(key, new VersionedPartial(values.valueVersion(), partial));
            });
    return partials;
  }
}
