package groundswell.domain.files;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Splits a stream of bytes into the rows of a CSV file, in constant memory. Rows keep their bytes,
/// so that a rejected row can be given back unchanged. A field may be quoted; then it may hold
/// delimiters, newlines and doubled quotes. Spaces around a field do not count. A quote that is not
/// closed properly breaks its own line alone: reading continues with the next line.
final class CsvReader {
  /// The longest row, in bytes.
  static final int LINE_BYTES_MAX = 65_536;

  private static final int WINDOW_BYTES =
      LINE_BYTES_MAX + RejectsFile.TRAILER_BYTES_MAX + "\r\n".length();
  private static final int BUFFER_BYTES = 4 * WINDOW_BYTES;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final CsvRow row = new CsvRow();
  private int position;
  private int limit;
  private boolean ended;
  private long line = 1;
  private long ordinal;

  CsvReader(InputStream in) {
    this.in = in;
  }

  /// The next bytes of the file, up to the length of the longest row, without moving on.
  CsvRow ahead() throws IOException {
    fill();
    row.begin(buffer, position, line);
    row.broken(RowError.BAD_QUOTING, Math.min(limit, position + LINE_BYTES_MAX));
    return row;
  }

  void skip(int bytes) {
    countLines(position, position + bytes);
    position += bytes;
  }

  /// Reads the header. Rows are counted from the one after it.
  ///
  /// @return null if the file has no line
  @Nullable CsvRow header(byte delimiter) throws IOException {
    var header = next(delimiter, LINE_BYTES_MAX);
    ordinal = 0;
    return header;
  }

  /// How the line that was just read ends.
  String lineEnd() {
    return position > 1 && buffer[position - 2] == '\r' ? "\r\n" : "\n";
  }

  /// Reads the next row, skipping empty lines.
  ///
  /// @param bytesMax the longest row
  /// @return null at the end
  @Nullable CsvRow next(byte delimiter, int bytesMax) throws IOException {
    do {
      fill();
      if (position == limit) return null;
      read(delimiter, bytesMax);
    } while (row.length() == 0);
    row.numbered(ordinal++);
    return row;
  }

  private void read(byte delimiter, int bytesMax) throws IOException {
    int window = Math.min(limit, position + WINDOW_BYTES);
    boolean atEnd = ended && window == limit;
    row.begin(buffer, position, line);
    int next = row.split(window, atEnd, delimiter);
    if (next < 0) {
      next = firstLine(window, atEnd);
    }
    if (next < 0) {
      row.broken(RowError.OVER_LONG_LINE, position + bytesMax);
      skipLine(window);
      return;
    }
    if (row.length() > bytesMax) row.broken(RowError.OVER_LONG_LINE, position + bytesMax);
    countLines(position, next);
    position = next;
  }

  /// Takes the first line alone as a broken row, because its quotes make no sense.
  ///
  /// @return the index of the next line, or -1 if this one does not end in the window
  private int firstLine(int window, boolean atEnd) {
    int at = position;
    while (at < window && buffer[at] != '\n') at++;
    if (at == window && !atEnd) return -1;
    int until = at > position && buffer[at - 1] == '\r' ? at - 1 : at;
    row.broken(RowError.BAD_QUOTING, until);
    return Math.min(at + 1, window);
  }

  /// Skips the rest of a line. The row keeps the beginning, in a buffer of its own.
  private void skipLine(int from) throws IOException {
    row.detach();
    position = from;
    while (true) {
      while (position < limit && buffer[position] != '\n') position++;
      if (position < limit) break;
      fill();
      if (position == limit) return;
    }
    position++;
    line++;
  }

  private void countLines(int from, int until) {
    for (int at = from; at < until; at++) if (buffer[at] == '\n') line++;
  }

  private void fill() throws IOException {
    if (ended || limit - position >= WINDOW_BYTES) return;
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    limit -= position;
    position = 0;
    while (limit < buffer.length) {
      int count = in.read(buffer, limit, buffer.length - limit);
      if (count < 0) {
        ended = true;
        return;
      }
      limit += count;
    }
  }
}
