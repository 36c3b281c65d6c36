package groundswell.dynamodb.values;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing buffer of bytes.
final class ByteWriter {
  private byte[] bytes = new byte[256];
  private int length;

  void write(int oneByte) {
    reserve(1);
    bytes[length++] = (byte) oneByte;
  }

  void write(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  /// Seven bits per byte, the lowest first.
  void writeCount(int count) {
    writeUnsigned(count);
  }

  /// Small magnitudes of either sign take few bytes.
  void writeSigned(long number) {
    writeUnsigned((number << 1) ^ (number >> 63));
  }

  void writeText(String text) {
    writeBlock(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The length, then the bytes.
  void writeBlock(byte[] block) {
    writeCount(block.length);
    write(block);
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  private void writeUnsigned(long number) {
    var rest = number;
    while ((rest & ~0x7FL) != 0) {
      write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    write((int) rest);
  }

  private void reserve(int more) {
    if (bytes.length - length < more)
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
  }
}
