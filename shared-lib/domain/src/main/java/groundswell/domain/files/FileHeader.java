package groundswell.domain.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// The first line of a file, which says how to read the others.
///
/// @param text its bytes, each as one character, without the columns that a rejects file adds
/// @param columns the names of the columns, without those that a rejects file adds
/// @param ofRejects whether the file is a rejects file
/// @param lineEnd how the lines end
record FileHeader(
    String text, List<String> columns, byte delimiter, boolean ofRejects, String lineEnd) {
  static final byte[] BYTE_ORDER_MARK = HexFormat.of().parseHex("efbbbf");
  /// Sorted.
  private static final byte[] DELIMITERS = {'\t', ',', ';'};

  /// @throws FileRefused if the file does not begin with a header
  static FileHeader read(CsvReader csv) throws IOException {
    var start = csv.ahead();
    if (start.length() == 0)
      throw new FileRefused(
          FileError.EMPTY_FILE, "the file is empty; upload one with a header and rows");
    checkNoArchive(start);
    var bytes = new ByteArrayOutputStream();
    if (start.startsWith(BYTE_ORDER_MARK)) {
      bytes.writeBytes(BYTE_ORDER_MARK);
      csv.skip(BYTE_ORDER_MARK.length);
    }
    byte delimiter = delimiterOf(csv.ahead());
    var row = csv.header(delimiter);
    if (row == null)
      throw new FileRefused(
          FileError.EMPTY_FILE, "the file is empty; upload one with a header and rows");
    checkReadable(row);
    return of(row, bytes, delimiter, csv.lineEnd());
  }

  /// The longest row, in bytes.
  int longestRow() {
    return CsvReader.LINE_BYTES_MAX + (ofRejects ? RejectsFile.TRAILER_BYTES_MAX : 0);
  }

  private static FileHeader of(
      CsvRow row, ByteArrayOutputStream bytes, byte delimiter, String lineEnd) throws IOException {
    var names = new ArrayList<String>();
    for (int column = 0; column < row.fields(); column++) names.add(row.text(column));
    int own = names.size() - RejectsFile.COLUMNS.size();
    boolean ofRejects = own > 0 && names.subList(own, names.size()).equals(RejectsFile.COLUMNS);
    if (ofRejects) row.keep(own);
    row.writeTo(bytes);
    var columns = ofRejects ? names.subList(0, own) : names;
    if (columns.size() > CsvRow.COLUMNS_MAX) throw tooMany(columns.size());
    return new FileHeader(
        bytes.toString(ISO_8859_1), List.copyOf(columns), delimiter, ofRejects, lineEnd);
  }

  private static void checkNoArchive(CsvRow start) {
    if (start.startsWith(new byte[] {'P', 'K', 3, 4})) {
      throw new FileRefused(
          FileError.NOT_TEXT, "the file is a zip archive or an Excel workbook; save it as CSV");
    }
  }

  private static void checkReadable(CsvRow row) {
    if (row.hasControls() || !row.isUtf8()) {
      throw new FileRefused(
          FileError.NOT_TEXT, "the file is not text in UTF-8; save it as CSV in UTF-8");
    }
    if (row.fault().isPresent()) throw brokenHeader(row.fault().get());
    if (row.fields() > CsvRow.COLUMNS_MAX + RejectsFile.COLUMNS.size()) throw tooMany(row.fields());
  }

  private static FileRefused brokenHeader(RowError error) {
    return error == RowError.OVER_LONG_LINE
        ? new FileRefused(
            FileError.OVER_LONG_HEADER,
            "the first line is longer than %d bytes; it must be a header"
                .formatted(CsvReader.LINE_BYTES_MAX))
        : new FileRefused(
            FileError.NO_HEADER, "the header has a quote that is not closed; close it");
  }

  private static FileRefused tooMany(int columns) {
    return new FileRefused(
        FileError.TOO_MANY_COLUMNS,
        "the header has %d columns, but at most %d are allowed; remove some"
            .formatted(columns, CsvRow.COLUMNS_MAX));
  }

  /// The delimiter that occurs most often in the first line, outside quotes.
  private static byte delimiterOf(CsvRow start) {
    var counts = new int[DELIMITERS.length];
    boolean quoted = false;
    for (byte b : start.bytes()) {
      if (b == '"') quoted = !quoted;
      if (b == '\n' && !quoted) break;
      int index = Arrays.binarySearch(DELIMITERS, b);
      if (index >= 0 && !quoted) counts[index]++;
    }
    int best = 1;
    for (int i = 0; i < counts.length; i++) if (counts[i] > counts[best]) best = i;
    return DELIMITERS[best];
  }
}
