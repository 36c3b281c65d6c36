package groundswell.dynamodb.streams;

import java.util.OptionalLong;

/// Sequence numbers as the service writes them: decimals of 21 to 40 digits. Here all have the same
/// length, so they sort the same as text and as numbers.
final class SequenceNumbers {
  private static final String PREFIX = "1000";
  private static final int DIGITS = 19;

  private SequenceNumbers() {}

  static String text(long number) {
    var digits = Long.toString(number);
    return PREFIX + "0".repeat(DIGITS - digits.length()) + digits;
  }

  /// @return empty if this engine did not write the text
  static OptionalLong parse(String text) {
    if (text.length() != PREFIX.length() + DIGITS || !text.startsWith(PREFIX))
      return OptionalLong.empty();
    try {
      var number = Long.parseLong(text.substring(PREFIX.length()));
      return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
    } catch (NumberFormatException notANumber) {
      return OptionalLong.empty();
    }
  }
}
