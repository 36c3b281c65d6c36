package groundswell.domain.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.domain.Text;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;

/// One row of a CSV file: its bytes, and where its fields are. It is a window on the reader's
/// buffer, valid until the next row is read, so that reading a file makes no garbage.
public final class CsvRow {
  /// The most columns of a file.
  public static final int COLUMNS_MAX = 256;

  private static final int FIELDS_KEPT = COLUMNS_MAX + RejectsFile.COLUMNS.size();
  private static final byte QUOTE = '"';

  private final int[] from = new int[FIELDS_KEPT];
  private final int[] to = new int[FIELDS_KEPT];

  /// The end of each field, quotes and spaces included.
  private final int[] rawEnd = new int[FIELDS_KEPT];

  private final boolean[] quoted = new boolean[FIELDS_KEPT];
  private final boolean[] escaped = new boolean[FIELDS_KEPT];
  private byte[] buffer = {};
  private int start;
  private int end;
  private int fields;
  private int padded;
  private int bits;
  private int breaks;
  private boolean utf8;
  private boolean utf8Known;
  private boolean open;
  private int openAt;
  private long line;
  private long ordinal = -1;
  private Optional<RowError> fault = Optional.empty();

  /// The number of its first line, counted from 1, as in an editor.
  public long line() {
    return line;
  }

  /// Its index among the rows after the header, counted from 0.
  public long ordinal() {
    return ordinal;
  }

  /// Writes the bytes of the row unchanged, without the end of the line.
  public void writeTo(OutputStream out) throws IOException {
    out.write(buffer, start, end - start);
  }

  int length() {
    return end - start;
  }

  int fields() {
    return fields;
  }

  /// Why the row could not be split.
  Optional<RowError> fault() {
    return fault;
  }

  /// The bytes that [#from] and [#to] point into.
  byte[] buffer() {
    return buffer;
  }

  int from(int field) {
    return from[field];
  }

  int to(int field) {
    return to[field];
  }

  int fieldLength(int field) {
    return to[field] - from[field];
  }

  byte[] fieldBytes(int field) {
    return Arrays.copyOfRange(buffer, from[field], to[field]);
  }

  boolean fieldEquals(int field, byte[] bytes) {
    return Arrays.equals(buffer, from[field], to[field], bytes, 0, bytes.length);
  }

  /// Whether the field stands in quotes.
  boolean isQuoted(int field) {
    return quoted[field];
  }

  /// Whether the field's bytes have doubled quotes in them.
  boolean isEscaped(int field) {
    return escaped[field];
  }

  /// A field as people see it; see [Text#tidy].
  String text(int field) {
    var text = Text.tidy(new String(buffer, from[field], to[field] - from[field], UTF_8));
    return escaped[field] ? text.replace("\"\"", "\"") : text;
  }

  /// The row unchanged, each byte as one character.
  String raw() {
    return new String(buffer, start, end - start, ISO_8859_1);
  }

  boolean startsWith(byte[] bytes) {
    return length() >= bytes.length
        && Arrays.equals(buffer, start, start + bytes.length, bytes, 0, bytes.length);
  }

  /// How many lines end inside its quoted fields.
  int breaks() {
    return breaks;
  }

  /// Whether a quoted field has no end in the bytes that were at hand.
  boolean isOpen() {
    return open;
  }

  /// The index of the first byte of the field that has no end.
  int openAt() {
    return openAt;
  }

  /// The index of its end, without the end of the line.
  int endIndex() {
    return end;
  }

  /// Whether all of its fields are empty, so that it is no row.
  boolean isBlank() {
    if (fields == 0 || fields > FIELDS_KEPT) return false;
    for (int field = 0; field < fields; field++) {
      if (from[field] == to[field]) continue;
      if (buffer[from[field]] > ' ' || !text(field).isEmpty()) return false;
    }
    return true;
  }

  /// How many empty fields were added to its end.
  int padded() {
    return padded;
  }

  byte[] bytes() {
    return Arrays.copyOfRange(buffer, start, end);
  }

  boolean isUtf8() {
    if (bits >= 0) return true;
    if (!utf8Known) utf8 = Utf8.isValid(buffer, start, end);
    utf8Known = true;
    return utf8;
  }

  /// Starts over with the record at an index of a buffer.
  void begin(byte[] bytes, int at, long lineNumber) {
    buffer = bytes;
    start = at;
    end = at;
    line = lineNumber;
    fields = 0;
    padded = 0;
    bits = 0;
    breaks = 0;
    utf8Known = false;
    open = false;
    fault = Optional.empty();
  }

  void numbered(long number) {
    ordinal = number;
  }

  /// Makes this a row without fields, of the bytes up to an index.
  void broken(RowError error, int until) {
    fields = 0;
    utf8Known = false;
    breaks = 0;
    bits = 0;
    for (int at = start; at < until; at++) bits |= buffer[at];
    end = until;
    fault = Optional.of(error);
  }

  /// Keeps the row's bytes in a buffer of its own.
  void detach() {
    buffer = Arrays.copyOfRange(buffer, start, end);
    end -= start;
    start = 0;
  }

  /// Removes bytes from the end of the row, and splits the rest again.
  void cut(int length, byte delimiter) {
    int until = start + length;
    begin(buffer, start, line);
    if (split(until, true, delimiter) != until) broken(RowError.BAD_QUOTING, until);
  }

  /// Removes bytes from the end of a line, and splits the rest again as a line.
  void cutLine(int length, byte delimiter) {
    begin(buffer, start, line);
    splitLine(start + length, delimiter);
  }

  /// Keeps only so many fields.
  void keep(int count) {
    if (count < fields) {
      fields = count;
      end = rawEnd[count - 1];
      utf8Known = false;
    }
  }

  /// Adds empty fields up to a number of them.
  void pad(int count) {
    for (; fields < count; fields++, padded++) {
      from[fields] = end;
      to[fields] = end;
      rawEnd[fields] = end;
      quoted[fields] = false;
      escaped[fields] = false;
    }
  }

  /// Finds the fields of the record that begins at the row's start.
  ///
  /// @param limit the end of the bytes that may belong to it
  /// @param ended whether the file ends at the limit
  /// @return the index of the next record, or -1 if this one has no proper end before the limit
  int split(int limit, boolean ended, byte delimiter) {
    int at = start;
    while (true) {
      while (at < limit && buffer[at] == ' ') at++;
      at =
          at < limit && buffer[at] == QUOTE
              ? quoted(at + 1, limit, delimiter)
              : plain(at, limit, delimiter);
      if (at < 0 || (at == limit && !ended)) return -1;
      if (at == limit || buffer[at] != delimiter) {
        end = at;
        return afterLineEnd(buffer, at, limit, ended);
      }
      at++;
    }
  }

  /// Finds the fields of a single line. A quote that is not closed in it is part of its field.
  void splitLine(int limit, byte delimiter) {
    int at = start;
    while (true) {
      while (at < limit && buffer[at] == ' ') at++;
      int fieldEnd = at < limit && buffer[at] == QUOTE ? quoted(at + 1, limit, delimiter) : -1;
      at = fieldEnd < 0 ? plain(at, limit, delimiter) : fieldEnd;
      if (at == limit) break;
      at++;
    }
    end = limit;
  }

  /// The index after the line end at an index: LF, CR, or both.
  ///
  /// @return -1 if a CR may be followed by an LF that is not at hand yet
  static int afterLineEnd(byte[] bytes, int at, int limit, boolean ended) {
    if (at == limit) return limit;
    if (bytes[at] == '\n') return at + 1;
    if (at + 1 == limit) return ended ? limit : -1;
    return bytes[at + 1] == '\n' ? at + 2 : at + 1;
  }

  /// The index of the first line end from an index on, or the limit.
  static int lineEnd(byte[] bytes, int from, int limit) {
    int at = from;
    while (at < limit && !isLineEnd(bytes[at])) at++;
    return at;
  }

  static boolean isLineEnd(byte b) {
    return b == '\n' || b == '\r';
  }

  private int plain(int first, int limit, byte delimiter) {
    var bytes = buffer;
    int seen = bits;
    int at = first;
    while (at < limit) {
      byte b = bytes[at];
      if (b == delimiter || (b <= '\r' && isLineEnd(b))) break;
      seen |= b;
      at++;
    }
    bits = seen;
    int last = at;
    while (last > first && bytes[last - 1] == ' ') last--;
    add(first, last, at, false, false);
    return at;
  }

  private int quoted(int first, int limit, byte delimiter) {
    int at = first;
    boolean doubled = false;
    while (true) {
      for (; at < limit && buffer[at] != QUOTE; at++) {
        byte b = buffer[at];
        bits |= b;
        if (b == '\r' || (b == '\n' && buffer[at - 1] != '\r')) breaks++;
      }
      if (at == limit) {
        leaveOpen(first);
        return -1;
      }
      if (at + 1 == limit || buffer[at + 1] != QUOTE) break;
      doubled = true;
      at += 2;
    }
    int closing = at++;
    while (at < limit && buffer[at] == ' ') at++;
    if (at == limit) leaveOpen(first);
    else if (buffer[at] != delimiter && !isLineEnd(buffer[at])) return -1;
    add(first, closing, at, true, doubled);
    return at;
  }

  private void leaveOpen(int first) {
    open = true;
    openAt = first;
  }

  private void add(int first, int last, int until, boolean inQuotes, boolean doubled) {
    if (fields < FIELDS_KEPT) {
      from[fields] = Spaces.after(buffer, first, last);
      to[fields] = Spaces.before(buffer, from[fields], last);
      rawEnd[fields] = until;
      quoted[fields] = inQuotes;
      escaped[fields] = doubled;
    }
    fields++;
  }
}
