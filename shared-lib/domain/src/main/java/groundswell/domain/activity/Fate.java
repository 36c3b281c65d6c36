package groundswell.domain.activity;

import groundswell.domain.activity.ActivityMonth.Outcome;
import java.util.Arrays;

/// What became of a statement that was merged into a month.
public enum Fate {
  ACCEPTED('a', Outcome.ACCEPTED, true),
  UNCHANGED('u', Outcome.UNCHANGED, true),
  /// The value stands already, by a later statement, which has too many others beneath it: if that
  /// is taken back, this one does not come back.
  UNCHANGED_LOST('l', Outcome.UNCHANGED, true),
  /// Its value is kept, but another source or a correction counts for the day.
  ACCEPTED_NOT_COUNTING('A', Outcome.ACCEPTED, false),
  UNCHANGED_NOT_COUNTING('U', Outcome.UNCHANGED, false),
  UNCHANGED_NOT_COUNTING_LOST('L', Outcome.UNCHANGED, false),
  /// A later statement of its source is stored.
  SUPERSEDED('s', Outcome.SUPERSEDED, true),
  /// Likewise, but too many others are beneath that one: if it is taken back, this one does not
  /// come back.
  SUPERSEDED_LOST('t', Outcome.SUPERSEDED, true),
  /// The day has too many sources, so its value was not kept.
  CUT('c', Outcome.SUPERSEDED, false),
  /// Likewise, but it had no value that could count.
  CUT_WITHDRAWAL('w', Outcome.SUPERSEDED, true);

  private final char letter;
  private final Outcome outcome;
  private final boolean counts;

  Fate(char letter, Outcome outcome, boolean counts) {
    this.letter = letter;
    this.outcome = outcome;
    this.counts = counts;
  }

  /// The result of the statement in its own register.
  public Outcome outcome() {
    return outcome;
  }

  /// False for a value that does not count under the tenant's default policy.
  public boolean counts() {
    return counts;
  }

  /// Whether it would not come back if what stands above it is taken back, because too many others
  /// are beneath that.
  public boolean isLost() {
    return switch (this) {
      case UNCHANGED_LOST, UNCHANGED_NOT_COUNTING_LOST, SUPERSEDED_LOST -> true;
      case ACCEPTED,
          UNCHANGED,
          ACCEPTED_NOT_COUNTING,
          UNCHANGED_NOT_COUNTING,
          SUPERSEDED,
          CUT,
          CUT_WITHDRAWAL ->
          false;
    };
  }

  /// A short form, for storage.
  char letter() {
    return letter;
  }

  /// @throws IllegalArgumentException if it is not the letter of a fate
  static Fate of(char letter) {
    return Arrays.stream(values())
        .filter(fate -> fate.letter == letter)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("'%c' is no fate".formatted(letter)));
  }

  /// @param isKept whether the merged month has its register
  /// @param doesCount whether its value counts, if it has one
  /// @param isLost whether its register has too many others to keep it beneath what stands
  static Fate of(Outcome outcome, boolean isKept, boolean doesCount, boolean isLost) {
    return switch (outcome) {
      case ACCEPTED -> doesCount ? ACCEPTED : ACCEPTED_NOT_COUNTING;
      case UNCHANGED -> {
        if (isLost) yield doesCount ? UNCHANGED_LOST : UNCHANGED_NOT_COUNTING_LOST;
        yield doesCount ? UNCHANGED : UNCHANGED_NOT_COUNTING;
      }
      case SUPERSEDED -> {
        if (isKept) yield isLost ? SUPERSEDED_LOST : SUPERSEDED;
        yield doesCount ? CUT_WITHDRAWAL : CUT;
      }
    };
  }
}
