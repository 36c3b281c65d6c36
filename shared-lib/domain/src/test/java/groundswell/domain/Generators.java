package groundswell.domain;

import static org.quicktheories.generators.SourceDSL.booleans;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.longs;

import groundswell.domain.activity.ActivityMonth;
import groundswell.domain.activity.Correction;
import groundswell.domain.activity.Correction.Ruling;
import groundswell.domain.activity.DayEntry;
import groundswell.domain.activity.EntryKey;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.activity.SourcePolicy.Choice;
import groundswell.domain.activity.Statements;
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
import java.util.TreeSet;
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

  /// Twelve sources, more than a day keeps.
  public static Gen<SourceId> sources() {
    return integers().between(0, 11).map(number -> new SourceId("source " + (char) ('a' + number)));
  }

  public static Gen<EntryKey> entryKeys() {
    return integers().between(1, 31).zip(sources(), EntryKey::new);
  }

  /// One in six is a withdrawal.
  public static Gen<DayEntry> dayEntries() {
    return longs()
        .between(0, 5)
        .zip(
            longs().between(0, 5),
            (seconds, value) ->
                new DayEntry(
                    NOON.plusSeconds(seconds),
                    value == 0 ? Optional.empty() : Optional.of(Quantity.of(value))));
  }

  public static Gen<Correction> corrections() {
    return longs()
        .between(0, 5)
        .zip(
            longs().between(0, 5),
            (seconds, kind) ->
                new Correction(
                    NOON.plusSeconds(seconds),
                    kind == 0
                        ? Ruling.LIFTED
                        : kind == 1 ? Ruling.BLANK : new Ruling.Exactly(Quantity.of(kind))));
  }

  /// What one row says.
  public sealed interface Row {
    record OfSource(EntryKey key, DayEntry entry) implements Row {}

    record OfCorrection(int day, Correction correction) implements Row {}

    default int day() {
      return switch (this) {
        case OfSource(var key, _) -> key.day();
        case OfCorrection(int day, _) -> day;
      };
    }
  }

  /// Rows about few days, so that a day gets more sources than it keeps. One in six corrects.
  public static Gen<List<Row>> rows() {
    Gen<Row> rows =
        integers()
            .between(1, 2)
            .zip(
                sources(),
                dayEntries(),
                corrections().zip(integers().between(0, 5), Map::entry),
                (day, source, entry, correction) ->
                    correction.getValue() == 0
                        ? new Row.OfCorrection(day, correction.getKey())
                        : new Row.OfSource(new EntryKey(day, source), entry));
    return lists().of(rows).ofSizeBetween(0, 40);
  }

  public static Gen<ActivityMonth> activityMonths() {
    return rows().map(Generators::monthOf);
  }

  public static Statements statementsOf(List<Row> rows) {
    var said = new Statements();
    for (var row : rows) {
      switch (row) {
        case Row.OfSource(var key, var entry) -> said.add(key, entry);
        case Row.OfCorrection(int day, var correction) -> said.add(day, correction);
      }
    }
    return said;
  }

  public static ActivityMonth monthOf(List<Row> rows) {
    return ActivityMonth.of(statementsOf(rows));
  }

  public static Gen<SourcePolicy> policies() {
    return lists()
        .of(sources())
        .ofSizeBetween(0, 4)
        .zip(
            lists().of(sources()).ofSizeBetween(1, 4),
            integers().between(0, 2),
            (only, order, kind) -> {
              var choice =
                  switch (kind) {
                    case 0 -> new Choice.Highest();
                    case 1 -> new Choice.Sum();
                    default -> new Choice.Priority(order.stream().distinct().toList());
                  };
              return new SourcePolicy(choice, new TreeSet<>(only));
            });
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
