package groundswell.domain.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/// Characters that other programs take for the end of a line, or that no text has: controls and
/// U+2028 and U+2029. Here a line ends with LF, CR or both.
final class LineEnds {
  private LineEnds() {}

  /// The first of them in a row, such as `U+2028 as character 34`.
  static Optional<String> firstUnknown(CsvRow row) {
    var text = new String(row.bytes(), UTF_8);
    int at = 0;
    for (int number = 1; at < text.length(); number++) {
      int point = text.codePointAt(at);
      if (isUnknown(point)) return Optional.of("U+%04X as character %d".formatted(point, number));
      at += Character.charCount(point);
    }
    return Optional.empty();
  }

  private static boolean isUnknown(int point) {
    if (point == '\t' || point == '\r' || point == '\n') return false;
    return Character.isISOControl(point) || point == 0x2028 || point == 0x2029;
  }
}
