package groundswell.platform.tables;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.domain.Quantity;
import groundswell.domain.activity.ActivityMonth;
import groundswell.domain.activity.DayEntry;
import groundswell.domain.activity.DayEntry.Kind;
import groundswell.domain.activity.EntryKey;
import groundswell.domain.ids.SourceId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A month's entries in one binary attribute, packed so that a full month is one write unit.
///
/// The first bytes are the format number and the sources. Then come the entries in order: day, one
/// byte of flags with the index of the source, value, and recorded-at, relative to the day. Whole
/// values omit their three zeros, and whole seconds theirs; a time equal to the previous entry's is
/// omitted.
final class PackedMonth {
  private static final int FORM = 1;
  private static final int CORRECTION = 1;
  private static final int WHOLE_VALUE = 1 << 1;
  private static final int SAME_TIME = 1 << 2;
  private static final int WHOLE_SECONDS = 1 << 3;
  private static final int SOURCE_SHIFT = 4;
  private static final long THOUSAND = 1_000;

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
    long before = Long.MIN_VALUE;
    for (var each : entries.entries().entrySet()) {
      var key = each.getKey();
      long recordedAt = each.getValue().recordedAt().toEpochMilli();
      out.write(key.day());
      pack(out, each.getValue(), sources.indexOf(key.source()), startOf(month, key.day()), before);
      before = recordedAt;
    }
    return out.toByteArray();
  }

  static ActivityMonth unpack(YearMonth month, ByteBuffer in) {
    if (in.get() != FORM) throw new IllegalStateException("unknown form of a packed month");
    var sources = unpackSources(in);
    var entries = new TreeMap<EntryKey, DayEntry>();
    long recordedAt = 0;
    while (in.hasRemaining()) {
      int day = in.get();
      long head = Varints.read(in);
      long value = Varints.read(in) * (has(head, WHOLE_VALUE) ? THOUSAND : 1);
      if (!has(head, SAME_TIME)) {
        long offset = Varints.readSigned(in) * (has(head, WHOLE_SECONDS) ? THOUSAND : 1);
        recordedAt = startOf(month, day) + offset;
      }
      entries.put(
          new EntryKey(day, sources.get((int) (head >>> SOURCE_SHIFT))),
          new DayEntry(
              has(head, CORRECTION) ? Kind.CORRECTION : Kind.MEASUREMENT,
              Instant.ofEpochMilli(recordedAt),
              new Quantity(value)));
    }
    return new ActivityMonth(entries);
  }

  private static void pack(
      ByteArrayOutputStream out, DayEntry entry, int source, long dayStart, long before) {
    long value = entry.value().thousandths();
    long recordedAt = entry.recordedAt().toEpochMilli();
    long offset = recordedAt - dayStart;
    boolean wholeValue = value % THOUSAND == 0;
    boolean wholeSeconds = offset % THOUSAND == 0;
    long head =
        (entry.kind() == Kind.CORRECTION ? CORRECTION : 0)
            | (wholeValue ? WHOLE_VALUE : 0)
            | (recordedAt == before ? SAME_TIME : 0)
            | (wholeSeconds ? WHOLE_SECONDS : 0)
            | ((long) source << SOURCE_SHIFT);
    Varints.write(out, head);
    Varints.write(out, wholeValue ? value / THOUSAND : value);
    if (recordedAt != before) Varints.writeSigned(out, wholeSeconds ? offset / THOUSAND : offset);
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
}
