package groundswell.platform.tables;

import groundswell.domain.scoring.MonthPartial;
import groundswell.domain.scoring.VersionedPartial;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/// A month's partial as a binary attribute that starts with its value version, most significant
/// byte first. DynamoDB compares binary values byte by byte, unsigned. So a value with a lower
/// version is less than [#floor] of a higher one, and one with the same version is not. Writes can
/// be conditional on the attribute itself, without a second one for the version (DynamoDB developer
/// guide, "Supported data types and naming rules").
final class PackedPartial {
  private PackedPartial() {}

  static byte[] pack(VersionedPartial versioned) {
    var out = new ByteArrayOutputStream(32);
    out.writeBytes(floor(versioned.valueVersion()));
    Varints.write(out, versioned.partial().total());
    Varints.write(out, versioned.partial().best());
    Varints.write(out, Integer.toUnsignedLong(versioned.partial().days()));
    return out.toByteArray();
  }

  static VersionedPartial unpack(ByteBuffer in) {
    long valueVersion = in.getLong() ^ Long.MIN_VALUE;
    return new VersionedPartial(
        valueVersion, new MonthPartial(Varints.read(in), Varints.read(in), (int) Varints.read(in)));
  }

  /// The least value of a version. The sign bit is flipped, so that bytes sort like numbers.
  static byte[] floor(long valueVersion) {
    return ByteBuffer.allocate(Long.BYTES).putLong(valueVersion ^ Long.MIN_VALUE).array();
  }
}
