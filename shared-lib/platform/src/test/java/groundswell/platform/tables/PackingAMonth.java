package groundswell.platform.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.booleans;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.longs;

import groundswell.domain.Lane;
import groundswell.domain.Quantity;
import groundswell.domain.activity.Correction;
import groundswell.domain.activity.Correction.Ruling;
import groundswell.domain.activity.DayEntry;
import groundswell.domain.activity.EntryKey;
import groundswell.domain.activity.Fates;
import groundswell.domain.activity.MergeStamp;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.Origin;
import groundswell.domain.activity.Registers;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

class PackingAMonth {
  private static final YearMonth MARCH = YearMonth.of(2026, 3);
  private static final int WRITE_UNIT_BYTES = 1_024;

  /// A realistic id: clients use UUIDs for members.
  private static final String UUID = "0f8fad5b-d9cb-469f-a165-70867728950e";

  /// As the API makes it.
  private static final UploadId UPLOAD = new UploadId("01a210206e03-111a77ccd2190467");

  private final Random random = new Random(7);

  @Test
  void keepsAnyStatements() {
    qt().forAll(months())
        .checkAssert(
            month ->
                assertThat(
                        PackedMonth.unpack(MARCH, ByteBuffer.wrap(PackedMonth.pack(MARCH, month))))
                    .isEqualTo(month));
  }

  @Test
  void keepsTheIdsOfUploadsWhateverTheyLookLike() {
    for (var id :
        List.of(
            "01a210206e03-111a77ccd2190467",
            "01A210206E03-111a77ccd2190467",
            "01a210206e03111a-77ccd2190467",
            "0",
            UUID,
            "u".repeat(64))) {
      var month = Registers.of(aDay(), Optional.of(Origin.of(new UploadId(id), startOf(5))));

      assertThat(PackedMonth.unpack(MARCH, ByteBuffer.wrap(PackedMonth.pack(MARCH, month))))
          .as(id)
          .isEqualTo(month);
    }
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

  /// A file each night, each about one day: the last sixteen can still be taken back.
  @Test
  void takesOneWriteUnitForAFullMonthOfAFileEachNight() {
    var nights = Registers.EMPTY;
    for (int day = 1; day <= 31; day++) {
      var id = new UploadId("%012x-%016x".formatted(random.nextLong(1L << 48), random.nextLong()));
      var said = new Statements().add(new EntryKey(day, SourceId.FILE), entry(day, true));
      nights =
          nights.plus(
              Registers.of(
                  said, day > 15 ? Optional.of(Origin.of(id, startOf(day))) : Optional.empty()));
    }

    assertThat(sizeOf(nights)).isLessThanOrEqualTo(WRITE_UNIT_BYTES);
  }

  @Test
  void takesOneWriteUnitForAFullMonthOfTwoSources() {
    assertThat(sizeOf(aMonth(List.of("fitbit", "manual"), true)))
        .isLessThanOrEqualTo(WRITE_UNIT_BYTES);
  }

  @Test
  void takesThreeWriteUnitsForAFullMonthOfEightSourcesOfWhichEachDayIsCorrected() {
    var sources = List.of("a-1", "b-2", "c-3", "d-4", "e-5", "f-6", "g-7", "h-8");

    assertThat(sizeOf(aMonth(sources, true).plus(corrections())))
        .isLessThanOrEqualTo(3 * WRITE_UNIT_BYTES);
  }

  private int sizeOf(Registers month) {
    var stored =
        new StoredMonth(
            month,
            1_774_000_000_123L,
            1_774_000_000_123L,
            Lane.BULK,
            Optional.of(UPLOAD),
            Optional.of(new MergeStamp(UPLOAD, 499, fatesOf(month))));
    var key = new MonthKey(new MemberId(UUID), new MetricId("mindful_minutes"), MARCH);
    return ItemSize.of(MonthItems.item(new TenantId("acme-insurance"), key, stored).attributes());
  }

  private static Fates fatesOf(Registers month) {
    int statements = month.entries().size() + month.corrections().size();
    return Fates.ofLetters("A" + statements);
  }

  /// Every day of each source, recorded at some time on the day, by one upload.
  private Registers aMonth(List<String> sources, boolean millis) {
    var said = new Statements();
    for (int day = 1; day <= 31; day++) {
      for (var source : sources)
        said.add(new EntryKey(day, new SourceId(source)), entry(day, millis));
    }
    return Registers.of(said, Optional.of(Origin.of(UPLOAD, startOf(31))));
  }

  private DayEntry entry(int day, boolean millis) {
    long offset = random.nextLong(86_400_000L);
    var recordedAt = startOf(day).plusMillis(millis ? offset : offset / 1000 * 1000);
    return DayEntry.of(recordedAt, new Quantity(random.nextLong(30_000_000)));
  }

  private static Statements aDay() {
    return Statements.of(new EntryKey(1, SourceId.FILE), DayEntry.of(startOf(2), Quantity.of(7)));
  }

  /// Every day corrected, up to forty days later.
  private Registers corrections() {
    var said = new Statements();
    for (int day = 1; day <= 31; day++) {
      var madeAt = startOf(day).plusMillis(random.nextLong(40 * 86_400_000L));
      said.add(day, new Correction(madeAt, new Ruling.Exactly(new Quantity(12_345_678))));
    }
    return Registers.of(said, Optional.empty());
  }

  private static Gen<Registers> months() {
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
    Gen<Registers> entries =
        keys.zip(
            times,
            values,
            origins(),
            (key, time, value, origin) ->
                Registers.of(Statements.of(key, new DayEntry(time, value)), origin));
    Gen<Registers> corrections =
        integers()
            .between(1, 31)
            .zip(
                times,
                values.zip(booleans().all(), PackingAMonth::ruling),
                origins(),
                (day, time, ruling, origin) ->
                    Registers.of(new Statements().add(day, new Correction(time, ruling)), origin));
    return lists()
        .of(entries)
        .ofSizeBetween(0, 60)
        .zip(
            lists().of(corrections).ofSizeBetween(0, 10),
            (some, others) ->
                Stream.concat(some.stream(), others.stream())
                    .reduce(Registers.EMPTY, Registers::plus));
  }

  private static Gen<Optional<Origin>> origins() {
    return integers()
        .between(0, 4)
        .map(
            number ->
                number == 0
                    ? Optional.empty()
                    : Optional.of(
                        Origin.of(
                            new UploadId(
                                number < 3
                                    ? "upload-" + number
                                    : "%012x-%016x".formatted(number, number)),
                            startOf(number))));
  }

  private static Ruling ruling(Optional<Quantity> value, boolean blank) {
    if (value.isPresent()) return new Ruling.Exactly(value.get());
    return blank ? Ruling.BLANK : Ruling.LIFTED;
  }

  private static Instant startOf(int day) {
    return MARCH.atDay(day).atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}
