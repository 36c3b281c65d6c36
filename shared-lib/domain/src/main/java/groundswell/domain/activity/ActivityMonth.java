package groundswell.domain.activity;

import groundswell.domain.Quantity;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// One member's entries of one metric in one calendar month. Merging is commutative, associative
/// and idempotent.
///
/// @param entries by day and source; at most [#SOURCES_PER_DAY_MAX] sources a day
public record ActivityMonth(SortedMap<EntryKey, DayEntry> entries) {
  /// How many entries one day keeps: the latest, each from another source. Older ones can never
  /// count again, so dropping them keeps the item small and the merge order-independent.
  public static final int SOURCES_PER_DAY_MAX = 3;

  private static final int DAYS_MAX = 31;

  public static final ActivityMonth EMPTY = new ActivityMonth(new TreeMap<>());

  private static final Comparator<Map.Entry<EntryKey, DayEntry>> LATEST_FIRST =
      Map.Entry.<EntryKey, DayEntry>comparingByValue()
          .thenComparing(entry -> entry.getKey().source())
          .reversed();

  public ActivityMonth {
    entries = Collections.unmodifiableSortedMap(keepLatestSources(entries));
  }

  public static ActivityMonth of(EntryKey key, DayEntry entry) {
    return new ActivityMonth(new TreeMap<>(Map.of(key, entry)));
  }

  /// The entries of both; if both have one, the greater wins.
  public ActivityMonth merge(ActivityMonth other) {
    var merged = new TreeMap<>(entries);
    other.entries.forEach(
        (key, entry) -> merged.merge(key, entry, (a, b) -> a.compareTo(b) >= 0 ? a : b));
    return new ActivityMonth(merged);
  }

  /// The counting value of each day that has one: the greatest entry over the sources. Between
  /// equal entries the choice makes no difference.
  public NavigableMap<Integer, Quantity> dayValues() {
    var winners = new TreeMap<Integer, DayEntry>();
    entries.forEach(
        (key, entry) -> winners.merge(key.day(), entry, (a, b) -> a.compareTo(b) >= 0 ? a : b));
    var values = new TreeMap<Integer, Quantity>();
    winners.forEach((day, entry) -> values.put(day, entry.value()));
    return values;
  }

  /// The outcome of an offered entry, once this month is merged with it.
  public Outcome outcomeOf(EntryKey key, DayEntry offered) {
    var before = entries.get(key);
    if (before == null) return isKept(key, offered) ? Outcome.ACCEPTED : Outcome.SUPERSEDED;
    if (before.value().equals(offered.value())) return Outcome.UNCHANGED;
    return before.compareTo(offered) > 0 ? Outcome.SUPERSEDED : Outcome.ACCEPTED;
  }

  /// The outcome of a row merged into a month.
  public enum Outcome {
    /// Its value is new or replaces another.
    ACCEPTED,
    /// The same value was already there.
    UNCHANGED,
    /// A later entry wins.
    SUPERSEDED
  }

  private boolean isKept(EntryKey key, DayEntry offered) {
    var ofDay = new TreeMap<>(ofDay(entries, key.day()));
    ofDay.put(key, offered);
    return latest(ofDay).anyMatch(key::equals);
  }

  private static SortedMap<EntryKey, DayEntry> keepLatestSources(
      SortedMap<EntryKey, DayEntry> entries) {
    var kept = new TreeMap<>(entries);
    var sources = new int[DAYS_MAX + 1];
    for (var key : entries.keySet()) sources[key.day()]++;
    for (int day = 1; day <= DAYS_MAX; day++) {
      if (sources[day] <= SOURCES_PER_DAY_MAX) continue;
      var ofDay = ofDay(entries, day);
      kept.keySet().removeAll(ofDay.keySet());
      latest(ofDay).forEach(key -> kept.put(key, ofDay.get(key)));
    }
    return kept;
  }

  private static SortedMap<EntryKey, DayEntry> ofDay(
      SortedMap<EntryKey, DayEntry> entries, int day) {
    var ofDay = new TreeMap<EntryKey, DayEntry>();
    entries.forEach(
        (key, entry) -> {
          if (key.day() == day) ofDay.put(key, entry);
        });
    return ofDay;
  }

  private static Stream<EntryKey> latest(SortedMap<EntryKey, DayEntry> ofDay) {
    return ofDay.entrySet().stream()
        .sorted(LATEST_FIRST)
        .limit(SOURCES_PER_DAY_MAX)
        .map(Map.Entry::getKey);
  }
}
