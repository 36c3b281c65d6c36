package groundswell.domain.activity;

import static groundswell.domain.Generators.NOON;
import static groundswell.domain.Generators.monthOf;
import static groundswell.domain.Generators.orders;
import static groundswell.domain.Generators.rows;
import static groundswell.domain.Generators.shuffled;
import static groundswell.domain.Generators.split;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;

import groundswell.domain.Lane;
import groundswell.domain.ids.UploadId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MergingIntoAStoredMonth {
  private static final Instant LATER = NOON.plusSeconds(60);

  @Test
  void storesTheSameEntriesWhateverTheOrderAndSplittingOfTheRows() {
    qt().forAll(rows(), orders())
        .checkAssert(
            (rows, order) -> {
              var stored = StoredMonth.NONE;
              for (var part : split(shuffled(rows, order), order)) stored = merged(stored, part);

              assertThat(stored.month()).isEqualTo(monthOf(rows));
            });
  }

  @Test
  void changesNothingTheSecondTime() {
    qt().forAll(rows(), rows())
        .checkAssert(
            (before, rows) -> {
              var stored = merged(merged(StoredMonth.NONE, before), rows);

              assertThat(offer(stored, rows)).isInstanceOf(StoredMonth.Merge.Unchanged.class);
            });
  }

  @Test
  void movesTheValueVersionExactlyWhenAValueThatCountsMoved() {
    qt().forAll(rows(), rows())
        .checkAssert(
            (before, rows) -> {
              var stored = merged(StoredMonth.NONE, before);
              var next = merged(stored, rows);

              boolean moved = !next.month().dayValues().equals(stored.month().dayValues());
              assertThat(next.valueVersion())
                  .isEqualTo(moved ? next.version() : stored.valueVersion());
            });
  }

  @Test
  void raisesTheVersionWithEveryChange() {
    qt().forAll(rows(), rows())
        .checkAssert(
            (before, rows) -> {
              var stored = merged(StoredMonth.NONE, before);

              switch (offer(stored, rows)) {
                case StoredMonth.Merge.Changed(var next, _) ->
                    assertThat(next.version()).isGreaterThan(stored.version());
                case StoredMonth.Merge.Unchanged _ -> {}
              }
            });
  }

  @Test
  void countsEveryOfferedEntryOnce() {
    qt().forAll(rows(), rows())
        .checkAssert(
            (before, rows) -> {
              var offered = monthOf(rows).entries();
              var counts = offer(merged(StoredMonth.NONE, before), rows).counts();

              assertThat(counts.accepted() + counts.unchanged()).isBetween(0, offered.size());
              assertThat(offer(StoredMonth.NONE, rows).counts().accepted())
                  .isEqualTo(offered.size());
            });
  }

  @Test
  void countsAPartitionThatIsMergedAgainAsTheFirstTime() {
    var origin = Optional.of(new StoredMonth.PartitionRef(new UploadId("upload-1"), 3));
    qt().forAll(rows(), rows())
        .checkAssert(
            (before, rows) -> {
              var stored = merged(StoredMonth.NONE, before);
              var offered = monthOf(rows).entries();
              var first = stored.merge(offered, Lane.BULK, origin, LATER);
              if (!(first instanceof StoredMonth.Merge.Changed(var next, var counts))) return;

              assertThat(next.merge(offered, Lane.BULK, origin, LATER).counts()).isEqualTo(counts);
            });
  }

  private static StoredMonth merged(StoredMonth stored, List<Map.Entry<EntryKey, DayEntry>> rows) {
    return switch (offer(stored, rows)) {
      case StoredMonth.Merge.Changed(var next, _) -> next;
      case StoredMonth.Merge.Unchanged _ -> stored;
    };
  }

  private static StoredMonth.Merge offer(
      StoredMonth stored, List<Map.Entry<EntryKey, DayEntry>> rows) {
    return stored.merge(monthOf(rows).entries(), Lane.BULK, Optional.empty(), LATER);
  }
}
