package groundswell.domain.scoring;

import groundswell.domain.Quantity;
import java.math.BigDecimal;
import java.math.BigInteger;

/// A result under a rule, exact to a millionth: a value with three places times points per unit
/// with three places.
public record Score(long millionths) implements Comparable<Score> {
  public static final Score ZERO = new Score(0);
  private static final int PLACES = 6;

  public static Score of(Quantity quantity) {
    return new Score(Math.multiplyExact(quantity.thousandths(), 1000L));
  }

  public static Score ofCount(int count) {
    return new Score(Math.multiplyExact((long) count, 1_000_000L));
  }

  /// The least score that reaches a share of a goal.
  public static Score shareOf(Quantity goal, int percent) {
    var hundredths =
        BigInteger.valueOf(goal.thousandths()).multiply(BigInteger.valueOf(1000L * percent));
    return new Score(
        hundredths.add(BigInteger.valueOf(99)).divide(BigInteger.valueOf(100)).longValueExact());
  }

  /// The percentage of a goal that this score reaches, rounded down.
  public long percentOf(Quantity goal) {
    return BigInteger.valueOf(millionths)
        .multiply(BigInteger.valueOf(100))
        .divide(BigInteger.valueOf(goal.thousandths()).multiply(BigInteger.valueOf(1000)))
        .longValueExact();
  }

  @Override
  public int compareTo(Score other) {
    return Long.compare(millionths, other.millionths);
  }

  /// Plain decimal notation without trailing zeros.
  @Override
  public String toString() {
    var plain = BigDecimal.valueOf(millionths, PLACES).stripTrailingZeros();
    return (plain.signum() == 0 ? BigDecimal.ZERO : plain).toPlainString();
  }
}
