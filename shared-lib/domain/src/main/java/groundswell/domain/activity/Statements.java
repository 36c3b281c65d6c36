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
    takes(key, entry);
    return this;
  }

  /// Adds an entry.
  ///
  /// @return whether it is the one that stands now, so far
  public boolean takes(EntryKey key, DayEntry entry) {
    var before = entries.get(key);
    if (before != null && before.compareTo(entry) >= 0) return false;
    entries.put(key, entry);
    return true;
  }

  /// @param day of the month, 1 to 31
  public Statements add(int day, Correction correction) {
    takes(day, correction);
    return this;
  }

  /// Adds a correction.
  ///
  /// @param day of the month, 1 to 31
  /// @return whether it is the one that stands now, so far
  public boolean takes(int day, Correction correction) {
    var before = corrections.get(day);
    if (before != null && before.compareTo(correction) >= 0) return false;
    corrections.put(day, correction);
    return true;
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
