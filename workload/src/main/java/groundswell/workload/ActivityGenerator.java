package groundswell.workload;

import groundswell.domain.ids.MetricId;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Generates the lines of an activity file from a seed. It plans one number for each line, and
/// makes the line when it is written, so that files of millions of lines need little memory.
final class ActivityGenerator {
  private static final Fault[] FAULTS = Fault.values();

  /// The kind of a planned line: the upper half of its number. The lower half is its cell.
  private static final int FIRST = 0;

  private static final int DUPLICATE = 1;
  private static final int CORRECTION = 2;
  private static final int BAD = 3;

  private final long seed;
  private final List<MemberRow> members;
  private final ActivityOptions options;

  ActivityGenerator(long seed, List<MemberRow> members, ActivityOptions options) {
    this.seed = seed;
    this.members = List.copyOf(members);
    this.options = options;
    if (options.firstRows() > cells()) {
      throw new IllegalArgumentException(
          "%d first entries are too many for %d members, %d days and %d metrics"
              .formatted(
                  options.firstRows(), members.size(), options.days(), options.metrics().size()));
    }
  }

  /// The same lines on every call.
  Stream<FileLine> lines() {
    return Arrays.stream(plan()).mapToObj(this::line);
  }

  /// How many first entries there can be: one for each member, day and metric.
  private int cells() {
    return Math.multiplyExact(
        Math.multiplyExact(members.size(), options.days()), options.metrics().size());
  }

  private long[] plan() {
    var random = new SplittableRandom(seed);
    var cells = IntStream.range(0, cells()).mapToLong(cell -> cell).toArray();
    shuffle(cells, random);
    var plan = new long[options.rows()];
    int firsts = options.firstRows();
    System.arraycopy(cells, 0, plan, 0, firsts);
    int next = firsts;
    for (int i = 0; i < options.duplicates(); i++)
      plan[next++] = code(DUPLICATE, cells[random.nextInt(firsts)]);
    for (int i = 0; i < options.corrections(); i++)
      plan[next++] = code(CORRECTION, cells[random.nextInt(firsts)]);
    for (int fault = 0; fault < FAULTS.length; fault++) {
      for (int i = 0; i < options.bad().getOrDefault(FAULTS[fault], 0); i++)
        plan[next++] = code(BAD + fault, cells[random.nextInt(firsts)]);
    }
    shuffle(plan, random);
    return switch (options.order()) {
      case RANDOM -> plan;
      case BY_DAY -> byDay(plan);
    };
  }

  private static long code(int kind, long cell) {
    return (long) kind << 32 | cell;
  }

  private static void shuffle(long[] values, RandomGenerator random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      long held = values[i];
      values[i] = values[j];
      values[j] = held;
    }
  }

  /// The plan with the days in order. Lines of the same day keep their order.
  private long[] byDay(long[] plan) {
    var sorted = new long[plan.length];
    int next = 0;
    for (int day = 0; day < options.days(); day++) {
      for (long code : plan) {
        if (dayOf((int) code) == day) sorted[next++] = code;
      }
    }
    return sorted;
  }

  private FileLine line(long code) {
    int kind = (int) (code >>> 32);
    var first = firstEntry((int) code);
    return switch (kind) {
      case FIRST, DUPLICATE -> new FileLine.Good(first);
      case CORRECTION -> new FileLine.Good(correction((int) code, first));
      default -> new FileLine.Bad(first, FAULTS[kind - BAD]);
    };
  }

  private int dayOf(int cell) {
    return cell / members.size() % options.days();
  }

  private ActivityRow firstEntry(int cell) {
    var random = new SplittableRandom(mixed(cell));
    var metric = options.metrics().get(cell / members.size() / options.days());
    var day = options.firstDay().plusDays(dayOf(cell));
    var evening = day.atTime(18, 0).toInstant(ZoneOffset.UTC);
    var sources = options.sources();
    return new ActivityRow(
        members.get(cell % members.size()).id(),
        day,
        metric,
        value(metric, random),
        Optional.of(evening.plusSeconds(random.nextInt(4 * 3600))),
        sources.isEmpty()
            ? Optional.empty()
            : Optional.of(sources.get(random.nextInt(sources.size()))));
  }

  /// Another value for the same day and source, entered up to two days later.
  private ActivityRow correction(int cell, ActivityRow first) {
    var random = new SplittableRandom(~mixed(cell));
    var later = first.recordedAt().map(time -> time.plusSeconds(1 + random.nextInt(48 * 3600)));
    return new ActivityRow(
        first.member(),
        first.day(),
        first.metric(),
        value(first.metric(), random),
        later,
        first.source());
  }

  private long mixed(int cell) {
    return seed * 0x9E37_79B9_7F4A_7C15L + cell;
  }

  /// A plausible value: whole steps and minutes, kilometres with three places.
  private static BigDecimal value(MetricId metric, RandomGenerator random) {
    return switch (metric.value()) {
      case "steps" -> BigDecimal.valueOf(random.nextInt(25_000));
      case "distance_km" -> BigDecimal.valueOf(random.nextInt(20_000), 3);
      case "sleep_hours" -> BigDecimal.valueOf(random.nextInt(1_200), 2);
      default -> BigDecimal.valueOf(random.nextInt(200));
    };
  }
}
