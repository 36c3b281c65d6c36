package groundswell.cli.output;

import groundswell.domain.Text;
import java.math.BigDecimal;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Text that is safe to show on a terminal. Other people wrote parts of it, and a terminal obeys
/// control characters, so these are shown as numbers.
public final class Terminal {
  /// Shown for an absent value.
  public static final String NOTHING = "—";

  private Terminal() {}

  /// A text in one line.
  public static String line(String text) {
    return Text.shown(text);
  }

  /// A text that keeps its line breaks.
  public static String lines(String text) {
    return text.lines().map(Text::shown).collect(Collectors.joining(System.lineSeparator()));
  }

  /// A value in one line; a dash if there is none.
  public static String value(@Nullable Object value) {
    return switch (value) {
      case null -> NOTHING;
      case BigDecimal number -> number.toPlainString();
      case Object other -> line(other.toString());
    };
  }

  /// The first line of a text.
  public static String firstLine(String text) {
    return line(text.lines().findFirst().orElse(""));
  }

  /// A text, or a dash if it is empty.
  public static String orNothing(String text) {
    return text.isEmpty() ? NOTHING : line(text);
  }
}
