package groundswell.uploadpartitioner.containers;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/// A file inside a workbook, unpacked within the limits. What the archive says about its sizes
/// counts only for the packed size: the unpacked bytes are counted while they are read.
final class Part extends FilterInputStream {
  private final long packedBytes;
  private final Limits limits;
  private long bytes;
  private long pieceBegan;

  Part(InputStream unpacked, long packedBytes, Limits limits) {
    super(unpacked);
    this.packedBytes = packedBytes;
    this.limits = limits;
  }

  void beginPiece() {
    pieceBegan = bytes;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      int count = super.read(target, offset, length);
      bytes += Math.max(0, count);
      limits.checkPart(bytes, packedBytes);
      limits.checkPiece(bytes - pieceBegan);
      return count;
    } catch (ZipException e) {
      throw Xml.damaged();
    }
  }
}
