package groundswell.domain.uploads;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Checks the rows of a file, one after the other.
///
/// @param <E> what a good row says
abstract sealed class RowCheck<E extends UploadEntry> permits ActivityCheck, MemberCheck {
  /// The longest field, in bytes.
  static final int FIELD_BYTES_MAX = 4_096;

  private final Layout layout;
  private @Nullable Rejection found;

  RowCheck(Layout layout) {
    this.layout = layout;
  }

  final Checked<E> check(CsvRow row) {
    found = null;
    var broken = faultOf(row);
    if (broken.isPresent()) return new Checked.Bad<>(broken.get(), 1);
    return fields(row);
  }

  abstract Checked<E> fields(CsvRow row);

  /// Reads a field that must not be empty.
  ///
  /// @return null if something is wrong with it, see [#bad]
  final <T> @Nullable T take(CsvRow row, int column, FieldCache<T> cache) {
    if (row.fieldLength(column) == 0) {
      note(column, new Fault(RowError.MISSING_VALUE, "the field is empty"));
      return null;
    }
    return switch (cache.get(row, column)) {
      case Read.Value<T>(var value) -> value;
      case Read.Wrong<T>(var fault) -> {
        note(column, fault);
        yield null;
      }
    };
  }

  /// Keeps what is wrong with a field.
  final void note(int column, Fault fault) {
    found = fault.in(layout.name(column));
  }

  /// The row as rejected for what was found wrong.
  ///
  /// @param entries how many rows of the report it counts for
  final Checked<E> bad(int entries) {
    if (found == null) throw new IllegalStateException("nothing was found wrong");
    return new Checked.Bad<>(found, Math.max(1, entries));
  }

  private Optional<Rejection> faultOf(CsvRow row) {
    if (row.fault().isPresent()) return row.fault().map(RowCheck::brokenRow);
    if (!row.isUtf8()) {
      return Optional.of(
          new Rejection(
              RowError.BAD_ENCODING, "", "the row is not UTF-8; save the file in this encoding"));
    }
    if (row.fields() != layout.width()) {
      return Optional.of(
          new Rejection(
              RowError.WRONG_FIELD_COUNT,
              "",
              "the row has %d fields, the header has %d".formatted(row.fields(), layout.width())));
    }
    for (int column = 0; column < row.fields(); column++) {
      if (row.fieldLength(column) > FIELD_BYTES_MAX) {
        return Optional.of(
            new Fault(
                    RowError.OVER_LONG_FIELD,
                    "the field has %d bytes; at most %d are read"
                        .formatted(row.fieldLength(column), FIELD_BYTES_MAX))
                .in(layout.name(column)));
      }
    }
    return Optional.empty();
  }

  private static Rejection brokenRow(RowError error) {
    return new Rejection(
        error,
        "",
        error == RowError.OVER_LONG_LINE
            ? "the row is longer than %d bytes, of which this is the beginning"
                .formatted(CsvReader.LINE_BYTES_MAX)
            : "a quoted field does not end with a quote before the next delimiter; double each quote inside it");
  }
}
