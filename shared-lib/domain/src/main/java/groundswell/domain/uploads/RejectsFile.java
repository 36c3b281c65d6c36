package groundswell.domain.uploads;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.domain.Text;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.regex.Pattern;

/// The form of a rejects file: the header and the rejected rows as they stand in the upload, in its
/// order, each followed by four more columns that say what is wrong. It is itself an upload: these
/// columns are recognised and left out, also behind a row whose own fields are broken.
final class RejectsFile {
  /// The columns that follow those of the upload.
  static final List<String> COLUMNS = List.of("line", "error", "field", "message");

  /// The most bytes that follow a row.
  static final int TRAILER_BYTES_MAX = 2_048;

  private static final int TEXT_LENGTH_MAX = 240;

  private final String delimiter;
  private final Pattern trailer;
  private final byte[] lineEnd;

  /// @param lineEnd as the upload has it
  RejectsFile(byte delimiter, String lineEnd) {
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

  /// @param header its bytes, one a character
  void writeHeader(String header, OutputStream out) throws IOException {
    out.write(header.getBytes(ISO_8859_1));
    for (var column : COLUMNS) out.write((delimiter + column).getBytes(UTF_8));
    out.write(lineEnd);
  }

  void write(CsvRow row, Rejection rejection, OutputStream out) throws IOException {
    row.writeTo(out);
    var trailing =
        List.of(
            Long.toString(row.line()),
            rejection.error().code(),
            quoted(rejection.field()),
            quoted(rejection.message()));
    out.write((delimiter + String.join(delimiter, trailing)).getBytes(UTF_8));
    out.write(lineEnd);
  }

  /// The row's length without the columns that a rejects file added; its own length if there are
  /// none.
  int lengthWithoutTrailer(CsvRow row) {
    var raw = row.raw();
    var matcher = trailer.matcher(raw);
    return matcher.find() ? matcher.start() : raw.length();
  }

  /// Without quotes inside, so that the trailer can be told from whatever precedes it.
  private static String quoted(String text) {
    var printable =
        Text.shown(text)
            .codePoints()
            .map(c -> c == '"' ? '\'' : c)
            .limit(TEXT_LENGTH_MAX)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
    return "\"" + printable + "\"";
  }
}
