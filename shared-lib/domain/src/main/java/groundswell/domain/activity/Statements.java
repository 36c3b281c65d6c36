package groundswell.domain.activity;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a file or a request says about one month: at most one entry for each day and source, and
/// one correction for each day. Of several the greater wins.
public final class Statements {
  private final SortedMap<EntryKey, DayEntry> entries = new TreeMap<>();
  private final SortedMap<Integer, Correction> corrections = new TreeMap<>();

  public static Statements of(EntryKey key, DayEntry entry) {
    return new Statements().add(key, entry);
  }

  public Statements add(EntryKey key, DayEntry entry) {
    entries.merge(key, entry, Statements::greater);
    return this;
  }

  /// @param day of the month, 1 to 31
  public Statements add(int day, Correction correction) {
    corrections.merge(day, correction, Statements::greater);
    return this;
  }

  public SortedMap<EntryKey, DayEntry> entries() {
    return Collections.unmodifiableSortedMap(entries);
  }

  public SortedMap<Integer, Correction> corrections() {
    return Collections.unmodifiableSortedMap(corrections);
  }

  /// How many statements there are.
  public int size() {
    return entries.size() + corrections.size();
  }

  static <T extends Comparable<T>> T greater(T one, T other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
