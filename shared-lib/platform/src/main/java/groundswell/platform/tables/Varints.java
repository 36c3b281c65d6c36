package groundswell.platform.tables;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/// Whole numbers in as few bytes as possible: seven bits per byte, the lowest first; the eighth bit
/// says that more follow (<https://protobuf.dev/programming-guides/encoding/#varints>).
final class Varints {
  private Varints() {}

  static void write(ByteArrayOutputStream out, long value) {
    long rest = value;
    for (; (rest & ~0x7FL) != 0; rest >>>= 7) out.write((int) ((rest & 0x7F) | 0x80));
    out.write((int) rest);
  }

  static long read(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) return value;
    }
    throw new IllegalStateException("a packed number has more than 64 bits");
  }

  /// Signed numbers; small ones of either sign take few bytes.
  static void writeSigned(ByteArrayOutputStream out, long value) {
    write(out, (value << 1) ^ (value >> 63));
  }

  static long readSigned(ByteBuffer in) {
    long zigzag = read(in);
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }
}
