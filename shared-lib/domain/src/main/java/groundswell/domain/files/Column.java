package groundswell.domain.files;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A column of a file, read as values. Most fields are read by their bytes and never become text:
/// columns repeat themselves, so it remembers what it read, bad values included. It remembers a
/// fixed number of values; a new one takes the place of an older one. Where values hardly repeat,
/// it reads their usual form from the bytes instead.
///
/// @param <T> what a field says
final class Column<T> {
  /// For a column whose values hardly repeat: it remembers none.
  static final int UNIQUE = 0;

  /// 2^32 divided by the golden ratio.
  private static final int SPREAD = 0x9E3779B9;

  private final Field field;
  private final int place;
  private final String name;
  private final Usual<T> usual;
  private final Function<String, T> parser;
  private final Optional<T> otherwise;
  private final int shift;
  private final byte[] @Nullable [] texts;
  private final @Nullable Parsed<T>[] values;

  /// Reads the usual form of a value.
  ///
  /// @param <T> what a field says
  interface Usual<T> {
    /// @return null if the bytes have another form, or a wrong value
    @Nullable T read(byte[] bytes, int from, int to);
  }

  /// A column that must have a value in every row, unless the mapping gives one to all rows.
  ///
  /// @param slots how many values it remembers: [#UNIQUE] or a power of two from 2
  /// @param parser throws an [IllegalArgumentException] if the text has the wrong form, or a
  ///     [RowRejected] with an error of its own
  static <T> Column<T> required(Layout layout, Field field, int slots, Function<String, T> parser) {
    return new Column<>(layout, field, slots, (_, _, _) -> null, parser, Optional.empty());
  }

  /// A column whose fields may be empty, and which a file need not have.
  ///
  /// @param otherwise the value of an empty field, unless the mapping gives one to all rows
  static <T> Column<T> optional(
      Layout layout, Field field, int slots, Function<String, T> parser, T otherwise) {
    return new Column<>(layout, field, slots, (_, _, _) -> null, parser, Optional.of(otherwise));
  }

  /// A column whose values hardly repeat, and mostly have one form. Its fields may be empty, and a
  /// file need not have it.
  ///
  /// @param usual reads the values of most fields
  /// @param otherwise the value of an empty field, unless the mapping gives one to all rows
  static <T> Column<T> unique(
      Layout layout, Field field, Usual<T> usual, Function<String, T> parser, T otherwise) {
    return new Column<>(layout, field, UNIQUE, usual, parser, Optional.of(otherwise));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private Column(
      Layout layout,
      Field field,
      int slots,
      Usual<T> usual,
      Function<String, T> parser,
      Optional<T> otherwise) {
    this.field = field;
    this.usual = usual;
    this.parser = parser;
    place = layout.place(field);
    name = layout.name(field);
    this.otherwise =
        layout
            .constant(field)
            .filter(text -> !text.isEmpty())
            .map(text -> constant(field, text, parser))
            .or(() -> otherwise);
    shift = Integer.numberOfLeadingZeros(slots) + 1;
    texts = new byte[slots][];
    values = new Parsed[slots];
  }

  /// A value that the mapping gives to every row.
  ///
  /// @throws FileRefused if the value is wrong
  static <T> T constant(Field field, String text, Function<String, T> parser) {
    try {
      return parse(field, text, parser);
    } catch (RowRejected wrong) {
      throw new FileRefused(
          FileError.BAD_MAPPING, "mapping: %s".formatted(wrong.rejection().message()));
    }
  }

  /// The value of a row.
  ///
  /// @throws RowRejected if the value is missing or wrong
  T in(CsvRow row) {
    if (place == Layout.NONE || row.fieldLength(place) == 0) return ofEmptyField();
    if (row.isEscaped(place)) return read(row);
    return texts.length == 0 ? unique(row) : remembered(row);
  }

  private T unique(CsvRow row) {
    var value = usual.read(row.buffer(), row.from(place), row.to(place));
    return value == null ? read(row) : value;
  }

  /// Two values share a pair of slots. A new one takes the first of them.
  private T remembered(CsvRow row) {
    int slot = pairOf(row);
    var known = at(slot, row);
    if (known == null) known = at(slot + 1, row);
    if (known != null) return known.get();
    var value = parsed(row);
    texts[slot + 1] = texts[slot];
    values[slot + 1] = values[slot];
    texts[slot] = row.fieldBytes(place);
    values[slot] = value;
    return value.get();
  }

  private @Nullable Parsed<T> at(int slot, CsvRow row) {
    var text = texts[slot];
    return text != null && row.fieldEquals(place, text) ? values[slot] : null;
  }

  private T ofEmptyField() {
    if (otherwise.isPresent()) return otherwise.get();
    throw missing(name);
  }

  static RowRejected missing(String column) {
    return new RowRejected(
        new Rejection(RowError.MISSING_VALUE, column, "the field is empty; give it a value"));
  }

  private Parsed<T> parsed(CsvRow row) {
    try {
      return new Parsed.Good<>(read(row));
    } catch (RowRejected rejected) {
      return new Parsed.Bad<>(rejected);
    }
  }

  private T read(CsvRow row) {
    try {
      return parse(field, row.text(place), parser);
    } catch (RowRejected rejected) {
      throw new RowRejected(rejected.rejection().in(name));
    }
  }

  private static <T> T parse(Field field, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new RowRejected(Rejection.of(field.malformed(), String.valueOf(e.getMessage())));
    }
  }

  /// Multiplicative hashing (Knuth, The Art of Computer Programming, volume 3, section 6.4): ids
  /// that only differ in their digits spread over all slots.
  private int pairOf(CsvRow row) {
    var bytes = row.buffer();
    int hash = 1;
    for (int at = row.from(place); at < row.to(place); at++) hash = 31 * hash + bytes[at];
    return ((hash * SPREAD) >>> shift) & ~1;
  }

  /// What a text was read as.
  private sealed interface Parsed<T> {
    T get();

    record Good<T>(T value) implements Parsed<T> {
      @Override
      public T get() {
        return value;
      }
    }

    record Bad<T>(RowRejected rejected) implements Parsed<T> {
      @Override
      public T get() {
        throw rejected;
      }
    }
  }
}
