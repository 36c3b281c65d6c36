package groundswell.domain.activity;

import groundswell.domain.Quantity;
import groundswell.domain.activity.Correction.Ruling;
import groundswell.domain.ids.SourceId;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One member's month of one metric: a register for each day and source, and one for the correction
/// of each day. Merging is commutative, associative and idempotent.
///
/// @param entries by day and source; of each day the [#SOURCES_PER_DAY_MAX] smallest sources
/// @param corrections by day of the month; lifted ones stay
public record ActivityMonth(
    SortedMap<EntryKey, DayEntry> entries, SortedMap<Integer, Correction> corrections) {
  /// How many sources one day keeps. They are the smallest in the order of their names, so that the
  /// merge does not depend on the order in which they arrive. A withdrawn one keeps its place.
  public static final int SOURCES_PER_DAY_MAX = 8;

  public static final ActivityMonth EMPTY = new ActivityMonth(new TreeMap<>(), new TreeMap<>());

  public ActivityMonth {
    entries = Collections.unmodifiableSortedMap(smallestSources(entries));
    corrections = Collections.unmodifiableSortedMap(new TreeMap<>(corrections));
  }

  public static ActivityMonth of(Statements said) {
    return new ActivityMonth(said.entries(), said.corrections());
  }

  /// The statements of both; where both have one, the greater wins.
  public ActivityMonth merge(ActivityMonth other) {
    var mergedEntries = new TreeMap<>(entries);
    other.entries.forEach((key, entry) -> mergedEntries.merge(key, entry, Statements::greater));
    var mergedCorrections = new TreeMap<>(corrections);
    other.corrections.forEach(
        (day, correction) -> mergedCorrections.merge(day, correction, Statements::greater));
    return new ActivityMonth(mergedEntries, mergedCorrections);
  }

  /// What stands for each day, by day of the month. Days for which nothing stands are left out.
  public SortedMap<Integer, DayValues> values() {
    var sources = new TreeMap<Integer, SortedMap<SourceId, Quantity>>();
    for (int day : corrections.keySet()) sources.put(day, new TreeMap<>());
    entries.forEach(
        (key, entry) -> {
          var ofDay = sources.computeIfAbsent(key.day(), _ -> new TreeMap<>());
          entry.value().ifPresent(value -> ofDay.put(key.source(), value));
        });
    var values = new TreeMap<Integer, DayValues>();
    sources.forEach((day, said) -> values.put(day, new DayValues(said, rulingOf(day))));
    values.values().removeIf(DayValues::isEmpty);
    return Collections.unmodifiableSortedMap(values);
  }

  /// The value that counts for each day that has one.
  public NavigableMap<Integer, Quantity> dayValues(SourcePolicy policy) {
    return policy.dayValues(values());
  }

  /// The outcome of an offered entry in its own register.
  ///
  /// @param merged this month merged with all that was offered
  public Outcome outcomeOf(EntryKey key, DayEntry offered, ActivityMonth merged) {
    if (!merged.entries.containsKey(key)) return Outcome.SUPERSEDED;
    var before = Optional.ofNullable(entries.get(key));
    if (before.flatMap(DayEntry::value).equals(offered.value())) return Outcome.UNCHANGED;
    boolean loses = before.filter(held -> held.compareTo(offered) > 0).isPresent();
    return loses ? Outcome.SUPERSEDED : Outcome.ACCEPTED;
  }

  /// The outcome of an offered correction, once it is merged into this month.
  public Outcome outcomeOf(int day, Correction offered) {
    var before = Optional.ofNullable(corrections.get(day));
    if (before.map(Correction::ruling).orElse(Ruling.LIFTED).equals(offered.ruling()))
      return Outcome.UNCHANGED;
    boolean loses = before.filter(held -> held.compareTo(offered) > 0).isPresent();
    return loses ? Outcome.SUPERSEDED : Outcome.ACCEPTED;
  }

  /// Whether the value that an offered entry had, once merged into this month, does not count under
  /// a policy: another source counts instead, a correction stands above it, or the day has too many
  /// sources. An entry that a later one of its own source superseded is not asked for.
  public boolean doesNotCount(
      EntryKey key, DayEntry offered, Outcome outcome, SourcePolicy policy) {
    if (offered.value().isEmpty()) return false;
    if (!entries.containsKey(key)) return true;
    return outcome != Outcome.SUPERSEDED
        && !policy.countingOf(valuesOf(key.day())).sources().contains(key.source());
  }

  /// What stands for one day.
  public DayValues valuesOf(int day) {
    var sources = new TreeMap<SourceId, Quantity>();
    ofDay(day)
        .forEach(
            (key, entry) -> entry.value().ifPresent(value -> sources.put(key.source(), value)));
    return new DayValues(sources, rulingOf(day));
  }

  /// The entries of one day, those without value too.
  public SortedMap<EntryKey, DayEntry> ofDay(int day) {
    var ofDay = new TreeMap<EntryKey, DayEntry>();
    entries.forEach(
        (key, entry) -> {
          if (key.day() == day) ofDay.put(key, entry);
        });
    return ofDay;
  }

  private Optional<Ruling> rulingOf(int day) {
    return Optional.ofNullable(corrections.get(day)).map(Correction::ruling);
  }

  /// The outcome of a row merged into a month.
  public enum Outcome {
    /// Its value is new or replaces another.
    ACCEPTED,
    /// The same value was already there.
    UNCHANGED,
    /// A later statement of the same source wins, or the day has too many sources.
    SUPERSEDED
  }

  /// The registers of the smallest sources of each day.
  static <R> SortedMap<EntryKey, R> smallestSources(SortedMap<EntryKey, R> entries) {
    var kept = new TreeMap<EntryKey, R>();
    int day = 0;
    int sources = 0;
    for (var each : new TreeMap<>(entries).entrySet()) {
      sources = each.getKey().day() == day ? sources + 1 : 1;
      day = each.getKey().day();
      if (sources <= SOURCES_PER_DAY_MAX) kept.put(each.getKey(), each.getValue());
    }
    return kept;
  }
}
