package groundswell.domain.uploads;

import groundswell.domain.ids.MemberId;

/// Into how many parts an upload's rows are split, and which part a member's are in.
public record Partitions(int count) {
  /// The most parts of an upload.
  public static final int COUNT_MAX = 1_024;

  /// The bytes of a file that go into one part. A part is merged by one worker in some seconds.
  static final int BYTES = 512 << 10;

  /// What a packed byte is taken for.
  static final int PACKED_RATIO = 8;

  public Partitions {
    if (count < 1 || count > COUNT_MAX) {
      throw new IllegalArgumentException(
          "%d partitions are not 1 to %d".formatted(count, COUNT_MAX));
    }
  }

  /// The number of parts depends on the file alone, so that whoever looks at it again finds the
  /// same.
  public static Partitions ofFile(long bytes, boolean packed) {
    long unpacked = packed ? bytes * PACKED_RATIO : bytes;
    return new Partitions(Math.clamp(Math.ceilDiv(unpacked, BYTES), 1, COUNT_MAX));
  }

  /// The part of a member: always the same, so that no two workers merge the same months.
  public int of(MemberId member) {
    int hash = member.value().hashCode();
    return Math.floorMod(hash ^ (hash >>> 16), count);
  }
}
