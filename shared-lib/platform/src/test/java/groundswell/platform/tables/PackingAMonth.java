package groundswell.platform.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.longs;

import groundswell.domain.Lane;
import groundswell.domain.Quantity;
import groundswell.domain.activity.ActivityMonth;
import groundswell.domain.activity.DayEntry;
import groundswell.domain.activity.DayEntry.Kind;
import groundswell.domain.activity.EntryKey;
import groundswell.domain.activity.MergeStamp;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.StoredMonth;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

class PackingAMonth {
  private static final YearMonth MARCH = YearMonth.of(2026, 3);
  private static final int WRITE_UNIT_BYTES = 1_024;

  /// A realistic id: clients use UUIDs for members and uploads.
  private static final String UUID = "0f8fad5b-d9cb-469f-a165-70867728950e";

  private final Random random = new Random(7);

  @Test
  void keepsAnyEntries() {
    qt().forAll(months())
        .checkAssert(
            month ->
                assertThat(
                        PackedMonth.unpack(MARCH, ByteBuffer.wrap(PackedMonth.pack(MARCH, month))))
                    .isEqualTo(month));
  }

  @Test
  void takesOneWriteUnitForAFullMonthOfAnUpload() {
    assertThat(sizeOf(aMonth(List.of("upload"), Kind.MEASUREMENT, false)))
        .isLessThanOrEqualTo(WRITE_UNIT_BYTES);
  }

  @Test
  void takesOneWriteUnitForAFullMonthOfADeviceThatRecordsToTheMillisecond() {
    assertThat(sizeOf(aMonth(List.of("garmin-connect"), Kind.MEASUREMENT, true)))
        .isLessThanOrEqualTo(WRITE_UNIT_BYTES);
  }

  @Test
  void takesOneWriteUnitForAFullMonthOfTwoSourcesWithCorrections() {
    assertThat(sizeOf(aMonth(List.of("fitbit", "manual-entry"), Kind.CORRECTION, true)))
        .isLessThanOrEqualTo(WRITE_UNIT_BYTES);
  }

  private int sizeOf(ActivityMonth month) {
    var stored =
        new StoredMonth(
            month,
            1_774_000_000_123L,
            1_774_000_000_123L,
            Lane.BULK,
            Optional.of(new UploadId(UUID)),
            Optional.of(new MergeStamp(new UploadId(UUID), 499, 31, 0)));
    var key = new MonthKey(new MemberId(UUID), new MetricId("mindful_minutes"), MARCH);
    return ItemSize.of(MonthItems.item(new TenantId("acme-insurance"), key, stored).attributes());
  }

  /// Every day of each source, recorded at some time on the day or later.
  private ActivityMonth aMonth(List<String> sources, Kind kind, boolean millis) {
    var entries = new TreeMap<EntryKey, DayEntry>();
    for (int day = 1; day <= 31; day++) {
      for (var source : sources) {
        long offset = random.nextLong(kind == Kind.CORRECTION ? 40 * 86_400_000L : 86_400_000L);
        var recordedAt = startOf(day).plusMillis(millis ? offset : offset / 1000 * 1000);
        entries.put(
            new EntryKey(day, new SourceId(source)),
            new DayEntry(kind, recordedAt, new Quantity(random.nextLong(30_000_000))));
      }
    }
    return new ActivityMonth(entries);
  }

  private static Gen<ActivityMonth> months() {
    Gen<EntryKey> keys =
        integers()
            .between(1, 31)
            .zip(
                integers().between(0, 20),
                (day, source) -> new EntryKey(day, new SourceId("s" + source)));
    Gen<DayEntry> entries =
        longs()
            .between(-5_000_000_000L, 5_000_000_000L)
            .zip(
                longs().between(0, 10_000_000_000L),
                integers().between(0, 7),
                (offset, value, flags) ->
                    new DayEntry(
                        (flags & 1) == 0 ? Kind.MEASUREMENT : Kind.CORRECTION,
                        startOf(15).plusMillis((flags & 2) == 0 ? offset : offset / 1000 * 1000),
                        new Quantity((flags & 4) == 0 ? value : value / 1000 * 1000)));
    return lists()
        .of(keys.zip(entries, ActivityMonth::of))
        .ofSizeBetween(0, 60)
        .map(all -> all.stream().reduce(ActivityMonth.EMPTY, ActivityMonth::merge));
  }

  private static Instant startOf(int day) {
    return MARCH.atDay(day).atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}
