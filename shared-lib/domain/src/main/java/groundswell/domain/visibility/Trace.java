package groundswell.domain.visibility;

import groundswell.domain.Versions;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.members.Member;
import groundswell.domain.ranking.BoardRow;
import groundswell.domain.scoring.PartialKey;
import groundswell.domain.scoring.Progress;
import groundswell.domain.scoring.VersionedPartial;
import java.util.Optional;

/// How far a touched month has come in one challenge. Versions only rise, so whatever is found at
/// the month's version or above either shows the month or was overtaken by something later.
///
/// Its inputs have to be read in this order, the first two and the third strongly consistently:
/// member, definition, progress item, row of the published board.
public sealed interface Trace {
  /// The challenge does not count the month: nothing of it will be shown there.
  record Uncounted() implements Trace {}

  /// The member's progress does not contain the month yet.
  record Unscored() implements Trace {}

  /// The member's progress contains the month.
  ///
  /// @param revision of the progress item; the board shows it in a row of this revision or a later
  ///     one
  record Scored(long revision) implements Trace {}

  static Trace of(
      TouchedMonth month, Member member, Challenge definition, Optional<Progress> item) {
    if (!counts(member, definition, month.key())) return new Uncounted();
    return item.filter(progress -> progress.ruleVersion() >= definition.version())
        .filter(progress -> valueVersion(progress, month.key()) >= month.valueVersion())
        .<Trace>map(progress -> new Scored(progress.revision()))
        .orElseGet(Unscored::new);
  }

  /// Whether the month can move the member's score in the challenge. Who left or is unknown has no
  /// score, and a month outside the period or of another metric does not count.
  static boolean counts(Member member, Challenge definition, MonthKey month) {
    var terms = definition.terms();
    return member.isIn(definition.id())
        && terms.rule().metrics().contains(month.metric())
        && terms.period().touches(month.month());
  }

  /// Of a month without values there is no partial.
  private static long valueVersion(Progress progress, MonthKey month) {
    var partial = progress.partials().get(new PartialKey(month.metric(), month.month()));
    return Optional.ofNullable(partial).map(VersionedPartial::valueVersion).orElse(Versions.NONE);
  }

  /// Whether a row of the published board shows it, or something later.
  default boolean isShownBy(Optional<BoardRow> row) {
    return switch (this) {
      case Uncounted() -> true;
      case Unscored() -> false;
      case Scored(long revision) ->
          row.flatMap(BoardRow::score).filter(score -> score.revision() >= revision).isPresent();
    };
  }
}
