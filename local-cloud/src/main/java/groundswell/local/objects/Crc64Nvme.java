package groundswell.local.objects;

import java.util.zip.Checksum;

/// CRC-64/NVME. S3 computes it for objects that are sent without a checksum, and its newer clients
/// send it. Parameters: <https://reveng.sourceforge.io/crc-catalogue/all.htm#crc.cat.crc-64-nvme>.
final class Crc64Nvme implements Checksum {
  private static final long REFLECTED_POLYNOMIAL = 0x9A6C_9329_AC4B_C9B5L;
  private static final int SLICES = Long.BYTES;
  private static final long[][] TABLES = tables();

  private long inverted = -1;

  /// The first table advances the sum by one byte, the second by two, and so on. Eight bytes thus
  /// take eight look-ups that do not depend on each other.
  private static long[][] tables() {
    var tables = new long[SLICES][256];
    for (var index = 0; index < 256; index++) {
      long value = index;
      for (var bit = 0; bit < 8; bit++) {
        value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ REFLECTED_POLYNOMIAL;
      }
      tables[0][index] = value;
    }
    for (var slice = 1; slice < SLICES; slice++) {
      for (var index = 0; index < 256; index++) {
        var before = tables[slice - 1][index];
        tables[slice][index] = (before >>> 8) ^ tables[0][(int) before & 0xFF];
      }
    }
    return tables;
  }

  @Override
  public void update(int value) {
    inverted = (inverted >>> 8) ^ TABLES[0][(int) (inverted ^ value) & 0xFF];
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    var at = offset;
    var end = offset + length;
    for (; end - at >= SLICES; at += SLICES) {
      var sum = inverted;
      for (var slice = 0; slice < SLICES; slice++) {
        sum ^= (bytes[at + slice] & 0xFFL) << (8 * slice);
      }
      long next = 0;
      for (var slice = 0; slice < SLICES; slice++) {
        next ^= TABLES[SLICES - 1 - slice][(int) (sum >>> (8 * slice)) & 0xFF];
      }
      inverted = next;
    }
    for (; at < end; at++) update(bytes[at]);
  }

  @Override
  public long getValue() {
    return ~inverted;
  }

  @Override
  public void reset() {
    inverted = -1;
  }
}
