package groundswell.workload;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Lane;
import groundswell.domain.Quantity;
import groundswell.domain.activity.Correction;
import groundswell.domain.activity.Correction.Ruling;
import groundswell.domain.activity.DayEntry;
import groundswell.domain.activity.EntryKey;
import groundswell.domain.activity.Fates;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.activity.Statements;
import groundswell.domain.activity.StoredMonth;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import groundswell.workload.oracle.Oracle;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// An employer sends the same file of the whole month every night, without times of recording.
/// Between the nights a member enters, withdraws, and is corrected.
class NightsOfCensusFiles {
  private static final int DAYS = 6;
  private static final int NIGHTS = 12;
  private static final int RUNS = 150;
  private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
  private static final MemberId ANN = new MemberId("ann");
  private static final MetricId STEPS = new MetricId("steps");
  private static final ChallengeId SPRING = new ChallengeId("c");

  private final List<Sources> policies =
      List.of(
          Sources.HIGHEST,
          Sources.SUM,
          Sources.inOrder("manual", "file"),
          Sources.HIGHEST.only("file", "watch"));

  @Test
  void agreeWithTheOracleAndMoveNothingThatNobodyChanged() {
    long seed = Long.getLong("groundswell.seed", new Random().nextLong());
    for (int run = 0; run < RUNS; run++) {
      long itsSeed = seed + run;
      for (var policy : policies) new Month(itsSeed, policy).live();
    }
  }

  /// One member's month, told to the domain and to the oracle.
  private static final class Month {
    private final long seed;
    private final Random random;
    private final Oracle oracle = new Oracle();
    private final Sources sources;
    private final NavigableMap<Integer, Long> census = new TreeMap<>();
    private StoredMonth stored = StoredMonth.NONE;
    private Instant now = Instant.parse("2026-03-31T01:00:00Z");

    Month(long seed, Sources sources) {
      this.seed = seed;
      this.sources = sources;
      random = new Random(seed);
      oracle.define(
          ChallengeSpec.of("c", FIRST, FIRST.plusDays(DAYS - 1), Rule.total("steps"), "100")
              .withSources(sources));
      oracle.register(List.of(MemberRow.of("ann", "c")));
      for (int day = 1; day <= DAYS; day++) if (random.nextInt(4) > 0) census.put(day, steps());
    }

    void live() {
      for (int night = 0; night < NIGHTS; night++) {
        for (int i = random.nextInt(4); i > 0; i--) act();
        boolean changed = random.nextInt(4) == 0;
        if (changed) census.put(day(), steps());
        var before = stored;
        sendCensus();
        if (!changed && night > 0)
          assertThat(stored.valueVersion())
              .describedAs("-Dgroundswell.seed=%d, night %d", seed, night)
              .isEqualTo(before.valueVersion());
        compare();
      }
    }

    private void act() {
      int day = day();
      long steps = steps();
      var date = FIRST.plusDays(day - 1L);
      now = now.plusSeconds(1 + random.nextInt(3_600));
      switch (random.nextInt(6)) {
        case 0 -> {
          oracle.withdraw(ANN, date, STEPS, SourceId.MANUAL, now);
          take(entry(day, SourceId.MANUAL, DayEntry.withdrawal(now)));
        }
        case 1 -> {
          oracle.correct(ANN, date, STEPS, Optional.of(BigDecimal.valueOf(steps)), now);
          take(correction(day, new Ruling.Exactly(Quantity.of(steps))));
        }
        case 2 -> {
          oracle.correct(ANN, date, STEPS, Optional.empty(), now);
          take(correction(day, Ruling.BLANK));
        }
        case 3 -> {
          oracle.lift(ANN, date, STEPS, now);
          take(correction(day, Ruling.LIFTED));
        }
        default -> {
          var source = random.nextBoolean() ? SourceId.MANUAL : new SourceId("watch");
          oracle.enter(row(day, steps).from(source.value()), now);
          take(entry(day, source, DayEntry.of(now, Quantity.of(steps))));
        }
      }
    }

    private void sendCensus() {
      now = now.plus(Duration.ofHours(20));
      var rows = new ArrayList<ActivityRow>();
      var said = new Statements();
      census.forEach(
          (day, steps) -> {
            rows.add(row(day, steps));
            said.add(new EntryKey(day, SourceId.FILE), DayEntry.of(now, Quantity.of(steps)));
          });
      var report = oracle.upload(lines(rows), now);
      var fates = take(said);
      assertThat(List.of((long) fates.accepted(), (long) fates.unchanged()))
          .describedAs("-Dgroundswell.seed=%d", seed)
          .containsExactly(report.accepted(), report.unchanged());
      assertThat((long) fates.notCounting()).isEqualTo(report.notCounting());
    }

    private void compare() {
      long total =
          stored.month().dayValues(policy()).values().stream()
              .mapToLong(Quantity::thousandths)
              .sum();
      assertThat(BigDecimal.valueOf(total, 3))
          .describedAs("-Dgroundswell.seed=%d under %s", seed, sources)
          .isEqualByComparingTo(oracle.board(SPRING).getFirst().score());
    }

    private Fates take(Statements said) {
      var merge = stored.merge(said, Lane.BULK, Optional.empty(), SourcePolicy.HIGHEST, now);
      if (merge instanceof StoredMonth.Merge.Changed(var next, _, _)) stored = next;
      return merge.fates();
    }

    private SourcePolicy policy() {
      return TheDomainAgreesWithTheOracle.policy(sources);
    }

    private Statements correction(int day, Ruling ruling) {
      return new Statements().add(day, new Correction(now, ruling));
    }

    private static Statements entry(int day, SourceId source, DayEntry entry) {
      return Statements.of(new EntryKey(day, source), entry);
    }

    private static Stream<FileLine> lines(List<ActivityRow> rows) {
      return rows.stream().map(FileLine.Good::new);
    }

    private static ActivityRow row(int day, long steps) {
      return ActivityRow.of("ann", FIRST.plusDays(day - 1L), "steps", Long.toString(steps));
    }

    private int day() {
      return 1 + random.nextInt(DAYS);
    }

    /// Few values, so that equal ones meet.
    private long steps() {
      return 1_000L * (1 + random.nextInt(4));
    }
  }
}
