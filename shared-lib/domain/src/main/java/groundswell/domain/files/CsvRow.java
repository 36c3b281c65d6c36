package groundswell.domain.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.domain.Text;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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

  private final boolean[] escaped = new boolean[FIELDS_KEPT];
  private byte[] buffer = {};
  private int start;
  private int end;
  private int fields;
  private int bits;
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

  /// Whether it has control characters other than tabs and ends of lines, which text never has.
  boolean hasControls() {
    for (int at = start; at < end; at++) {
      byte b = buffer[at];
      if (b >= 0 && b < ' ' && b != '\t' && b != '\r' && b != '\n') return true;
    }
    return false;
  }

  byte[] bytes() {
    return Arrays.copyOfRange(buffer, start, end);
  }

  boolean isUtf8() {
    if (bits >= 0) return true;
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(buffer, start, end - start));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }

  /// Starts over with the record at an index of a buffer.
  void begin(byte[] bytes, int at, long lineNumber) {
    buffer = bytes;
    start = at;
    end = at;
    line = lineNumber;
    fields = 0;
    bits = 0;
    fault = Optional.empty();
  }

  void numbered(long number) {
    ordinal = number;
  }

  /// Makes this a row without fields, of the bytes up to an index.
  void broken(RowError error, int until) {
    fields = 0;
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

  /// Keeps only so many fields.
  void keep(int count) {
    if (count < fields) {
      fields = count;
      end = rawEnd[count - 1];
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
      int fieldEnd =
          at < limit && buffer[at] == QUOTE
              ? quoted(at + 1, limit, delimiter)
              : plain(at, limit, delimiter);
      if (fieldEnd < 0 || (fieldEnd == limit && !ended)) return -1;
      if (fieldEnd == limit || buffer[fieldEnd] == '\n') {
        end = withoutReturn(fieldEnd);
        return Math.min(fieldEnd + 1, limit);
      }
      at = fieldEnd + 1;
    }
  }

  private int plain(int first, int limit, byte delimiter) {
    int at = first;
    while (at < limit && buffer[at] != delimiter && buffer[at] != '\n') bits |= buffer[at++];
    int until = at == limit || buffer[at] == '\n' ? withoutReturn(at) : at;
    int last = until;
    while (last > first && buffer[last - 1] == ' ') last--;
    add(first, last, until, false);
    return at;
  }

  private int quoted(int first, int limit, byte delimiter) {
    int at = first;
    boolean doubled = false;
    while (true) {
      while (at < limit && buffer[at] != QUOTE) bits |= buffer[at++];
      if (at == limit) return -1;
      if (at + 1 == limit || buffer[at + 1] != QUOTE) break;
      doubled = true;
      at += 2;
    }
    int closing = at++;
    while (at < limit && buffer[at] == ' ') at++;
    int until = at;
    if (at < limit && buffer[at] == '\r') at++;
    if (at < limit && buffer[at] != '\n' && (buffer[at] != delimiter || at != until)) return -1;
    add(first, closing, until, doubled);
    return at;
  }

  private int withoutReturn(int at) {
    return at > start && buffer[at - 1] == '\r' ? at - 1 : at;
  }

  private void add(int first, int last, int until, boolean doubled) {
    if (fields < FIELDS_KEPT) {
      from[fields] = Spaces.after(buffer, first, last);
      to[fields] = Spaces.before(buffer, from[fields], last);
      rawEnd[fields] = until;
      escaped[fields] = doubled;
    }
    fields++;
  }
}
