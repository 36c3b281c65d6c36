package groundswell.domain.files;

import java.util.Locale;

/// Why a file is refused as a whole.
public enum FileError {
  EMPTY_FILE,
  /// The file is larger than an upload may be.
  TOO_LARGE,
  /// The file has a header, but no row.
  NO_ROWS,
  NOT_TEXT,
  /// The file is a PDF, an archive, a page or something else that is no table.
  NOT_A_TABLE,
  DAMAGED_WORKBOOK,
  UNKNOWN_SHEET,
  CORRUPT_GZIP,
  EXPANDS_TOO_FAR,
  OVER_LONG_HEADER,
  NO_HEADER,
  MISSING_COLUMN,
  UNKNOWN_COLUMN,
  DUPLICATE_COLUMN,
  TOO_MANY_COLUMNS,
  TOO_MANY_ROWS,
  BAD_MAPPING,
  /// The file can be read in more than one way, and the mapping does not say which.
  UNDECIDED,
  /// The rows are the totals of weeks, under the header of days.
  WEEKLY_TOTALS,
  /// The length of the file is not the one that was announced.
  WRONG_LENGTH,
  /// Runs over the file crashed: it takes more time or memory than a run has.
  TOO_COSTLY,
  /// The file says that it is complete, but some of its rows don't say whom they are about.
  UNKNOWN_LEAVERS,
  /// More rows are rejected than the upload's policy allows.
  TOO_MANY_REJECTED;

  /// Whether the file may be right, and only another mapping is needed.
  public boolean asksForMapping() {
    return switch (this) {
      case NO_HEADER, MISSING_COLUMN, UNKNOWN_COLUMN, DUPLICATE_COLUMN -> true;
      case EMPTY_FILE,
          TOO_LARGE,
          NO_ROWS,
          NOT_TEXT,
          NOT_A_TABLE,
          DAMAGED_WORKBOOK,
          UNKNOWN_SHEET,
          CORRUPT_GZIP,
          EXPANDS_TOO_FAR,
          OVER_LONG_HEADER,
          TOO_MANY_COLUMNS,
          TOO_MANY_ROWS,
          BAD_MAPPING,
          UNDECIDED,
          WEEKLY_TOTALS,
          WRONG_LENGTH,
          TOO_COSTLY,
          UNKNOWN_LEAVERS,
          TOO_MANY_REJECTED ->
          false;
    };
  }

  /// The machine-readable form, for example `missing-column`.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
