package groundswell.uploadpartitioner.containers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Records of CSV that are written while they are read. Texts stand in quotes and all else does
/// not, so that a number is told from a text that looks like one.
abstract class CsvRecords extends InputStream {
  private byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;
  private boolean fieldBefore;
  private boolean ended;

  /// Writes the next records.
  ///
  /// @return false if there are none
  abstract boolean next() throws IOException;

  final void field(Cell cell) {
    var bytes = cell.text.getBytes(UTF_8);
    if (bytes.length > 0 && (cell.isText || needsQuotes(bytes))) {
      text(bytes, bytes.length);
      return;
    }
    beginField();
    for (byte b : bytes) put(b);
  }

  final void text(byte[] bytes, int length) {
    beginField();
    put('"');
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '"') put('"');
      put(bytes[i]);
    }
    put('"');
  }

  final void endRecord() {
    put('\n');
    fieldBefore = false;
  }

  @Override
  public final int read() throws IOException {
    return more() ? buffer[position++] & 0xff : -1;
  }

  @Override
  public final int read(byte[] target, int offset, int length) throws IOException {
    if (!more()) return -1;
    int count = Math.min(length, limit - position);
    System.arraycopy(buffer, position, target, offset, count);
    position += count;
    return count;
  }

  private boolean more() throws IOException {
    while (position == limit && !ended) {
      position = 0;
      limit = 0;
      ended = !next();
    }
    return position < limit;
  }

  private static boolean needsQuotes(byte[] bytes) {
    for (byte b : bytes) if (b == ',' || b == '"' || b == '\n' || b == '\r') return true;
    return false;
  }

  private void beginField() {
    if (fieldBefore) put(',');
    fieldBefore = true;
  }

  private void put(int b) {
    if (limit == buffer.length) buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    buffer[limit++] = (byte) b;
  }

  /// What a cell has.
  ///
  /// @param isText whether it is a text, not a number, a day, a time or a truth value
  record Cell(String text, boolean isText) {
    static final Cell EMPTY = new Cell("", false);

    static Cell text(String text) {
      return new Cell(text, true);
    }

    static Cell plain(String text) {
      return new Cell(text, false);
    }
  }
}
