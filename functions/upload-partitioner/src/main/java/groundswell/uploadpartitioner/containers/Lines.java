package groundswell.uploadpartitioner.containers;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/// The lines of a file, which end with LF, CR or both, as bytes. Of a line that is too long only
/// the beginning is kept.
final class Lines implements Closeable {
  /// The longest line, in bytes, as of a row of CSV.
  static final int BYTES_MAX = 1 << 16;

  private static final int[] MARK = {0xef, 0xbb, 0xbf};

  private final BufferedInputStream in;

  /// One byte more than the longest line, so that a row that is cut is too long as well.
  private final byte[] bytes = new byte[BYTES_MAX + 1];

  private int length;
  private long number;

  Lines(InputStream in) throws IOException {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.in.mark(MARK.length);
    for (int expected : MARK) {
      if (this.in.read() != expected) {
        this.in.reset();
        return;
      }
    }
  }

  /// @return false if there are none
  boolean next() throws IOException {
    length = 0;
    int b = in.read();
    if (b < 0) return false;
    while (b >= 0 && b != '\n' && b != '\r') {
      if (length < bytes.length) bytes[length++] = (byte) b;
      b = in.read();
    }
    if (b == '\r') {
      in.mark(1);
      if (in.read() != '\n') in.reset();
    }
    number++;
    return true;
  }

  /// Counted from 1.
  long number() {
    return number;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  boolean isCut() {
    return length == bytes.length;
  }

  boolean isBlank() {
    for (int i = 0; i < length; i++) if (bytes[i] != ' ' && bytes[i] != '\t') return false;
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
