package groundswell.domain.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The first line of a file, which says how to read the others.
///
/// @param text its bytes, each as one character, without the columns that a rejects file adds
/// @param columns the names of the columns, without those that a rejects file adds
/// @param ofRejects whether the file is a rejects file
/// @param lineEnd how the lines end
/// @param isTyped whether it is a rejects file in which quotes tell texts from numbers: the columns
///     that it adds stand in quotes
record FileHeader(
    String text,
    List<String> columns,
    byte delimiter,
    boolean ofRejects,
    String lineEnd,
    boolean isTyped) {
  private static final byte[] BYTE_ORDER_MARK = HexFormat.of().parseHex("efbbbf");

  /// A line that spreadsheets write and read to name the delimiter.
  private static final Pattern SEPARATOR =
      Pattern.compile("\"?sep=(?<delimiter>[,;|\t])\"?[\r\n]", Pattern.CASE_INSENSITIVE);

  /// Sorted.
  static final byte[] DELIMITERS = {'\t', ',', ';', '|'};

  /// @throws FileRefused if the file does not begin with a header
  /// @throws ReadAgain if the header is not UTF-8, and the file need not be
  static FileHeader read(FileContent content, ReadPlan plan) throws IOException {
    var csv = content.csv();
    var start = csv.ahead();
    var separator = SEPARATOR.matcher(start.raw());
    boolean separated = separator.lookingAt();
    if (separated) csv.skip(1);
    byte delimiter = separated ? (byte) separator.group("delimiter").charAt(0) : delimiterOf(start);
    var row = csv.header(delimiter);
    if (row == null) throw FileContent.empty();
    if (!row.isUtf8() && content.encoding().isOpen()) throw new ReadAgain(plan.withoutEncoding());
    checkReadable(row);
    return of(row, content.marked(), delimiter, csv.lineEnd());
  }

  /// Whether a file begins with a line that names the delimiter.
  static boolean hasSeparator(CsvRow start) {
    return SEPARATOR.matcher(start.raw()).lookingAt();
  }

  /// The longest row, in bytes.
  int longestRow() {
    return CsvReader.LINE_BYTES_MAX + (ofRejects ? RejectsFile.TRAILER_BYTES_MAX : 0);
  }

  private static FileHeader of(CsvRow row, boolean marked, byte delimiter, String lineEnd)
      throws IOException {
    var bytes = new ByteArrayOutputStream();
    if (marked) bytes.writeBytes(BYTE_ORDER_MARK);
    var names = new ArrayList<String>();
    for (int column = 0; column < row.fields(); column++) names.add(row.text(column));
    int own = names.size() - RejectsFile.COLUMNS.size();
    boolean ofRejects = own > 0 && names.subList(own, names.size()).equals(RejectsFile.COLUMNS);
    boolean isTyped = marked && ofRejects && areQuoted(row, own);
    if (ofRejects) row.keep(own);
    row.writeTo(bytes);
    var columns = ofRejects ? names.subList(0, own) : names;
    if (columns.size() > CsvRow.COLUMNS_MAX) throw tooMany(columns.size());
    return new FileHeader(
        bytes.toString(ISO_8859_1), List.copyOf(columns), delimiter, ofRejects, lineEnd, isTyped);
  }

  /// Whether the columns of a row, from one on, stand in quotes.
  private static boolean areQuoted(CsvRow row, int first) {
    return IntStream.range(first, row.fields()).allMatch(row::isQuoted);
  }

  private static void checkReadable(CsvRow row) {
    if (!row.isUtf8()) {
      throw new FileRefused(
          FileError.NOT_TEXT,
          "the header is not written in the encoding of the file; save the file as \"CSV UTF-8\"");
    }
    LineEnds.firstUnknown(row)
        .ifPresent(
            unknown -> {
              throw new FileRefused(
                  FileError.NOT_TEXT,
                  "the header has %s, which does not end a line of a table; save the file as CSV with ordinary line ends"
                      .formatted(unknown));
            });
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
      if (CsvRow.isLineEnd(b) && !quoted) break;
      int index = Arrays.binarySearch(DELIMITERS, b);
      if (index >= 0 && !quoted) counts[index]++;
    }
    int best = 1;
    for (int i = 0; i < counts.length; i++) if (counts[i] > counts[best]) best = i;
    return DELIMITERS[best];
  }
}
