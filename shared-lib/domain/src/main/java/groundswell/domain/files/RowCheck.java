package groundswell.domain.files;

import groundswell.domain.ids.MemberId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Checks the rows of a file, one after the other.
///
/// @param <E> what a good row says
abstract sealed class RowCheck<E extends UploadEntry> permits ActivityCheck, MemberCheck {
  /// What is found in a row whose member and day, or member and name, are right.
  private static final Set<RowError> AFTER_THE_FIRST =
      Set.of(
          RowError.FUTURE_DATE,
          RowError.TOO_OLD,
          RowError.UNKNOWN_METRIC,
          RowError.NOT_A_NUMBER,
          RowError.TOO_MANY_DECIMALS,
          RowError.NEGATIVE,
          RowError.BEYOND_LIMIT,
          RowError.BAD_RECORDED_AT,
          RowError.FUTURE_RECORDED_AT,
          RowError.BAD_SOURCE,
          RowError.UNKNOWN_CHALLENGE,
          RowError.TOO_MANY_CHALLENGES);

  /// The longest field, in bytes.
  static final int FIELD_BYTES_MAX = 4_096;

  final Layout layout;
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

  /// Whom a row is about, whatever else is wrong with it; empty if that can't be read.
  final Optional<MemberId> memberOf(CsvRow row) {
    if (faultOf(row).isPresent()) return Optional.empty();
    try {
      return Optional.of(member(row));
    } catch (RowRejected _) {
      return Optional.empty();
    }
  }

  /// Whom a well-formed row is about.
  ///
  /// @throws RowRejected if it has no valid id
  abstract MemberId member(CsvRow row);

  /// Whether a line is certainly a row, if perhaps a wrong one. It adds nothing up, unlike a check.
  final boolean isRow(CsvRow line) {
    if (faultOf(line).isPresent()) return false;
    var faults = faults(line);
    return faults.isEmpty() || AFTER_THE_FIRST.contains(faults.getFirst().error());
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

  /// What the report says about the rows as a whole, after all of them were checked.
  List<String> notes() {
    return List.of();
  }

  /// How many values a well-formed row has.
  abstract int valuesIn(CsvRow row);

  /// What is wrong with the form of a row.
  private Optional<Rejection> faultOf(CsvRow row) {
    if (row.fault().isPresent()) return row.fault().map(RowCheck::brokenRow);
    if (!row.isUtf8()) {
      return Optional.of(
          Rejection.of(
              RowError.BAD_ENCODING,
              "the row is not UTF-8, which the file is; save the whole file as \"CSV UTF-8\""));
    }
    if (row.fields() != layout.width()) {
      return Optional.of(Rejection.of(RowError.WRONG_FIELD_COUNT, wrongCount(row)));
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

  private String wrongCount(CsvRow row) {
    return LineEnds.firstUnknown(row)
        .map(
            unknown ->
                "the row has %d fields, but the header has %d. It has %s, which does not end a line of a table; save the file with ordinary line ends"
                    .formatted(row.fields(), layout.width(), unknown))
        .orElseGet(
            () ->
                "the row has %d fields, but the header has %d; check the delimiters and quotes"
                    .formatted(row.fields(), layout.width()));
  }

  private static Rejection brokenRow(RowError error) {
    return Rejection.of(
        error,
        error == RowError.OVER_LONG_LINE
            ? "the row is longer than %d bytes; only its beginning is shown here"
                .formatted(CsvReader.LINE_BYTES_MAX)
            : "a quoted field does not end with a quote before a delimiter or the end of a line, or"
                + " ends in a later row; double each quote inside the field");
  }
}
