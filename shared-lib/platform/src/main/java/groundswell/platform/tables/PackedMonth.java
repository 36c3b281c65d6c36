package groundswell.platform.tables;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.domain.Quantity;
import groundswell.domain.activity.ActivityMonth;
import groundswell.domain.activity.Correction;
import groundswell.domain.activity.Correction.Ruling;
import groundswell.domain.activity.DayEntry;
import groundswell.domain.activity.EntryKey;
import groundswell.domain.ids.SourceId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// A month's entries and corrections in one binary attribute, packed so that a full month of one
/// source is one write unit.
///
/// The first bytes are the format number and the sources. Then come the entries in order, and the
/// corrections in order: day, flags with the index of the source, value, and time, relative to the
/// day. A value is stored plus one, so that 0 is a withdrawn one. That of a correction is stored
/// plus two, so that 0 is a lifted one and 1 a blank. Whole values omit their three zeros, and
/// whole seconds theirs; a time equal to the previous one is omitted.
final class PackedMonth {
  private static final int FORM = 2;
  private static final int CORRECTION = 1;
  private static final int WHOLE_VALUE = 1 << 1;
  private static final int SAME_TIME = 1 << 2;
  private static final int WHOLE_SECONDS = 1 << 3;
  private static final int SOURCE_SHIFT = 4;
  private static final long THOUSAND = 1_000;

  /// The values below it have a meaning of their own.
  private static final int FIRST_VALUE = 1;

  private static final int WITHDRAWN = 0;
  private static final int FIRST_CORRECTED_VALUE = 2;
  private static final int LIFTED = 0;
  private static final int BLANK = 1;

  private PackedMonth() {}

  static byte[] pack(YearMonth month, ActivityMonth entries) {
    var out = new ByteArrayOutputStream(512);
    out.write(FORM);
    var sources =
        new ArrayList<>(
            entries.entries().keySet().stream().map(EntryKey::source).distinct().toList());
    Varints.write(out, sources.size());
    for (var source : sources) {
      var name = source.value().getBytes(UTF_8);
      out.write(name.length);
      out.writeBytes(name);
    }
    var packer = new Packer(out, month);
    entries
        .entries()
        .forEach(
            (key, entry) ->
                packer.pack(
                    key.day(),
                    sources.indexOf(key.source()) << SOURCE_SHIFT,
                    valueOf(entry),
                    entry.recordedAt()));
    entries
        .corrections()
        .forEach(
            (day, correction) ->
                packer.pack(day, CORRECTION, valueOf(correction.ruling()), correction.madeAt()));
    return out.toByteArray();
  }

  static ActivityMonth unpack(YearMonth month, ByteBuffer in) {
    if (in.get() != FORM) throw new IllegalStateException("unknown form of a packed month");
    var sources = unpackSources(in);
    var entries = new TreeMap<EntryKey, DayEntry>();
    var corrections = new TreeMap<Integer, Correction>();
    long time = 0;
    while (in.hasRemaining()) {
      int day = in.get();
      long head = Varints.read(in);
      long packed = Varints.read(in);
      long unit = has(head, WHOLE_VALUE) ? THOUSAND : 1;
      if (!has(head, SAME_TIME)) {
        long offset = Varints.readSigned(in) * (has(head, WHOLE_SECONDS) ? THOUSAND : 1);
        time = startOf(month, day) + offset;
      }
      var instant = Instant.ofEpochMilli(time);
      if (has(head, CORRECTION)) {
        corrections.put(day, new Correction(instant, ruling(packed, unit)));
      } else {
        var source = sources.get((int) (head >>> SOURCE_SHIFT));
        entries.put(new EntryKey(day, source), new DayEntry(instant, value(packed, unit)));
      }
    }
    return new ActivityMonth(entries, corrections);
  }

  private static Packed valueOf(DayEntry entry) {
    return entry
        .value()
        .map(value -> Packed.of(value, FIRST_VALUE))
        .orElse(new Packed(WITHDRAWN, false));
  }

  private static Packed valueOf(Ruling ruling) {
    return switch (ruling) {
      case Ruling.Lifted() -> new Packed(LIFTED, false);
      case Ruling.Blank() -> new Packed(BLANK, false);
      case Ruling.Exactly(var value) -> Packed.of(value, FIRST_CORRECTED_VALUE);
    };
  }

  private static Optional<Quantity> value(long packed, long unit) {
    return packed == WITHDRAWN
        ? Optional.empty()
        : Optional.of(new Quantity((packed - FIRST_VALUE) * unit));
  }

  private static Ruling ruling(long packed, long unit) {
    if (packed == LIFTED) return Ruling.LIFTED;
    if (packed == BLANK) return Ruling.BLANK;
    return new Ruling.Exactly(new Quantity((packed - FIRST_CORRECTED_VALUE) * unit));
  }

  private static List<SourceId> unpackSources(ByteBuffer in) {
    var sources = new ArrayList<SourceId>();
    for (long left = Varints.read(in); left > 0; left--) {
      var name = new byte[in.get()];
      in.get(name);
      sources.add(new SourceId(new String(name, UTF_8)));
    }
    return sources;
  }

  private static boolean has(long head, int flag) {
    return (head & flag) != 0;
  }

  private static long startOf(YearMonth month, int day) {
    return month.atDay(day).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  /// A value as it is written.
  ///
  /// @param whole whether its three zeros are omitted
  private record Packed(long number, boolean whole) {
    static Packed of(Quantity value, int first) {
      boolean whole = value.thousandths() % THOUSAND == 0;
      return new Packed(value.thousandths() / (whole ? THOUSAND : 1) + first, whole);
    }
  }

  /// Writes one register after the other.
  private static final class Packer {
    private final ByteArrayOutputStream out;
    private final YearMonth month;
    private long before = Long.MIN_VALUE;

    Packer(ByteArrayOutputStream out, YearMonth month) {
      this.out = out;
      this.month = month;
    }

    void pack(int day, int flags, Packed value, Instant instant) {
      long time = instant.toEpochMilli();
      long offset = time - startOf(month, day);
      boolean wholeSeconds = offset % THOUSAND == 0;
      out.write(day);
      Varints.write(
          out,
          flags
              | (value.whole() ? WHOLE_VALUE : 0)
              | (time == before ? SAME_TIME : 0)
              | (wholeSeconds ? WHOLE_SECONDS : 0));
      Varints.write(out, value.number());
      if (time != before) Varints.writeSigned(out, wholeSeconds ? offset / THOUSAND : offset);
      before = time;
    }
  }
}
