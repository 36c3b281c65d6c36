package groundswell.local.objects;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/// A checksum that a client may send along, in a header or behind the body. See
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
enum Checksum {
  CRC32(Type.COMPOSITE, true),
  CRC32C(Type.COMPOSITE, true),
  CRC64NVME(Type.FULL_OBJECT, true),
  SHA1(Type.COMPOSITE, false),
  SHA256(Type.COMPOSITE, false);

  static final String HEADER_PREFIX = "x-amz-checksum-";
  static final String TYPE_HEADER = "x-amz-checksum-type";
  static final String ALGORITHM_HEADER = "x-amz-checksum-algorithm";

  /// What S3 computes itself where a client sends none.
  static final Checksum DEFAULT = CRC64NVME;

  private static final int BUFFER_BYTES = 64 * 1024;

  /// What the checksum of a multipart object covers: all its bytes, or the parts' checksums. See
  /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
  enum Type {
    FULL_OBJECT,
    COMPOSITE
  }

  /// A checksum as it is stored with an object.
  ///
  /// @param value in Base64; a composite one ends with `-` and the number of parts
  record Stored(Checksum algorithm, Type type, String value) {
    void putInto(Map<String, String> headers) {
      headers.put(algorithm.header(), value);
      headers.put(TYPE_HEADER, type.name());
    }
  }

  private final Type typeOfParts;
  private final boolean coversAllParts;

  Checksum(Type typeOfParts, boolean coversAllParts) {
    this.typeOfParts = typeOfParts;
    this.coversAllParts = coversAllParts;
  }

  /// The type for a multipart upload that names none.
  Type typeOfParts() {
    return typeOfParts;
  }

  boolean allows(Type type) {
    return type == typeOfParts || (type == Type.FULL_OBJECT && coversAllParts);
  }

  String header() {
    return HEADER_PREFIX + name().toLowerCase(Locale.ROOT);
  }

  /// As XML names it, for example `ChecksumCRC32`.
  String element() {
    return "Checksum" + name();
  }

  static Optional<Checksum> ofHeader(String header) {
    return Arrays.stream(values())
        .filter(checksum -> checksum.header().equalsIgnoreCase(header))
        .findFirst();
  }

  static Optional<Checksum> ofName(String name) {
    return Arrays.stream(values()).filter(each -> each.name().equalsIgnoreCase(name)).findFirst();
  }

  Running start() {
    return switch (this) {
      case CRC32 -> new Crc(new CRC32(), Integer.BYTES);
      case CRC32C -> new Crc(new CRC32C(), Integer.BYTES);
      case CRC64NVME -> new Crc(new Crc64Nvme(), Long.BYTES);
      case SHA1 -> new Digest(Hashes.digest("SHA-1"));
      case SHA256 -> new Digest(Hashes.sha256());
    };
  }

  /// The checksum over the parts' checksums, with their number.
  Stored composite(List<String> ofParts) {
    var running = start();
    for (var part : ofParts) {
      var bytes = Base64.getDecoder().decode(part);
      running.update(bytes, bytes.length);
    }
    return new Stored(this, Type.COMPOSITE, running.value() + "-" + ofParts.size());
  }

  Stored ofFile(Path file) throws IOException {
    var running = start();
    var buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        running.update(buffer, count);
      }
    }
    return new Stored(this, Type.FULL_OBJECT, running.value());
  }

  /// A checksum being computed.
  sealed interface Running {
    void update(byte[] bytes, int length);

    /// In Base64, as it is sent.
    String value();
  }

  private record Crc(java.util.zip.Checksum crc, int bytes) implements Running {
    @Override
    public void update(byte[] content, int length) {
      crc.update(content, 0, length);
    }

    @Override
    public String value() {
      var all = ByteBuffer.allocate(Long.BYTES).putLong(crc.getValue()).array();
      return Base64.getEncoder()
          .encodeToString(Arrays.copyOfRange(all, Long.BYTES - bytes, Long.BYTES));
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
