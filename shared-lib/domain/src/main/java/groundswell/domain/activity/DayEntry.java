package groundswell.domain.activity;

import groundswell.domain.Quantity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;

/// What one source said about one day. Of two entries of the same source and day the greater wins,
/// in the total order *recorded-at, value*. No value is less than any value.
///
/// @param recordedAt when it was measured or entered, to the millisecond
/// @param value empty if the source withdrew what it had said
public record DayEntry(Instant recordedAt, Optional<Quantity> value)
    implements Comparable<DayEntry> {
  private static final Comparator<DayEntry> ORDER =
      Comparator.comparing(DayEntry::recordedAt)
          .thenComparingLong(entry -> entry.value.map(Quantity::thousandths).orElse(-1L));

  public DayEntry {
    recordedAt = recordedAt.truncatedTo(ChronoUnit.MILLIS);
    value
        .filter(Quantity::isNegative)
        .ifPresent(
            negative -> {
              throw new IllegalArgumentException("value %s is negative".formatted(negative));
            });
  }

  public static DayEntry of(Instant recordedAt, Quantity value) {
    return new DayEntry(recordedAt, Optional.of(value));
  }

  /// Takes back what the source had said.
  public static DayEntry withdrawal(Instant recordedAt) {
    return new DayEntry(recordedAt, Optional.empty());
  }

  @Override
  public int compareTo(DayEntry other) {
    return ORDER.compare(this, other);
  }
}
