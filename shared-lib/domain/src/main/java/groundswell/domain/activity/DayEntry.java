package groundswell.domain.activity;

import groundswell.domain.Quantity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/// What one source reported about one day. Of two entries with the same key the greater wins, in
/// the total order *correction over measurement, recorded-at, value*.
///
/// @param recordedAt when it was measured or entered, to the millisecond
public record DayEntry(Kind kind, Instant recordedAt, Quantity value)
    implements Comparable<DayEntry> {
  private static final Comparator<DayEntry> ORDER =
      Comparator.comparing(DayEntry::kind)
          .thenComparing(DayEntry::recordedAt)
          .thenComparing(DayEntry::value);

  public DayEntry {
    recordedAt = recordedAt.truncatedTo(ChronoUnit.MILLIS);
    if (value.isNegative())
      throw new IllegalArgumentException("value %s is negative".formatted(value));
  }

  @Override
  public int compareTo(DayEntry other) {
    return ORDER.compare(this, other);
  }

  /// Whether a person overruled the measurement. In ascending weight.
  public enum Kind {
    MEASUREMENT,
    CORRECTION
  }
}
