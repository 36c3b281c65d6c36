package groundswell.uploadpartitioner.containers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Records of CSV that are written while they are read.
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

  final void field(String text) {
    var bytes = text.getBytes(UTF_8);
    field(bytes, bytes.length);
  }

  final void field(byte[] bytes, int length) {
    if (fieldBefore) put(',');
    fieldBefore = true;
    if (!needsQuotes(bytes, length)) {
      for (int i = 0; i < length; i++) put(bytes[i]);
      return;
    }
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

  private static boolean needsQuotes(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      byte b = bytes[i];
      if (b == ',' || b == '"' || b == '\n' || b == '\r') return true;
    }
    return false;
  }

  private void put(int b) {
    if (limit == buffer.length) buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    buffer[limit++] = (byte) b;
  }
}
