package groundswell.dynamodb.values;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads what [ByteWriter] wrote.
final class ByteReader {
  private final byte[] bytes;
  private int at;

  ByteReader(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean hasMore() {
    return at < bytes.length;
  }

  int read() {
    return bytes[at++] & 0xFF;
  }

  /// Skips the next byte if it is this one.
  boolean skipIf(int oneByte) {
    if (!hasMore() || (bytes[at] & 0xFF) != oneByte) return false;
    at++;
    return true;
  }

  int readCount() {
    return (int) readUnsigned();
  }

  long readSigned() {
    var number = readUnsigned();
    return (number >>> 1) ^ -(number & 1);
  }

  String readText() {
    var length = readCount();
    at += length;
    return new String(bytes, at - length, length, StandardCharsets.UTF_8);
  }

  /// Reads a text that occurs often, such as an attribute's name.
  String readText(TextCache cache) {
    var length = readCount();
    at += length;
    return cache.text(bytes, at - length, length);
  }

  byte[] readBlock() {
    var length = readCount();
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  private long readUnsigned() {
    var number = 0L;
    for (var shift = 0; ; shift += 7) {
      var next = bytes[at++];
      number |= (long) (next & 0x7F) << shift;
      if (next >= 0) return number;
    }
  }
}
