package groundswell.platform.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import java.util.OptionalLong;

/// Single JSON values.
final class Values {
  private static final int SHOWN_LENGTH_MAX = 80;

  /// As many digits before the point as [groundswell.domain.Quantity#parse] reads.
  static final int QUANTITY_DIGITS_MAX = 12;

  /// As many digits before the point as the largest score has.
  static final int SCORE_DIGITS_MAX = 13;

  private Values() {}

  /// A number times 10^places, exactly.
  ///
  /// @return empty if it is no number, has more places or more digits before the point, or does not
  ///     fit
  static OptionalLong unscaled(JsonNode value, int places, int wholeDigitsMax) {
    if (!(value instanceof NumericNode number) || number.isNaN()) return OptionalLong.empty();
    var decimal = number.decimalValue().stripTrailingZeros();
    if (decimal.scale() > places || (long) decimal.precision() - decimal.scale() > wholeDigitsMax)
      return OptionalLong.empty();
    try {
      return OptionalLong.of(decimal.movePointRight(places).longValueExact());
    } catch (ArithmeticException _) {
      return OptionalLong.empty();
    }
  }

  /// Whether a text can be stored: a surrogate without its pair has no form in UTF-8.
  static boolean isWellFormed(String text) {
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      if (Character.getType(point) == Character.SURROGATE) return false;
      at += Character.charCount(point);
    }
    return true;
  }

  /// A value as an error message shows it.
  static String shown(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      case MISSING -> "nothing";
      case BINARY, BOOLEAN, NULL, NUMBER, POJO, STRING -> shortened(value.toString());
    };
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN_LENGTH_MAX ? text : text.substring(0, SHOWN_LENGTH_MAX) + "…";
  }
}
