package groundswell.domain.files;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Unpacks a gzipped file while it is read, and refuses one that unpacks to far more than its own
/// size. A file may have several members (RFC 1952, section 2.2); they are read as one file. After
/// the last member only zero bytes may follow, which tapes and disks add: other bytes would be rows
/// that nobody reads. The JDK's `GZIPInputStream` ignores them.
final class Gunzip extends InputStream {
  /// The most bytes that a file may unpack to.
  static final long BYTES_MAX = 4L << 30;

  /// The most bytes that one packed byte may unpack to. Tables of numbers pack to about a tenth.
  static final int RATIO_MAX = 200;

  /// The ratio does not matter up to this size.
  static final int RATIO_FROM_BYTES = 1 << 20;

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int MAGIC = 0x8b1f;
  private static final int DEFLATE = 8;
  private static final int HEADER_CHECKSUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  /// The bits of the flags that RFC 1952 reserves.
  private static final int RESERVED = 0xe0;

  private final long bytesMax;
  private final InputStream packed;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;
  private long packedBytes;
  private long bytes;
  private long memberBytes;
  private boolean ended;

  private Gunzip(InputStream packed, long bytesMax) throws IOException {
    this.packed = packed;
    this.bytesMax = bytesMax;
    beginMember(next());
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
    if (magic != MAGIC) return buffered;
    try {
      return new Gunzip(buffered, bytesMax);
    } catch (EOFException _) {
      throw cut();
    }
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) return 0;
    try {
      int count = 0;
      while (count == 0 && !ended) {
        count = inflate(target, offset, length);
        if (inflater.finished()) endMember();
      }
      count(count);
      return count == 0 ? -1 : count;
    } catch (EOFException _) {
      throw cut();
    }
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    packed.close();
  }

  private int inflate(byte[] target, int offset, int length) throws IOException {
    try {
      int count = inflater.inflate(target, offset, length);
      if (count == 0 && inflater.needsDictionary()) throw damaged("it needs a dictionary");
      if (count == 0 && inflater.needsInput() && !inflater.finished()) {
        fill();
        inflater.setInput(buffer, 0, limit);
        position = limit;
      }
      checksum.update(target, offset, count);
      memberBytes += count;
      return count;
    } catch (DataFormatException e) {
      var detail = e.getMessage();
      throw damaged(detail == null ? "its content cannot be read" : detail);
    }
  }

  private void count(int count) {
    bytes += count;
    if (bytes > bytesMax || (bytes > RATIO_FROM_BYTES && bytes / RATIO_MAX > packedBytes)) {
      throw new FileRefused(
          FileError.EXPANDS_TOO_FAR,
          "the file unpacks to more than %d bytes, or to more than %d times its size; split it, or upload it unpacked"
              .formatted(bytesMax, RATIO_MAX));
    }
  }

  /// Checks the end of a member, and begins the next one if there is one.
  private void endMember() throws IOException {
    position = limit - inflater.getRemaining();
    if (little(4) != checksum.getValue()) throw damaged("its checksum is wrong");
    if (little(4) != (memberBytes & 0xffff_ffffL)) throw damaged("its length is wrong");
    int first = nextOrEnd();
    if (first > 0) beginMember(first);
    else ended = true;
    while (first == 0) first = nextOrEnd();
    if (ended && first > 0) throw damaged("further bytes follow its end");
  }

  private void beginMember(int first) throws IOException {
    if ((first | next() << 8) != MAGIC) throw damaged("further bytes follow its end");
    if (next() != DEFLATE) throw damaged("its method of packing is unknown");
    int flags = next();
    if ((flags & RESERVED) != 0) throw damaged("its flags are unknown");
    little(6);
    if ((flags & EXTRA) != 0) for (long left = little(2); left > 0; left--) next();
    if ((flags & NAME) != 0) skipText();
    if ((flags & COMMENT) != 0) skipText();
    if ((flags & HEADER_CHECKSUM) != 0) little(2);
    inflater.reset();
    inflater.setInput(buffer, position, limit - position);
    position = limit;
    checksum.reset();
    memberBytes = 0;
  }

  @SuppressWarnings("StatementWithEmptyBody")
  private void skipText() throws IOException {
    while (next() != 0) {}
  }

  private long little(int count) throws IOException {
    long value = 0;
    for (int i = 0; i < count; i++) value |= (long) next() << (8 * i);
    return value;
  }

  private int next() throws IOException {
    if (position == limit) fill();
    return buffer[position++] & 0xff;
  }

  /// @return -1 at the end of the file
  private int nextOrEnd() throws IOException {
    return position == limit && !filled() ? -1 : buffer[position++] & 0xff;
  }

  private void fill() throws IOException {
    if (!filled()) throw new EOFException();
  }

  private boolean filled() throws IOException {
    limit = Math.max(0, packed.read(buffer, 0, buffer.length));
    position = 0;
    packedBytes += limit;
    return limit > 0;
  }

  private static FileRefused cut() {
    return damaged("its end is missing");
  }

  private static FileRefused damaged(String detail) {
    return new FileRefused(
        FileError.CORRUPT_GZIP,
        "the gzip file is damaged: %s. Nothing was stored; pack the file again".formatted(detail));
  }
}
