package groundswell.cli;

import groundswell.domain.Text;
import java.util.stream.Collectors;

/// What goes to a terminal: others wrote parts of it, and a terminal takes orders from characters
/// that cannot be seen. They are shown as numbers.
final class Terminal {
  private Terminal() {}

  /// A text in one line.
  static String line(String text) {
    return Text.shown(text);
  }

  /// A text whose ends of lines are its own.
  static String lines(String text) {
    return text.lines().map(Text::shown).collect(Collectors.joining(System.lineSeparator()));
  }
}
