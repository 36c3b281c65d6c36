package groundswell.domain;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// An exact decimal with up to three places, for activity values and thresholds; stored in
/// thousandths.
public record Quantity(long thousandths) implements Comparable<Quantity> {
  public static final Quantity ZERO = new Quantity(0);
  private static final int PLACES = 3;
  private static final Pattern FORM = Pattern.compile("[+-]?[0-9]{1,12}(?:\\.[0-9]{1,3}0*)?");

  /// Reads plain decimal notation: `12`, `-3`, `7.125`. No exponent, no group separator, at most 12
  /// digits before the point.
  ///
  /// @return empty if the text is not such a number
  public static Optional<Quantity> parse(String text) {
    if (!FORM.matcher(text).matches()) return Optional.empty();
    return Optional.of(new Quantity(new BigDecimal(text).movePointRight(PLACES).longValueExact()));
  }

  public static Quantity of(long units) {
    return new Quantity(Math.multiplyExact(units, 1000L));
  }

  public boolean isNegative() {
    return thousandths < 0;
  }

  @Override
  public int compareTo(Quantity other) {
    return Long.compare(thousandths, other.thousandths);
  }

  /// Plain decimal notation without trailing zeros, as [#parse] reads it.
  @Override
  public String toString() {
    var plain = BigDecimal.valueOf(thousandths, PLACES).stripTrailingZeros();
    return (plain.signum() == 0 ? BigDecimal.ZERO : plain).toPlainString();
  }
}
