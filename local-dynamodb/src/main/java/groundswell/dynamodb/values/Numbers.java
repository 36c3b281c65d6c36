package groundswell.dynamodb.values;

import java.math.BigDecimal;

/// DynamoDB's numbers: up to 38 significant digits, magnitudes from 1E-130 to 9.99…E+125, and zero.
///
/// The limits are those of
/// developerguide/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number.
public final class Numbers {
  private static final int SIGNIFICANT_DIGITS_MAX = 38;
  private static final int EXPONENT_MIN = -130;
  private static final int EXPONENT_MAX = 125;
  private static final int LONG_DIGITS_MAX = 18;

  private Numbers() {}

  /// Parses a number from a request: digits with an optional sign, point and exponent.
  ///
  /// @throws InvalidValue if it isn't a number, has more than 38 significant digits, or is out of
  ///     range
  public static BigDecimal parse(String text) {
    return isShortInteger(text)
        ? normal(BigDecimal.valueOf(Long.parseLong(text)))
        : NumberSyntax.parse(text);
  }

  /// The number as responses write it: plain digits, no exponent, no superfluous zeros.
  public static String text(BigDecimal number) {
    return number.toPlainString();
  }

  /// @throws InvalidValue if the sum cannot be stored
  public static BigDecimal add(BigDecimal left, BigDecimal right) {
    return storable(normal(left.add(right)));
  }

  /// @throws InvalidValue if the difference cannot be stored
  public static BigDecimal subtract(BigDecimal left, BigDecimal right) {
    return storable(normal(left.subtract(right)));
  }

  /// The same number without trailing zeros, so that equal numbers are equal objects.
  static BigDecimal normal(BigDecimal number) {
    return isNormalInteger(number) ? number : number.stripTrailingZeros();
  }

  /// Avoids creating another object for most numbers.
  private static boolean isNormalInteger(BigDecimal number) {
    return number.scale() == 0
        && number.precision() <= LONG_DIGITS_MAX
        && (number.signum() == 0 || number.longValue() % 10 != 0);
  }

  /// The power of ten of the first significant digit: 2 for 123, -1 for 0.5.
  static int exponent(BigDecimal normal) {
    return normal.precision() - normal.scale() - 1;
  }

  static BigDecimal inRange(BigDecimal normal) {
    if (normal.signum() != 0) requireRange(exponent(normal));
    return normal;
  }

  static BigDecimal zero(long exponent) {
    requireRange(exponent);
    return BigDecimal.ZERO;
  }

  private static void requireRange(long exponent) {
    if (exponent > EXPONENT_MAX) throw overflow();
    if (exponent < EXPONENT_MIN) throw underflow();
  }

  static void requirePrecision(int significantDigits) {
    if (significantDigits > SIGNIFICANT_DIGITS_MAX)
      throw new InvalidValue("Attempting to store more than 38 significant digits in a Number");
  }

  static InvalidValue overflow() {
    return new InvalidValue(
        "Number overflow. Attempting to store a number with magnitude larger than supported range");
  }

  static InvalidValue underflow() {
    return new InvalidValue(
        "Number underflow. Attempting to store a number with magnitude smaller than supported range");
  }

  /// Checks the result of a calculation. Like the service, it reports a result with too many digits
  /// as an overflow.
  private static BigDecimal storable(BigDecimal result) {
    if (result.precision() > SIGNIFICANT_DIGITS_MAX) throw overflow();
    return inRange(result);
  }

  private static boolean isShortInteger(String text) {
    if (text.isEmpty() || text.length() > LONG_DIGITS_MAX) return false;
    var start = text.charAt(0) == '-' ? 1 : 0;
    for (var at = start; at < text.length(); at++) {
      if (text.charAt(at) < '0' || text.charAt(at) > '9') return false;
    }
    return text.length() > start;
  }
}
