package groundswell.domain;

import static org.quicktheories.generators.SourceDSL.booleans;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.longs;

import groundswell.domain.activity.ActivityMonth;
import groundswell.domain.activity.DayEntry;
import groundswell.domain.activity.EntryKey;
import groundswell.domain.challenges.Period;
import groundswell.domain.challenges.ScoringRule;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.quicktheories.core.Gen;

/// Arbitrary values of the domain. Their ranges are narrow, so that equal days, sources, times and
/// values collide often.
public final class Generators {
  public static final MetricId STEPS = new MetricId("steps");
  public static final MetricId MINUTES = new MetricId("active_minutes");
  public static final Instant NOON = Instant.parse("2026-03-20T12:00:00Z");

  private Generators() {}

  /// An order for [#shuffled].
  public static Gen<Integer> orders() {
    return integers().all();
  }

  public static <T> List<T> shuffled(List<T> items, int order) {
    var shuffled = new ArrayList<>(items);
    Collections.shuffle(shuffled, new Random(order));
    return shuffled;
  }

  /// The items in any order, some of them twice.
  public static <T> List<T> duplicatedAndShuffled(List<T> items, int order) {
    var random = new Random(order);
    var more = new ArrayList<>(items);
    items.stream().filter(_ -> random.nextInt(3) == 0).forEach(more::add);
    Collections.shuffle(more, random);
    return more;
  }

  /// The items split into consecutive parts.
  public static <T> List<List<T>> split(List<T> items, int order) {
    var random = new Random(order);
    var parts = new ArrayList<List<T>>();
    for (int from = 0; from < items.size(); ) {
      int to = from + 1 + random.nextInt(items.size() - from);
      parts.add(items.subList(from, to));
      from = to;
    }
    return parts;
  }

  public static Gen<Quantity> quantities() {
    return longs().between(0, 30_000).map(Quantity::new);
  }

  public static Gen<EntryKey> entryKeys() {
    return integers()
        .between(1, 31)
        .zip(
            integers().between(0, 4),
            (day, source) -> new EntryKey(day, new SourceId("source-" + source)));
  }

  public static Gen<DayEntry> dayEntries() {
    return booleans()
        .all()
        .zip(
            longs().between(0, 5),
            longs().between(0, 5),
            (correction, seconds, value) ->
                new DayEntry(
                    correction ? DayEntry.Kind.CORRECTION : DayEntry.Kind.MEASUREMENT,
                    NOON.plusSeconds(seconds),
                    Quantity.of(value)));
  }

  /// Entries on few days, so that a day gets more sources than it keeps.
  public static Gen<List<Map.Entry<EntryKey, DayEntry>>> rows() {
    var keys =
        integers()
            .between(1, 3)
            .zip(
                integers().between(0, 5),
                (day, source) -> new EntryKey(day, new SourceId("source-" + source)));
    return lists().of(keys.zip(dayEntries(), Map::entry)).ofSizeBetween(0, 30);
  }

  public static Gen<ActivityMonth> activityMonths() {
    return rows().map(Generators::monthOf);
  }

  public static ActivityMonth monthOf(List<Map.Entry<EntryKey, DayEntry>> rows) {
    return rows.stream()
        .map(row -> ActivityMonth.of(row.getKey(), row.getValue()))
        .reduce(ActivityMonth.EMPTY, ActivityMonth::merge);
  }

  /// Up to four months, from any day to any day.
  public static Gen<Period> periods() {
    return integers()
        .between(0, 60)
        .zip(
            integers().between(0, 120),
            (from, days) -> {
              var start = LocalDate.of(2026, 1, 15).plusDays(from);
              return new Period(start, start.plusDays(days));
            });
  }

  public static Gen<ScoringRule> rules() {
    var amounts = longs().between(1, 30_000).map(Quantity::new);
    var caps = booleans().all().zip(amounts, (has, cap) -> has ? Optional.of(cap) : NO_CAP);
    return integers().between(0, 5).zip(amounts, caps, integers().between(1, 20), Generators::rule);
  }

  private static final Optional<Quantity> NO_CAP = Optional.empty();

  private static ScoringRule rule(int kind, Quantity amount, Optional<Quantity> cap, int minDays) {
    return switch (kind) {
      case 0 -> new ScoringRule.Total(STEPS, cap);
      case 1 -> new ScoringRule.DailyGoal(STEPS, amount);
      case 2 -> new ScoringRule.Streak(STEPS, amount);
      case 3 -> new ScoringRule.BestDay(STEPS);
      case 4 -> new ScoringRule.Average(STEPS, cap, minDays);
      default ->
          new ScoringRule.Points(
              List.of(
                  new ScoringRule.PointsMetric(STEPS, amount, cap),
                  new ScoringRule.PointsMetric(MINUTES, Quantity.of(2), Optional.empty())));
    };
  }

  /// A value for many days between January and July 2026.
  public static Gen<Map<LocalDate, Quantity>> diaries() {
    return lists()
        .of(integers().between(0, 200).zip(quantities(), Map::entry))
        .ofSizeBetween(0, 250)
        .map(
            days -> {
              var diary = new TreeMap<LocalDate, Quantity>();
              days.forEach(
                  day ->
                      diary.put(LocalDate.of(2026, 1, 1).plusDays(day.getKey()), day.getValue()));
              return diary;
            });
  }
}
