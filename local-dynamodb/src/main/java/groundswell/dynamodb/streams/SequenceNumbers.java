package groundswell.dynamodb.streams;

import java.util.OptionalLong;

/// Numbers of records as the service writes them: decimals of 21 to 40 digits. All have the same
/// length here, so that their order as text is that of the numbers.
final class SequenceNumbers {
  private static final String PREFIX = "1000";
  private static final int DIGITS = 19;

  private SequenceNumbers() {}

  static String text(long number) {
    var digits = Long.toString(number);
    return PREFIX + "0".repeat(DIGITS - digits.length()) + digits;
  }

  /// @return empty for a text that this engine did not write
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
