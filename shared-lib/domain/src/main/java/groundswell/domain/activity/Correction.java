package groundswell.domain.activity;

import groundswell.domain.Quantity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/// What an administrator ruled about one day. It stands above every source. Of two corrections of
/// the same day the greater wins, in the total order *made-at, ruling*.
///
/// @param madeAt when the administrator made it, to the millisecond
public record Correction(Instant madeAt, Ruling ruling) implements Comparable<Correction> {
  private static final Comparator<Correction> ORDER =
      Comparator.comparing(Correction::madeAt).thenComparingLong(it -> rankOf(it.ruling));

  public Correction {
    madeAt = madeAt.truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public int compareTo(Correction other) {
    return ORDER.compare(this, other);
  }

  private static long rankOf(Ruling ruling) {
    return switch (ruling) {
      case Ruling.Lifted() -> -2;
      case Ruling.Blank() -> -1;
      case Ruling.Exactly(var value) -> value.thousandths();
    };
  }

  /// What a correction says.
  public sealed interface Ruling {
    Lifted LIFTED = new Lifted();
    Blank BLANK = new Blank();

    /// The sources count again.
    record Lifted() implements Ruling {}

    /// The day has no entry, whatever its sources say.
    record Blank() implements Ruling {}

    /// The day has this value, whatever its sources say.
    record Exactly(Quantity value) implements Ruling {
      public Exactly {
        if (value.isNegative())
          throw new IllegalArgumentException("value %s is negative".formatted(value));
      }
    }
  }
}
