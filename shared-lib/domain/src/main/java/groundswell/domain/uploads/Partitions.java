package groundswell.domain.uploads;

import groundswell.domain.ids.MemberId;

/// How many partitions an upload's rows are split into, and which partition has a member's rows.
public record Partitions(int count) {
  /// The most partitions of an upload.
  public static final int COUNT_MAX = 1_024;

  /// How many bytes of a file go into one partition. A worker merges a partition in a few seconds.
  static final int BYTES = 512 << 10;

  /// How many registered members a partition of a complete file is compared with, about. A worker
  /// removes so many in less than a minute.
  static final int MEMBERS = 10_000;

  /// How many bytes a packed byte is assumed to unpack to.
  static final int PACKED_RATIO = 8;

  public Partitions {
    if (count < 1 || count > COUNT_MAX) {
      throw new IllegalArgumentException(
          "%d partitions are not in 1..%d".formatted(count, COUNT_MAX));
    }
  }

  /// The number of partitions depends on the file alone, so that every attempt finds the same.
  public static Partitions ofFile(long bytes, boolean packed) {
    long unpacked = packed ? bytes * PACKED_RATIO : bytes;
    return new Partitions(Math.clamp(Math.ceilDiv(unpacked, BYTES), 1, COUNT_MAX));
  }

  /// At least so many that a partition has few of the tenant's members.
  ///
  /// @param members how many the tenant has
  public Partitions forMembers(long members) {
    return new Partitions(Math.clamp(Math.ceilDiv(members, MEMBERS), count, COUNT_MAX));
  }

  /// The partition of a member. It is always the same, so that no two workers merge the same
  /// months.
  public int of(MemberId member) {
    int hash = member.value().hashCode();
    return Math.floorMod(hash ^ (hash >>> 16), count);
  }
}
