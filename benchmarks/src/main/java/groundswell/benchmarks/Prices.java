package groundswell.benchmarks;

/// The prices of DynamoDB's on-demand units in US East:
/// <https://aws.amazon.com/dynamodb/pricing/on-demand/>.
final class Prices {
  private static final double USD_PER_WRITE_UNIT = 0.625e-6;
  private static final double USD_PER_READ_UNIT = 0.125e-6;

  private double written;
  private double read;

  void add(double writeUnits, double readUnits) {
    written += writeUnits;
    read += readUnits;
  }

  double ofWrites() {
    return written * USD_PER_WRITE_UNIT;
  }

  double ofReads() {
    return read * USD_PER_READ_UNIT;
  }
}
