package groundswell.uploadpartitioner.containers;

import groundswell.domain.files.FileError;
import groundswell.domain.files.FileRefused;

/// The limits of a workbook. A small file may claim to be an enormous one; see
/// decision 0102.
///
/// @param packedBytes the largest workbook
/// @param entries the most files inside it
/// @param ratio the most bytes that one packed byte of a file inside it may unpack to
/// @param ratioFromBytes up to this size the ratio does not matter
/// @param partBytes the largest file inside it, unpacked
/// @param pieceBytes the most bytes of one row or one text
/// @param strings the most different texts
/// @param rows the last row that spreadsheets have
/// @param columns the last column that spreadsheets have
record Limits(
    long packedBytes,
    int entries,
    int ratio,
    long ratioFromBytes,
    long partBytes,
    long pieceBytes,
    int strings,
    int rows,
    int columns) {
  /// The last row and column are those of Excel, by Microsoft's "Excel specifications and limits".
  static final Limits DEFAULT =
      new Limits(
          256L << 20, 5_000, 200, 16L << 20, 4L << 30, 16L << 20, 2_000_000, 1_048_576, 16_384);

  void checkPacked(long bytes) {
    if (bytes > packedBytes) throw beyond("has more than %d bytes".formatted(packedBytes));
  }

  void checkEntries(int count) {
    if (count > entries)
      throw beyond("has %d files inside, but at most %d are allowed".formatted(count, entries));
  }

  void checkPart(long unpacked, long packed) {
    if (unpacked > partBytes || (unpacked > ratioFromBytes && unpacked / ratio > packed)) {
      throw beyond(
          "has a part that unpacks to more than %d bytes, or to more than %d times its size"
              .formatted(partBytes, ratio));
    }
  }

  void checkPiece(long bytes) {
    if (bytes > pieceBytes)
      throw beyond("has a row or a text of more than %d bytes".formatted(pieceBytes));
  }

  void checkStrings(int count) {
    if (count > strings) throw beyond("has more than %d different texts".formatted(strings));
  }

  void checkRow(long row) {
    if (row > rows) throw beyond("has a row %d, but the last one is %d".formatted(row, rows));
  }

  void checkColumn(long column) {
    if (column > columns)
      throw beyond("has a column %d, but the last one is %d".formatted(column, columns));
  }

  private static FileRefused beyond(String what) {
    return new FileRefused(
        FileError.EXPANDS_TOO_FAR,
        "the workbook %s; save its sheet as CSV and upload that file".formatted(what));
  }
}
