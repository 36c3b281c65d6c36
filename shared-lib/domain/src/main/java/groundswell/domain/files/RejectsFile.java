package groundswell.domain.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.domain.Text;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.regex.Pattern;

/// The form of a rejects file: the header and the rejected rows of an upload, unchanged and in the
/// same order, each followed by four columns that say what is wrong. A rejects file can be uploaded
/// itself: a reader recognises these columns and drops them, even after a row that is broken.
final class RejectsFile {
  /// The columns that follow those of the upload.
  static final List<String> COLUMNS = List.of("line", "error", "field", "message");

  /// The most bytes that the four columns take.
  static final int TRAILER_BYTES_MAX = 4_096;

  private static final int FIELD_LENGTH_MAX = 160;
  private static final int MESSAGE_LENGTH_MAX = 800;

  private final String delimiter;
  private final Pattern trailer;
  private final byte[] lineEnd;
  private final boolean isTyped;

  /// @param delimiter of the upload
  /// @param lineEnd of the upload
  /// @param isTyped whether quotes tell texts from numbers. Then the names of the four columns
  ///     stand in quotes, so that the reader of the file knows it.
  RejectsFile(byte delimiter, String lineEnd, boolean isTyped) {
    this.isTyped = isTyped;
    this.delimiter = String.valueOf((char) delimiter);
    this.lineEnd = lineEnd.getBytes(UTF_8);
    var between = Pattern.quote(this.delimiter);
    trailer =
        Pattern.compile(
            between
                + "[0-9]+"
                + between
                + "[a-z-]+"
                + between
                + "\"[^\"]*\""
                + between
                + "\"[^\"]+\"$");
  }

  /// @param header its bytes, each as one character
  void writeHeader(String header, OutputStream out) throws IOException {
    out.write(header.getBytes(ISO_8859_1));
    for (var column : COLUMNS) {
      var name = isTyped ? "\"" + column + "\"" : column;
      out.write((delimiter + name).getBytes(UTF_8));
    }
    out.write(lineEnd);
  }

  void write(CsvRow row, Rejection rejection, OutputStream out) throws IOException {
    row.writeTo(out);
    for (int field = 0; field < row.padded(); field++) out.write(delimiter.getBytes(UTF_8));
    var trailing =
        List.of(
            Long.toString(row.line()),
            rejection.error().code(),
            quoted(rejection.column(), FIELD_LENGTH_MAX),
            quoted(rejection.message(), MESSAGE_LENGTH_MAX));
    out.write((delimiter + String.join(delimiter, trailing)).getBytes(UTF_8));
    out.write(lineEnd);
  }

  /// The length of a row without the columns that a rejects file added; the whole length if it has
  /// none of them.
  int lengthWithoutTrailer(CsvRow row) {
    var raw = row.raw();
    var matcher = trailer.matcher(raw);
    return matcher.find() ? matcher.start() : raw.length();
  }

  /// A text in quotes and without quotes inside, so that the trailer can be told from any text
  /// before it.
  private static String quoted(String text, int lengthMax) {
    var printable =
        Text.shown(text)
            .codePoints()
            .map(c -> c == '"' ? '\'' : c)
            .limit(lengthMax)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
    return "\"" + printable + "\"";
  }
}
