package groundswell.dynamodb.values;

import java.math.BigDecimal;
import java.math.BigInteger;

/// Parses a number's text in one pass. Leading and trailing zeros are dropped before the digits are
/// converted, so the cost is linear in the text's length.
final class NumberSyntax {
  /// Beyond this power of ten no number is in range, however many digits come before it.
  private static final long EXPONENT_LIMIT = 1_000_000_000L;

  private final String text;
  private int at;

  private NumberSyntax(String text) {
    this.text = text;
  }

  static BigDecimal parse(String text) {
    if (text.isEmpty())
      throw new InvalidValue("The parameter cannot be converted to a numeric value");
    return new NumberSyntax(text).number();
  }

  private BigDecimal number() {
    var isNegative = sign();
    var whole = digits();
    var fraction = "";
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      fraction = digits();
    }
    if (whole.isEmpty() && fraction.isEmpty()) throw noNumber();
    var exponent = exponent();
    if (at < text.length()) throw noNumber();
    return value(isNegative, whole + fraction, exponent, exponent - fraction.length());
  }

  private boolean sign() {
    if (at == text.length() || (text.charAt(at) != '-' && text.charAt(at) != '+')) return false;
    return text.charAt(at++) == '-';
  }

  private String digits() {
    var start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') at++;
    return text.substring(start, at);
  }

  private long exponent() {
    if (at == text.length() || (text.charAt(at) != 'e' && text.charAt(at) != 'E')) return 0;
    at++;
    var isNegative = sign();
    var digits = digits();
    if (digits.isEmpty()) throw noNumber();
    try {
      var exponent = Long.parseLong(isNegative ? "-" + digits : digits);
      return Math.clamp(exponent, -EXPONENT_LIMIT, EXPONENT_LIMIT);
    } catch (NumberFormatException _) {
      throw noNumber();
    }
  }

  /// @param written the exponent as written; it decides whether a zero is in range
  /// @param exponent of the last digit
  private static BigDecimal value(boolean isNegative, String digits, long written, long exponent) {
    var first = 0;
    while (first < digits.length() && digits.charAt(first) == '0') first++;
    if (first == digits.length()) return Numbers.zero(written);
    var end = digits.length();
    while (digits.charAt(end - 1) == '0') end--;
    var lowest = exponent + digits.length() - end;
    if (lowest + (end - first) > EXPONENT_LIMIT / 2) throw Numbers.overflow();
    if (lowest < -EXPONENT_LIMIT / 2) throw Numbers.underflow();
    Numbers.requirePrecision(end - first);
    var unscaled = new BigInteger(digits.substring(first, end));
    return Numbers.inRange(
        new BigDecimal(isNegative ? unscaled.negate() : unscaled, (int) -lowest));
  }

  private InvalidValue noNumber() {
    return new InvalidValue("The parameter cannot be converted to a numeric value: " + text);
  }
}
