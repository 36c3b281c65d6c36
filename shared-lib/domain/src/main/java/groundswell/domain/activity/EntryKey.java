package groundswell.domain.activity;

import groundswell.domain.ids.SourceId;
import java.util.Comparator;

/// The place of an entry in its month.
///
/// @param day the day of the month, 1 to 31
public record EntryKey(int day, SourceId source) implements Comparable<EntryKey> {
  private static final Comparator<EntryKey> ORDER =
      Comparator.comparingInt(EntryKey::day).thenComparing(EntryKey::source);

  public EntryKey {
    if (day < 1 || day > 31)
      throw new IllegalArgumentException("day %d is not in 1..31".formatted(day));
  }

  @Override
  public int compareTo(EntryKey other) {
    return ORDER.compare(this, other);
  }
}
