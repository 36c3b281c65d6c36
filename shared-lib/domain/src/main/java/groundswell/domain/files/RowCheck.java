package groundswell.domain.files;

import java.util.List;
import java.util.Optional;

/// Checks the rows of a file, one after the other.
///
/// @param <E> what a good row says
abstract sealed class RowCheck<E extends UploadEntry> permits ActivityCheck, MemberCheck {
  /// The longest field, in bytes.
  static final int FIELD_BYTES_MAX = 4_096;

  private final Layout layout;
  private final int[] nameless;

  RowCheck(Layout layout) {
    this.layout = layout;
    nameless = layout.namelessPlaces();
  }

  final CheckedRow<E> check(CsvRow row) {
    var fault = faultOf(row);
    if (fault.isPresent()) return new CheckedRow.Bad<>(fault.get(), 1);
    try {
      return new CheckedRow.Good<>(entries(row));
    } catch (RowRejected first) {
      var faults = faults(row);
      var rejection = faults.isEmpty() ? first.rejection() : Rejection.ofAll(faults);
      return new CheckedRow.Bad<>(rejection, Math.max(1, valuesIn(row)));
    }
  }

  /// What a well-formed row says.
  ///
  /// @throws RowRejected at its first fault
  abstract List<E> entries(CsvRow row);

  /// What is wrong in each of the columns of a well-formed row.
  abstract List<Rejection> faults(CsvRow row);

  /// What is wrong with one column.
  static Optional<Rejection> faultOf(Runnable column) {
    try {
      column.run();
      return Optional.empty();
    } catch (RowRejected rejected) {
      return Optional.of(rejected.rejection());
    }
  }

  /// How many values a well-formed row has.
  abstract int valuesIn(CsvRow row);

  /// What is wrong with the form of a row.
  private Optional<Rejection> faultOf(CsvRow row) {
    if (row.fault().isPresent()) return row.fault().map(RowCheck::brokenRow);
    if (!row.isUtf8()) {
      return Optional.of(
          Rejection.of(
              RowError.BAD_ENCODING, "the row is not UTF-8; save the file in this encoding"));
    }
    if (row.fields() != layout.width()) {
      return Optional.of(
          Rejection.of(
              RowError.WRONG_FIELD_COUNT,
              "the row has %d fields, but the header has %d; check the delimiters and quotes"
                  .formatted(row.fields(), layout.width())));
    }
    for (int place : nameless) {
      if (row.fieldLength(place) > 0) {
        return Optional.of(
            Rejection.of(
                RowError.WRONG_FIELD_COUNT,
                "field %d has %s, but its column has no name; name the column or empty the field"
                    .formatted(place + 1, EntryChecks.shown(row.text(place)))));
      }
    }
    for (int place = 0; place < row.fields(); place++) {
      if (row.fieldLength(place) > FIELD_BYTES_MAX) {
        return Optional.of(
            new Rejection(
                RowError.OVER_LONG_FIELD,
                layout.name(place),
                "the field has %d bytes, but at most %d are allowed; shorten it"
                    .formatted(row.fieldLength(place), FIELD_BYTES_MAX)));
      }
    }
    return Optional.empty();
  }

  private static Rejection brokenRow(RowError error) {
    return Rejection.of(
        error,
        error == RowError.OVER_LONG_LINE
            ? "the row is longer than %d bytes; only its beginning is shown here"
                .formatted(CsvReader.LINE_BYTES_MAX)
            : "a quoted field does not end with a quote before the next delimiter; double each quote inside the field");
  }
}
