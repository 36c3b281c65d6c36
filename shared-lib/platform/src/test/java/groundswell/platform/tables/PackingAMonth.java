package groundswell.platform.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.booleans;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.longs;

import groundswell.domain.Lane;
import groundswell.domain.Quantity;
import groundswell.domain.activity.ActivityMonth;
import groundswell.domain.activity.Correction;
import groundswell.domain.activity.Correction.Ruling;
import groundswell.domain.activity.DayEntry;
import groundswell.domain.activity.EntryKey;
import groundswell.domain.activity.MergeStamp;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.Statements;
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
import java.util.stream.Stream;
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
  void takesOneWriteUnitForAFullMonthOfAFile() {
    assertThat(sizeOf(aMonth(List.of("file"), false))).isLessThanOrEqualTo(WRITE_UNIT_BYTES);
  }

  @Test
  void takesOneWriteUnitForAFullMonthOfADeviceThatRecordsToTheMillisecond() {
    assertThat(sizeOf(aMonth(List.of("garmin-connect"), true)))
        .isLessThanOrEqualTo(WRITE_UNIT_BYTES);
  }

  @Test
  void takesOneWriteUnitForAFullMonthOfTwoSources() {
    assertThat(sizeOf(aMonth(List.of("fitbit", "manual"), true)))
        .isLessThanOrEqualTo(WRITE_UNIT_BYTES);
  }

  @Test
  void takesThreeWriteUnitsForAFullMonthOfEightSourcesOfWhichEachDayIsCorrected() {
    var sources = List.of("a-1", "b-2", "c-3", "d-4", "e-5", "f-6", "g-7", "h-8");

    assertThat(sizeOf(aMonth(sources, true).merge(corrections())))
        .isLessThanOrEqualTo(3 * WRITE_UNIT_BYTES);
  }

  private int sizeOf(ActivityMonth month) {
    var stored =
        new StoredMonth(
            month,
            1_774_000_000_123L,
            1_774_000_000_123L,
            Lane.BULK,
            Optional.of(new UploadId(UUID)),
            Optional.of(new MergeStamp(new UploadId(UUID), 499, 31, 0, 31)));
    var key = new MonthKey(new MemberId(UUID), new MetricId("mindful_minutes"), MARCH);
    return ItemSize.of(MonthItems.item(new TenantId("acme-insurance"), key, stored).attributes());
  }

  /// Every day of each source, recorded at some time on the day.
  private ActivityMonth aMonth(List<String> sources, boolean millis) {
    var entries = new TreeMap<EntryKey, DayEntry>();
    for (int day = 1; day <= 31; day++) {
      for (var source : sources) {
        long offset = random.nextLong(86_400_000L);
        var recordedAt = startOf(day).plusMillis(millis ? offset : offset / 1000 * 1000);
        entries.put(
            new EntryKey(day, new SourceId(source)),
            DayEntry.of(recordedAt, new Quantity(random.nextLong(30_000_000))));
      }
    }
    return new ActivityMonth(entries, new TreeMap<>());
  }

  /// Every day corrected, up to forty days later.
  private ActivityMonth corrections() {
    var said = new Statements();
    for (int day = 1; day <= 31; day++) {
      var madeAt = startOf(day).plusMillis(random.nextLong(40 * 86_400_000L));
      said.add(day, new Correction(madeAt, new Ruling.Exactly(new Quantity(12_345_678))));
    }
    return ActivityMonth.of(said);
  }

  private static Gen<ActivityMonth> months() {
    Gen<EntryKey> keys =
        integers()
            .between(1, 31)
            .zip(
                integers().between(0, 20),
                (day, source) -> new EntryKey(day, new SourceId("s" + source)));
    Gen<Instant> times =
        longs()
            .between(-5_000_000_000L, 5_000_000_000L)
            .zip(
                booleans().all(),
                (offset, whole) -> startOf(15).plusMillis(whole ? offset / 1000 * 1000 : offset));
    Gen<Optional<Quantity>> values =
        longs()
            .between(0, 10_000_000_000L)
            .zip(
                integers().between(0, 3),
                (value, form) ->
                    form == 0
                        ? Optional.empty()
                        : Optional.of(new Quantity(form == 1 ? value : value / 1000 * 1000)));
    Gen<ActivityMonth> entries =
        keys.zip(
            times,
            values,
            (key, time, value) -> ActivityMonth.of(Statements.of(key, new DayEntry(time, value))));
    Gen<ActivityMonth> corrections =
        integers()
            .between(1, 31)
            .zip(
                times,
                values,
                booleans().all(),
                (day, time, value, blank) ->
                    ActivityMonth.of(
                        new Statements().add(day, new Correction(time, ruling(value, blank)))));
    return lists()
        .of(entries)
        .ofSizeBetween(0, 60)
        .zip(
            lists().of(corrections).ofSizeBetween(0, 10),
            (some, others) ->
                Stream.concat(some.stream(), others.stream())
                    .reduce(ActivityMonth.EMPTY, ActivityMonth::merge));
  }

  private static Ruling ruling(Optional<Quantity> value, boolean blank) {
    if (value.isPresent()) return new Ruling.Exactly(value.get());
    return blank ? Ruling.BLANK : Ruling.LIFTED;
  }

  private static Instant startOf(int day) {
    return MARCH.atDay(day).atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}
