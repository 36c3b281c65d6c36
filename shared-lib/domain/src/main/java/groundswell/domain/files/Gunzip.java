package groundswell.domain.files;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Unpacks a gzipped file while it is read, and refuses one that unpacks to far more than its own
/// size.
final class Gunzip extends InputStream {
  /// The most bytes that a file may unpack to.
  static final long BYTES_MAX = 4L << 30;

  /// The most bytes that one packed byte may unpack to. Tables of numbers pack to about a tenth.
  static final int RATIO_MAX = 200;

  /// The ratio does not matter up to this size.
  static final int RATIO_FROM_BYTES = 1 << 20;

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int MAGIC = 0x8b1f;

  private final long bytesMax;
  private final Counted packed;
  private final InputStream unpacked;
  private long bytes;

  private Gunzip(InputStream file, long bytesMax) throws IOException {
    this.bytesMax = bytesMax;
    packed = new Counted(file);
    unpacked = new GZIPInputStream(packed, BUFFER_BYTES);
  }

  /// The file's content, unpacked if it is packed.
  ///
  /// @throws FileRefused now or while it is read, if the file is damaged or unpacks to too much
  static InputStream ifPacked(InputStream file) throws IOException {
    return ifPacked(file, BYTES_MAX);
  }

  static InputStream ifPacked(InputStream file, long bytesMax) throws IOException {
    var buffered = new BufferedInputStream(file, BUFFER_BYTES);
    buffered.mark(2);
    int magic = buffered.read() | buffered.read() << 8;
    buffered.reset();
    return magic == MAGIC ? reading(() -> new Gunzip(buffered, bytesMax)) : buffered;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = reading(() -> unpacked.read(target, offset, length));
    bytes += Math.max(count, 0);
    if (bytes > bytesMax || (bytes > RATIO_FROM_BYTES && bytes / RATIO_MAX > packed.bytes)) {
      throw new FileRefused(
          FileError.EXPANDS_TOO_FAR,
          "the file unpacks to more than %d bytes, or to more than %d times its size; split it, or upload it unpacked"
              .formatted(bytesMax, RATIO_MAX));
    }
    return count;
  }

  private static <T> T reading(Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (ZipException | EOFException e) {
      throw new FileRefused(
          FileError.CORRUPT_GZIP,
          "the gzip file is damaged (%s); pack it again".formatted(e.getMessage()));
    }
  }

  private interface Reading<T> {
    T read() throws IOException;
  }

  private static final class Counted extends FilterInputStream {
    private long bytes;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      if (b >= 0) bytes++;
      return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = super.read(target, offset, length);
      bytes += Math.max(count, 0);
      return count;
    }
  }
}
