package groundswell.domain.scoring;

import static groundswell.domain.Generators.NOON;
import static groundswell.domain.Generators.STEPS;
import static groundswell.domain.Generators.duplicatedAndShuffled;
import static groundswell.domain.Generators.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.longs;

import groundswell.domain.scoring.Progress.AfterRefusal;
import groundswell.domain.scoring.Progress.PartialWrite;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

class WritingProgress {
  private static final PartialKey FEBRUARY = new PartialKey(STEPS, YearMonth.of(2026, 2));
  private static final PartialKey MARCH = new PartialKey(STEPS, YearMonth.of(2026, 3));
  private final Progress stored = progress(7, 3, Map.of(MARCH, at(5)));

  @Test
  void isDoneWhenTheItemHoldsEveryMonthOrLater() {
    assertThat(Progress.afterRefusal(Optional.of(stored), write(7, 3, Map.of(MARCH, at(5)))))
        .isEqualTo(new AfterRefusal.Done());
  }

  @Test
  void isDoneWhenTheItemHoldsEveryMonthUnderANewerRule() {
    assertThat(Progress.afterRefusal(Optional.of(stored), write(6, 3, Map.of(MARCH, at(5)))))
        .isEqualTo(new AfterRefusal.Done());
  }

  @Test
  void writesOnlyTheMonthsThatStillRise() {
    var refused = write(7, 3, Map.of(MARCH, at(4), FEBRUARY, at(4)));

    assertThat(Progress.afterRefusal(Optional.of(stored), refused))
        .isEqualTo(new AfterRefusal.Again(write(7, 3, Map.of(FEBRUARY, at(4)))));
  }

  @Test
  void recomputesAnItemUnderAnOlderRuleOrEnrolmentThoughItHoldsEveryMonth() {
    var march = Map.of(MARCH, at(5));

    assertThat(Progress.afterRefusal(Optional.of(stored), write(8, 3, march)))
        .isEqualTo(new AfterRefusal.Full());
    assertThat(Progress.afterRefusal(Optional.of(stored), write(7, 4, march)))
        .isEqualTo(new AfterRefusal.Full());
  }

  @Test
  void recomputesAnItemThatIsMissingOrUnderAnotherRuleOrEnrolment() {
    var march = Map.of(MARCH, at(6));

    assertThat(Progress.afterRefusal(Optional.empty(), write(7, 3, march)))
        .isEqualTo(new AfterRefusal.Full());
    assertThat(Progress.afterRefusal(Optional.of(stored), write(6, 3, march)))
        .isEqualTo(new AfterRefusal.Full());
    assertThat(Progress.afterRefusal(Optional.of(stored), write(7, 2, march)))
        .isEqualTo(new AfterRefusal.Full());
  }

  @Test
  void holdsTheLatestOfEachMonthWhateverTheOrderAndDuplicationOfTheWrites() {
    qt().forAll(writes(), orders())
        .checkAssert(
            (writes, order) -> {
              var item = progress(7, 3, Map.of());
              for (var write : duplicatedAndShuffled(writes, order)) item = apply(item, write);

              assertThat(item.partials()).isEqualTo(latest(writes));
            });
  }

  @Test
  void raisesTheRevisionWithEveryFullWrite() {
    var next = Progress.recomputed(Optional.of(stored), 8, 3, true, stored.partials(), NOON);

    assertThat(next.revision()).isGreaterThan(stored.revision());
    assertThat(next.says(stored)).isFalse();
    assertThat(Progress.recomputed(Optional.of(stored), 7, 3, true, stored.partials(), NOON))
        .matches(stored::says);
  }

  @Test
  void keepsNoPartialsOfAMemberWhoLeft() {
    assertThat(
            Progress.recomputed(Optional.of(stored), 7, 4, false, stored.partials(), NOON)
                .partials())
        .isEmpty();
  }

  /// What the store does with a partial write and its refusal.
  private static Progress apply(Progress item, PartialWrite write) {
    boolean accepted =
        write.ruleVersion() == item.ruleVersion()
            && write.enrolmentVersion() == item.enrolmentVersion()
            && write.partials().entrySet().stream()
                .allMatch(
                    month -> versionOf(item, month.getKey()) < month.getValue().valueVersion());
    if (accepted) {
      var partials = new TreeMap<>(item.partials());
      partials.putAll(write.partials());
      return new Progress(
          item.ruleVersion(), item.enrolmentVersion(), true, item.revision() + 1, partials);
    }
    return switch (Progress.afterRefusal(Optional.of(item), write)) {
      case AfterRefusal.Done() -> item;
      case AfterRefusal.Again(var rising) -> apply(item, rising);
      case AfterRefusal.Full() -> throw new AssertionError("both versions are the item's");
    };
  }

  private static long versionOf(Progress item, PartialKey month) {
    var held = item.partials().get(month);
    return held == null ? 0 : held.valueVersion();
  }

  private static SortedMap<PartialKey, VersionedPartial> latest(List<PartialWrite> writes) {
    var latest = new TreeMap<PartialKey, VersionedPartial>();
    for (var write : writes) {
      write
          .partials()
          .forEach(
              (month, partial) ->
                  latest.merge(
                      month, partial, (a, b) -> a.valueVersion() >= b.valueVersion() ? a : b));
    }
    return latest;
  }

  private static Gen<List<PartialWrite>> writes() {
    var month =
        integers()
            .between(1, 4)
            .zip(
                longs().between(1, 9),
                (number, version) ->
                    Map.entry(new PartialKey(STEPS, YearMonth.of(2026, number)), at(version)));
    return lists()
        .of(
            lists()
                .of(month)
                .ofSizeBetween(1, 3)
                .map(
                    months -> {
                      var partials = new TreeMap<PartialKey, VersionedPartial>();
                      months.forEach(each -> partials.put(each.getKey(), each.getValue()));
                      return new PartialWrite(7, 3, partials);
                    }))
        .ofSizeBetween(0, 8);
  }

  private static PartialWrite write(
      long rule, long enrolment, Map<PartialKey, VersionedPartial> partials) {
    return new PartialWrite(rule, enrolment, new TreeMap<>(partials));
  }

  private static Progress progress(
      long rule, long enrolment, Map<PartialKey, VersionedPartial> partials) {
    return new Progress(rule, enrolment, true, 100, new TreeMap<>(partials));
  }

  /// A partial as it was at a value version.
  private static VersionedPartial at(long valueVersion) {
    return new VersionedPartial(valueVersion, new MonthPartial(valueVersion * 10, valueVersion, 1));
  }
}
