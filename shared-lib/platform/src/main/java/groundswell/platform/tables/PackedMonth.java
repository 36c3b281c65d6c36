package groundswell.platform.tables;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.domain.Quantity;
import groundswell.domain.activity.AttributedStatement;
import groundswell.domain.activity.Correction;
import groundswell.domain.activity.Correction.Ruling;
import groundswell.domain.activity.DayEntry;
import groundswell.domain.activity.EntryKey;
import groundswell.domain.activity.Origin;
import groundswell.domain.activity.Register;
import groundswell.domain.activity.Registers;
import groundswell.domain.ids.SourceId;
import groundswell.domain.ids.UploadId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A month's registers in one binary attribute, packed so that a full month of one source is one
/// write unit.
///
/// The first bytes are the format number, the sources and the uploads that statements name. Then
/// come the statements of the entries and of the corrections in order, those of one register one
/// after the other: day, flags with the index of the source, value, and time, relative to the day.
/// A value is stored plus one, so that 0 is a withdrawn one. That of a correction is stored plus
/// two, so that 0 is a lifted one and 1 a blank. Whole values omit their three zeros, and whole
/// seconds theirs; a time equal to the previous one is omitted. Where the upload that is named
/// changes, a zero comes before the statement, and then the index of the upload plus one, or 0 if
/// the statement names no upload.
final class PackedMonth {
  private static final int FORM = 3;
  private static final int CORRECTION = 1;
  private static final int WHOLE_VALUE = 1 << 1;
  private static final int SAME_TIME = 1 << 2;
  private static final int WHOLE_SECONDS = 1 << 3;
  private static final int SOURCE_SHIFT = 4;

  /// In place of a day: from here on, statements name another upload.
  private static final int NAMES = 0;
  private static final long THOUSAND = 1_000;

  /// The values below it have a meaning of their own.
  private static final int FIRST_VALUE = 1;

  private static final int WITHDRAWN = 0;
  private static final int FIRST_CORRECTED_VALUE = 2;
  private static final int LIFTED = 0;
  private static final int BLANK = 1;

  /// An id as the API makes it: when it was made, and a random part.
  private static final Pattern UPLOAD = Pattern.compile("[0-9a-f]{12}-[0-9a-f]{16}");

  private static final int UPLOAD_DASH = 12;
  private static final int UPLOAD_BYTES = 14;

  private PackedMonth() {}

  static byte[] pack(YearMonth month, Registers registers) {
    var out = new ByteArrayOutputStream(512);
    out.write(FORM);
    var sources =
        new ArrayList<>(
            registers.entries().keySet().stream().map(EntryKey::source).distinct().toList());
    Varints.write(out, sources.size());
    for (var source : sources) packName(out, source.value());
    var origins = origins(registers);
    Varints.write(out, origins.size());
    for (var origin : origins) pack(out, month, origin);
    var packer = new Packer(out, month, origins);
    registers
        .entries()
        .forEach(
            (key, register) -> {
              int flags = sources.indexOf(key.source()) << SOURCE_SHIFT;
              for (var said : register.said())
                packer.pack(
                    key.day(),
                    flags,
                    valueOf(said.statement()),
                    said.statement().recordedAt(),
                    said.origin());
            });
    registers
        .corrections()
        .forEach(
            (day, register) -> {
              for (var said : register.said())
                packer.pack(
                    day,
                    CORRECTION,
                    valueOf(said.statement().ruling()),
                    said.statement().madeAt(),
                    said.origin());
            });
    return out.toByteArray();
  }

  static Registers unpack(YearMonth month, ByteBuffer in) {
    if (in.get() != FORM) throw new IllegalStateException("unknown form of a packed month");
    var sources = unpackSources(in);
    var unpacker = new Unpacker(month, unpackOrigins(in, month));
    var entries = new TreeMap<EntryKey, List<AttributedStatement<DayEntry>>>();
    var corrections = new TreeMap<Integer, List<AttributedStatement<Correction>>>();
    while (in.hasRemaining()) {
      var origin = unpacker.origin(in);
      int day = in.get();
      long head = Varints.read(in);
      long packed = Varints.read(in);
      long unit = has(head, WHOLE_VALUE) ? THOUSAND : 1;
      var time = unpacker.time(in, day, head);
      if (has(head, CORRECTION)) {
        var correction = new Correction(time, ruling(packed, unit));
        corrections
            .computeIfAbsent(day, _ -> new ArrayList<>())
            .add(new AttributedStatement<>(correction, origin));
      } else {
        var key = new EntryKey(day, sources.get((int) (head >>> SOURCE_SHIFT)));
        var entry = new DayEntry(time, value(packed, unit));
        entries
            .computeIfAbsent(key, _ -> new ArrayList<>())
            .add(new AttributedStatement<>(entry, origin));
      }
    }
    return new Registers(registers(entries), registers(corrections));
  }

  private static <K, S extends Comparable<S>> SortedMap<K, Register<S>> registers(
      SortedMap<K, List<AttributedStatement<S>>> said) {
    var registers = new TreeMap<K, Register<S>>();
    said.forEach((key, all) -> registers.put(key, new Register<>(all)));
    return registers;
  }

  private static List<Origin> origins(Registers registers) {
    return Stream.concat(origins(registers.entries()), origins(registers.corrections()))
        .distinct()
        .toList();
  }

  private static <S extends Comparable<S>> Stream<Origin> origins(
      SortedMap<?, Register<S>> registers) {
    return registers.values().stream()
        .flatMap(register -> register.said().stream())
        .flatMap(said -> said.origin().stream());
  }

  private static void pack(ByteArrayOutputStream out, YearMonth month, Origin origin) {
    packUpload(out, origin.upload().value());
    long untilMillis = origin.until().toEpochMilli() - startOf(month, 1);
    Varints.writeSigned(out, untilMillis / THOUSAND);
  }

  private static List<Origin> unpackOrigins(ByteBuffer in, YearMonth month) {
    var origins = new ArrayList<Origin>();
    for (long left = Varints.read(in); left > 0; left--) {
      var upload = new UploadId(unpackUpload(in));
      long until = startOf(month, 1) + Varints.readSigned(in) * THOUSAND;
      origins.add(new Origin(upload, Instant.ofEpochMilli(until)));
    }
    return origins;
  }

  /// An id as the API makes it takes half its length.
  private static void packUpload(ByteArrayOutputStream out, String id) {
    if (!isOfTheApi(id)) {
      packName(out, id);
      return;
    }
    out.write(0);
    out.writeBytes(HexFormat.of().parseHex(id.replace("-", "")));
  }

  private static String unpackUpload(ByteBuffer in) {
    if (in.get(in.position()) != 0) return unpackName(in);
    in.get();
    var bytes = new byte[UPLOAD_BYTES];
    in.get(bytes);
    var digits = HexFormat.of().formatHex(bytes);
    return digits.substring(0, UPLOAD_DASH) + "-" + digits.substring(UPLOAD_DASH);
  }

  private static boolean isOfTheApi(String id) {
    return UPLOAD.matcher(id).matches();
  }

  private static void packName(ByteArrayOutputStream out, String text) {
    var name = text.getBytes(UTF_8);
    out.write(name.length);
    out.writeBytes(name);
  }

  private static String unpackName(ByteBuffer in) {
    var name = new byte[in.get()];
    in.get(name);
    return new String(name, UTF_8);
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
    for (long left = Varints.read(in); left > 0; left--) sources.add(new SourceId(unpackName(in)));
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

  /// Writes one statement after the other.
  private static final class Packer {
    private final ByteArrayOutputStream out;
    private final YearMonth month;
    private final List<Origin> origins;
    private long timeBefore = Long.MIN_VALUE;
    private Optional<Origin> originBefore = Optional.empty();

    Packer(ByteArrayOutputStream out, YearMonth month, List<Origin> origins) {
      this.out = out;
      this.month = month;
      this.origins = origins;
    }

    void pack(int day, int flags, Packed value, Instant instant, Optional<Origin> origin) {
      long time = instant.toEpochMilli();
      long offset = time - startOf(month, day);
      boolean wholeSeconds = offset % THOUSAND == 0;
      if (!origin.equals(originBefore)) {
        out.write(NAMES);
        Varints.write(out, origin.map(named -> origins.indexOf(named) + 1).orElse(0));
      }
      out.write(day);
      Varints.write(
          out,
          flags
              | (value.whole() ? WHOLE_VALUE : 0)
              | (time == timeBefore ? SAME_TIME : 0)
              | (wholeSeconds ? WHOLE_SECONDS : 0));
      Varints.write(out, value.number());
      if (time != timeBefore) Varints.writeSigned(out, wholeSeconds ? offset / THOUSAND : offset);
      timeBefore = time;
      originBefore = origin;
    }
  }

  /// Reads what may be omitted because it is equal to the previous.
  private static final class Unpacker {
    private final YearMonth month;
    private final List<Origin> origins;
    private long time;
    private Optional<Origin> origin = Optional.empty();

    Unpacker(YearMonth month, List<Origin> origins) {
      this.month = month;
      this.origins = origins;
    }

    Instant time(ByteBuffer in, int day, long head) {
      if (!has(head, SAME_TIME)) {
        long offset = Varints.readSigned(in) * (has(head, WHOLE_SECONDS) ? THOUSAND : 1);
        time = startOf(month, day) + offset;
      }
      return Instant.ofEpochMilli(time);
    }

    Optional<Origin> origin(ByteBuffer in) {
      if (in.get(in.position()) == NAMES) {
        in.get();
        int index = (int) Varints.read(in);
        origin = index == 0 ? Optional.empty() : Optional.of(origins.get(index - 1));
      }
      return origin;
    }
  }
}
