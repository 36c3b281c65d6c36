package groundswell.dynamodb.throughput;

/// What reads and writes cost.
///
/// The rules are those of
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html>.
public final class CapacityUnits {
  public static final int READ_UNIT_BYTES = 4 * 1024;
  public static final int WRITE_UNIT_BYTES = 1024;

  private CapacityUnits() {}

  /// The cost of reading this many bytes; reading nothing costs as much as up to 4 KB.
  public static double read(long bytes, ReadConsistency consistency) {
    return blocks(bytes, READ_UNIT_BYTES) * consistency.unitsPerBlock();
  }

  /// The cost of writing an item. The larger of the two sizes counts.
  ///
  /// @param bytesBefore the item's size before, 0 if there was none
  /// @param bytesAfter its size afterwards, 0 if it is deleted
  public static int write(int bytesBefore, int bytesAfter) {
    return (int) blocks(Math.max(bytesBefore, bytesAfter), WRITE_UNIT_BYTES);
  }

  /// A transaction writes each item twice: to prepare, and to commit.
  public static int transactionalWrite(int bytesBefore, int bytesAfter) {
    return 2 * write(bytesBefore, bytesAfter);
  }

  private static long blocks(long bytes, int blockBytes) {
    return Math.max(1, Math.ceilDiv(bytes, blockBytes));
  }

  public enum ReadConsistency {
    EVENTUAL(0.5),
    STRONG(1),
    TRANSACTIONAL(2);

    private final double unitsPerBlock;

    ReadConsistency(double unitsPerBlock) {
      this.unitsPerBlock = unitsPerBlock;
    }

    public double unitsPerBlock() {
      return unitsPerBlock;
    }
  }
}
