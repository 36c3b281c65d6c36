package groundswell.local.objects;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/// A checksum that a client may send along, in a header or behind the body. See
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
enum Checksum {
  CRC32,
  CRC32C,
  SHA1,
  SHA256;

  static final String HEADER_PREFIX = "x-amz-checksum-";

  String header() {
    return HEADER_PREFIX + name().toLowerCase(Locale.ROOT);
  }

  static Optional<Checksum> ofHeader(String header) {
    return Arrays.stream(values())
        .filter(checksum -> checksum.header().equalsIgnoreCase(header))
        .findFirst();
  }

  Running start() {
    return switch (this) {
      case CRC32 -> new Crc(new CRC32());
      case CRC32C -> new Crc(new CRC32C());
      case SHA1 -> new Digest(Hashes.digest("SHA-1"));
      case SHA256 -> new Digest(Hashes.sha256());
    };
  }

  /// A checksum being computed.
  sealed interface Running {
    void update(byte[] bytes, int length);

    /// In Base64, as it travels.
    String value();
  }

  private record Crc(java.util.zip.Checksum crc) implements Running {
    @Override
    public void update(byte[] bytes, int length) {
      crc.update(bytes, 0, length);
    }

    @Override
    public String value() {
      var bytes = java.nio.ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
      return Base64.getEncoder().encodeToString(bytes);
    }
  }

  private record Digest(MessageDigest digest) implements Running {
    @Override
    public void update(byte[] bytes, int length) {
      digest.update(bytes, 0, length);
    }

    @Override
    public String value() {
      return Base64.getEncoder().encodeToString(digest.digest());
    }
  }
}
