package groundswell.domain.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Splits a stream of bytes into the rows of a CSV file, in constant memory. Rows keep their bytes,
/// so that a rejected row can be given back unchanged. A line ends with LF, CR or both. A field may
/// be quoted; then it may hold delimiters, line ends and doubled quotes. Spaces around a field do
/// not count. A row whose fields are all empty is no row.
///
/// A quote that is not closed properly breaks its own line alone: reading continues with the next
/// line. So does one that is closed only by the stray quote of a later row; see [#runsOverRows].
final class CsvReader implements AutoCloseable {
  /// The longest row, in bytes.
  static final int LINE_BYTES_MAX = 65_536;

  private static final int WINDOW_BYTES =
      LINE_BYTES_MAX + RejectsFile.TRAILER_BYTES_MAX + "\r\n".length();
  private static final int BUFFER_BYTES = 4 * WINDOW_BYTES;
  private static final byte QUOTE = '"';
  private static final int NONE = -1;

  private final InputStream in;
  private final ReadPlan plan;
  private final boolean generated;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final CsvRow row = new CsvRow();
  private final CsvRow candidate = new CsvRow();
  private Judge judge = Judge.NONE;
  private byte delimiter;
  private int position;
  private int limit;
  private boolean ended;
  private long line;
  private long ordinal;
  private long emptyRows;

  /// The line of a quote that was taken as a stray one, until the rest of the file proves it.
  private long watchedLine;

  /// The index of the next byte that may close its field, or [#NONE].
  private int watched = NONE;

  CsvReader(InputStream in) {
    this(in, ReadPlan.first(Containers.NONE), Optional.empty());
  }

  /// @param container by which the bytes were written, if the file is no CSV: then each record
  ///     counts as one line, and every quote has a meaning
  CsvReader(InputStream in, ReadPlan plan, Optional<Containers.Kind> container) {
    this.in = in;
    this.plan = plan;
    generated = container.isPresent();
    line = container.map(Containers.Kind::headerLine).orElse(1);
  }

  /// The next bytes of the file, up to the length of the longest row, without moving on.
  CsvRow ahead() throws IOException {
    fill();
    row.begin(buffer, position, line);
    row.broken(RowError.BAD_QUOTING, Math.min(limit, position + LINE_BYTES_MAX));
    return row;
  }

  /// Skips lines before the header.
  void skip(int lines) throws IOException {
    for (int skipped = 0; skipped < lines; skipped++) {
      fill();
      row.begin(buffer, position, line);
      int next = generated ? row.split(limit, ended, (byte) ',') : NONE;
      if (next < 0) {
        int end = CsvRow.lineEnd(buffer, position, limit);
        next = Math.max(end, CsvRow.afterLineEnd(buffer, end, limit, ended));
      }
      position = next;
      line++;
    }
  }

  /// Reads the header. Rows are counted from the one after it.
  ///
  /// @return null if the file has no line
  @Nullable CsvRow header(byte separator) throws IOException {
    delimiter = separator;
    var header = next(delimiter, LINE_BYTES_MAX);
    if (header != null && !generated && header.breaks() > 0 && headerRunsOverRows())
      header.broken(RowError.BAD_QUOTING, header.endIndex());
    ordinal = 0;
    emptyRows = 0;
    return header;
  }

  /// From here on, lines are told from rows.
  void judge(Judge by) {
    judge = by;
  }

  /// How the line that was just read ends.
  String lineEnd() {
    if (position == 0 || buffer[position - 1] != '\n')
      return position > 0 && buffer[position - 1] == '\r' ? "\r" : "\n";
    return position > 1 && buffer[position - 2] == '\r' ? "\r\n" : "\n";
  }

  /// How many rows had only empty fields so far.
  long emptyRows() {
    return emptyRows;
  }

  /// Takes a row for an empty one.
  void countEmpty() {
    emptyRows++;
  }

  /// Reads the next row, skipping empty ones.
  ///
  /// @param bytesMax the longest row
  /// @return null at the end
  @Nullable CsvRow next(byte separator, int bytesMax) throws IOException {
    delimiter = separator;
    while (true) {
      fill();
      if (position == limit) return null;
      read(bytesMax);
      if (row.fault().isPresent() || !row.isBlank()) break;
      emptyRows++;
    }
    row.numbered(ordinal++);
    return row;
  }

  private void read(int bytesMax) throws IOException {
    int window = Math.min(limit, position + WINDOW_BYTES);
    boolean atEnd = ended && window == limit;
    row.begin(buffer, position, line);
    int next = row.split(window, atEnd, delimiter);
    if (next >= 0 && row.breaks() > 0 && !generated && runsOverRows()) next = NONE;
    else if (next < 0 && row.isOpen() && !atEnd && isLongField()) {
      skipRecord(bytesMax);
      return;
    }
    if (next < 0) next = firstLine(window, atEnd);
    if (next < 0) {
      row.broken(RowError.OVER_LONG_LINE, position + bytesMax);
      skipRest(window);
      return;
    }
    int breaks = generated ? 0 : row.breaks();
    if (row.length() > bytesMax) row.broken(RowError.OVER_LONG_LINE, beginning(bytesMax));
    line += 1 + breaks;
    position = next;
  }

  /// Takes the first line alone as a broken row, because its quotes make no sense.
  ///
  /// @return the index of the next line, or -1 if this one does not end in the window
  private int firstLine(int window, boolean atEnd) {
    int until = CsvRow.lineEnd(buffer, position, window);
    if (until == window && !atEnd) return NONE;
    row.broken(RowError.BAD_QUOTING, until);
    return CsvRow.afterLineEnd(buffer, until, window, atEnd);
  }

  /// The end of what is shown of a row that is too long: of its first line only. What follows would
  /// be read as rows when the rejects file comes back.
  private int beginning(int bytesMax) {
    return CsvRow.lineEnd(buffer, position, position + bytesMax);
  }

  /// Whether the row, whose quoted field runs over lines, is in truth several rows, of which the
  /// first and the last have a stray quote. CSV cannot tell. It is so if the first line has as many
  /// fields as the header by itself, and the whole does not; or if the last line has as many as
  /// well, and some line after the first is certainly a row. Text that happens to be so would have
  /// to quote a row of this very file.
  private boolean runsOverRows() {
    int end = row.endIndex();
    int from = CsvRow.lineEnd(buffer, position, end);
    if (!hasWidth(position, from)) return false;
    if (!judge.isWidth(row.fields())) return true;
    boolean rows = false;
    int last = from;
    while (from < end) {
      last = CsvRow.afterLineEnd(buffer, from, end, true);
      from = CsvRow.lineEnd(buffer, last, end);
      rows |= isRow(last, from);
    }
    return rows && hasWidth(last, end);
  }

  /// The same for the header, of which only the number of fields is known: of its own lines and of
  /// the line that follows.
  private boolean headerRunsOverRows() {
    int end = row.endIndex();
    int start = end - row.length();
    int last = end;
    while (!CsvRow.isLineEnd(buffer[last - 1])) last--;
    int first = fieldsIn(start, CsvRow.lineEnd(buffer, start, end));
    int following = fieldsIn(position, CsvRow.lineEnd(buffer, position, limit));
    return first > 1
        && fieldsIn(last, end) == first
        && (row.fields() == first || following == first);
  }

  private boolean isRow(int from, int until) {
    return split(from, until) && judge.isRow(candidate);
  }

  private boolean hasWidth(int from, int until) {
    return split(from, until) && judge.hasWidth(candidate);
  }

  private boolean split(int from, int until) {
    if (until - from > LINE_BYTES_MAX) return false;
    candidate.begin(buffer, from, line);
    candidate.splitLine(until, delimiter);
    return true;
  }

  private int fieldsIn(int from, int until) {
    candidate.begin(buffer, from, line);
    candidate.splitLine(until, delimiter);
    return candidate.fields();
  }

  /// Whether the quoted field that has no end in the window is one that is too long, and not a
  /// stray quote. Only its end tells. If it is not at hand, the next line is the best sign; if the
  /// sign turns out to be wrong, the file is read again.
  private boolean isLongField() {
    if (generated || plan.longFields().contains(line)) return true;
    if (plan.strayQuotes().contains(line)) return false;
    watchedLine = line;
    watched = row.openAt();
    if (closedByNoRow()) return true;
    if (watched == NONE) return false;
    int second = CsvRow.lineEnd(buffer, position, limit);
    second = Math.max(second, CsvRow.afterLineEnd(buffer, second, limit, ended));
    if (hasWidth(second, CsvRow.lineEnd(buffer, second, limit))) return false;
    watched = NONE;
    return true;
  }

  /// Looks for the end of the watched field in the bytes at hand. The watch ends if the field is
  /// not closed properly, or by a quote inside a line that is a row by itself: the quote at its
  /// beginning is a stray one.
  ///
  /// @return whether it is closed properly by another line; then it is one field
  private boolean closedByNoRow() {
    while (watched != NONE) {
      int quote = watched;
      while (quote < limit && buffer[quote] != QUOTE) quote++;
      watched = ended && quote == limit ? NONE : quote;
      if (quote == limit) return false;
      int after = quote + 1;
      if (after < limit && buffer[after] == QUOTE) {
        watched = quote + 2;
        continue;
      }
      while (after < limit && buffer[after] == ' ') after++;
      int until = CsvRow.lineEnd(buffer, after, limit);
      if (until == limit && !ended && quote - position < BUFFER_BYTES / 2) return false;
      watched = NONE;
      boolean closes = after == limit || buffer[after] == delimiter || after == until;
      int from = quote;
      while (from > position && !CsvRow.isLineEnd(buffer[from - 1])) from--;
      return closes && !isRow(from, until) && !isRow(from, quote + 1);
    }
    return false;
  }

  /// Skips the rest of a record whose quoted field is too long. The row keeps its first line.
  private void skipRecord(int bytesMax) throws IOException {
    long first = line;
    int from = row.openAt();
    row.broken(RowError.OVER_LONG_LINE, beginning(bytesMax));
    row.detach();
    position = from;
    boolean quoted = true;
    boolean fieldBegins = false;
    while (true) {
      if (position == limit || buffer[position] == QUOTE) fill();
      if (position == limit) break;
      byte b = buffer[position++];
      if (quoted) {
        if (b == QUOTE) quoted = !closes();
        else if (isLastOfLineEnd(b) && !generated) line++;
      } else if (b == QUOTE && fieldBegins) quoted = true;
      else if (CsvRow.isLineEnd(b)) {
        if (b == '\r' && at(position) == '\n') position++;
        line++;
        return;
      }
      fieldBegins = !quoted && (b == delimiter || (fieldBegins && b == ' '));
    }
    if (quoted) throw new ReadAgain(plan.withStrayQuote(first));
  }

  /// Whether the quote that was just read closes its field. The second of two quotes is skipped.
  private boolean closes() {
    if (at(position) == QUOTE) {
      position++;
      return false;
    }
    int after = position;
    while (after < limit && buffer[after] == ' ') after++;
    return after == limit || buffer[after] == delimiter || CsvRow.isLineEnd(buffer[after]);
  }

  private boolean isLastOfLineEnd(byte b) {
    return b == '\n' || (b == '\r' && at(position) != '\n');
  }

  private int at(int index) {
    return index < limit ? buffer[index] : NONE;
  }

  /// Skips the rest of a line. The row keeps the beginning, in a buffer of its own.
  private void skipRest(int from) throws IOException {
    row.detach();
    position = from;
    while (true) {
      position = CsvRow.lineEnd(buffer, position, limit);
      if (position < limit) break;
      fill();
      if (position == limit) return;
    }
    fill();
    position = CsvRow.afterLineEnd(buffer, position, limit, ended);
    line++;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void fill() throws IOException {
    if (ended || limit - position >= WINDOW_BYTES) return;
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    limit -= position;
    if (watched != NONE) watched = Math.max(0, watched - position);
    position = 0;
    while (limit < buffer.length && !ended) {
      int count = in.read(buffer, limit, buffer.length - limit);
      if (count < 0) ended = true;
      else limit += count;
    }
    if (watched != NONE && closedByNoRow()) throw new ReadAgain(plan.withLongField(watchedLine));
  }

  /// Tells a line that is a row by itself. The lines were split as if no quoted field ran over
  /// their ends.
  interface Judge {
    /// Knows no row.
    Judge NONE =
        new Judge() {
          @Override
          public boolean isWidth(int fields) {
            return true;
          }

          @Override
          public boolean hasWidth(CsvRow line) {
            return false;
          }

          @Override
          public boolean isRow(CsvRow line) {
            return false;
          }
        };

    /// Whether a row of so many fields has as many as the header.
    boolean isWidth(int fields);

    /// Whether a line has as many fields as the header.
    boolean hasWidth(CsvRow line);

    /// Whether a line is certainly a row, if perhaps a wrong one.
    boolean isRow(CsvRow line);
  }
}
