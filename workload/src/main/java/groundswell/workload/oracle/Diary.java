package groundswell.workload.oracle;

import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import groundswell.workload.Sources;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that was said about one member's days: for each day and source the entry that won, and for
/// each day the latest correction.
final class Diary {
  /// Of more sources of a day only the smallest count, in the order of their names.
  private static final int SOURCES_MAX = 8;

  private final Map<DayOfMetric, List<Entry>> days = new HashMap<>();
  private final List<Correction> corrections = new ArrayList<>();

  void correct(Correction correction) {
    for (var held : corrections)
      if (held.isOfSameDayAs(correction) && !correction.winsOver(held)) return;
    corrections.removeIf(correction::isOfSameDayAs);
    corrections.add(correction);
  }

  /// @return what became of the entry, as far as its own source is concerned
  Outcome take(Entry offered) {
    var entries =
        days.computeIfAbsent(
            new DayOfMetric(offered.metric(), offered.day()), _ -> new ArrayList<>());
    int index = -1;
    for (int i = 0; i < entries.size(); i++)
      if (entries.get(i).isOfSameDayAndSourceAs(offered)) index = i;
    if (index < 0) {
      entries.add(offered);
      return offered.value().isPresent() ? Outcome.ACCEPTED : Outcome.UNCHANGED;
    }
    var before = entries.get(index);
    boolean wins = offered.winsOver(before);
    if (wins) entries.set(index, offered);
    if (before.saysTheSameAs(offered)) return Outcome.UNCHANGED;
    return wins ? Outcome.ACCEPTED : Outcome.SUPERSEDED;
  }

  /// Whether the entry's source is one of those that its day keeps.
  boolean keeps(Entry entry) {
    return kept(entry.metric(), entry.day()).stream().anyMatch(entry::isOfSameDayAndSourceAs);
  }

  /// Whether the value of the entry's source counts, alone or as part of a sum.
  boolean counts(Entry entry, Sources policy) {
    if (correction(entry.metric(), entry.day()).isPresent()) return false;
    return counting(entry.metric(), entry.day(), policy).stream()
        .anyMatch(entry::isOfSameDayAndSourceAs);
  }

  /// The value that counts for a day.
  Optional<BigDecimal> value(MetricId metric, LocalDate day, Sources policy) {
    var correction = correction(metric, day);
    if (correction.isPresent()) return correction.get().value();
    var counting = counting(metric, day, policy);
    if (counting.isEmpty()) return Optional.empty();
    if (policy.count() != Sources.Count.SUM) return counting.getFirst().value();
    return counting.stream().map(entry -> entry.value().orElseThrow()).reduce(BigDecimal::add);
  }

  /// The correction of a day, if it says something.
  private Optional<Correction> correction(MetricId metric, LocalDate day) {
    return corrections.stream()
        .filter(held -> held.day().equals(day) && held.metric().equals(metric) && !held.lifted())
        .findFirst();
  }

  /// The entries that count unless the day is corrected: the highest, all of them, or the first in
  /// the order of priority.
  private List<Entry> counting(MetricId metric, LocalDate day, Sources policy) {
    var candidates = new ArrayList<Entry>();
    for (var entry : kept(metric, day)) {
      boolean may = policy.only().isEmpty() || policy.only().contains(sourceOf(entry));
      if (may && entry.value().isPresent()) candidates.add(entry);
    }
    if (policy.count() == Sources.Count.SUM) return candidates;
    for (var first : policy.priority())
      for (var entry : candidates) if (sourceOf(entry).equals(first)) return List.of(entry);
    var most =
        candidates.stream().map(entry -> entry.value().orElseThrow()).max(BigDecimal::compareTo);
    return candidates.stream()
        .filter(entry -> entry.value().orElseThrow().compareTo(most.orElseThrow()) == 0)
        .toList();
  }

  /// The entries of a day's smallest sources, those without value too.
  private List<Entry> kept(MetricId metric, LocalDate day) {
    return days.getOrDefault(new DayOfMetric(metric, day), List.of()).stream()
        .sorted(Comparator.comparing(Entry::source))
        .limit(SOURCES_MAX)
        .toList();
  }

  private static SourceId sourceOf(Entry entry) {
    return new SourceId(entry.source());
  }

  private record DayOfMetric(MetricId metric, LocalDate day) {}

  enum Outcome {
    ACCEPTED,
    UNCHANGED,
    SUPERSEDED
  }
}
