package groundswell.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;

/// Ids and names that people and their programs enter. One rule for all of them:
/// - Every kind of space counts as U+0020. Spaces, tabs and line ends at both ends are dropped,
///   because nobody sees them.
/// - Canonically composed (NFC), so that equal-looking texts are equal.
/// - Every character is visible: no controls, lone surrogates, noncharacters, replacement
///   characters, invisible characters or signs that change the writing direction.
/// - Not only dots, which have a meaning in paths and URLs.
///
/// The properties are those of Unicode's character database
/// (<https://www.unicode.org/reports/tr44/>): general categories, `White_Space`,
/// `Noncharacter_Code_Point` and `Default_Ignorable_Code_Point`.
public final class Text {
  /// From here on there are scripts and signs that need joiners and variation selectors. Before it,
  /// such a character would only make two names look alike.
  private static final int FIRST_JOINED = 0x600;

  private static final int NO_BREAK_SPACE = 0xA0;

  /// Written by programs in place of bytes that they could not decode.
  private static final int REPLACEMENT = 0xFFFD;

  private static final int NON_JOINER = 0x200C;
  private static final int JOINER = 0x200D;
  private static final int BLANK_BRAILLE = 0x2800;

  private Text() {}

  /// The text as an id.
  ///
  /// @param what names the text in the error message
  /// @param bytesMax the most bytes in UTF-8
  /// @throws IllegalArgumentException with the character and its place, if it is not allowed
  public static String id(String what, String text, int bytesMax) {
    if (text.length() > bytesMax) throw tooLong(what, bytesMax);
    var id = tidy(text);
    check(what, id, false);
    if (id.length() * 3 > bytesMax && id.getBytes(UTF_8).length > bytesMax)
      throw tooLong(what, bytesMax);
    return id;
  }

  /// The text as a name for people. Joiners and variation selectors are allowed where scripts and
  /// emoji need them.
  ///
  /// @param what names the text in the error message
  /// @param lengthMax the most characters, as Java counts them
  /// @throws IllegalArgumentException with the character and its place, if it is not allowed
  public static String name(String what, String text, int lengthMax) {
    var name = text.length() > lengthMax ? text : tidy(text);
    if (name.isEmpty() || name.length() > lengthMax) {
      throw new IllegalArgumentException(
          "%s must have 1 to %d characters".formatted(what, lengthMax));
    }
    check(what, name, true);
    return name;
  }

  /// The composed text, with every kind of space as U+0020, and with spaces, tabs and line ends
  /// stripped at both ends.
  public static String tidy(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isEdge(text.charAt(from))) from++;
    while (to > from && isEdge(text.charAt(to - 1))) to--;
    int plain = from;
    while (plain < to && text.charAt(plain) < NO_BREAK_SPACE) plain++;
    var inner = text.substring(from, to);
    if (plain == to) return inner;
    var spaced = new StringBuilder(inner);
    for (int at = 0; at < spaced.length(); at++)
      if (isSpace(spaced.charAt(at))) spaced.setCharAt(at, ' ');
    return Normalizer.normalize(spaced, Normalizer.Form.NFC);
  }

  /// The text on one line, with invisible characters escaped as in `<U+200B>`, so that it can't
  /// control a terminal or a log.
  public static String shown(String text) {
    var shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (isSeen(point)) shown.appendCodePoint(point);
              else shown.append("<U+%04X>".formatted(point));
            });
    return shown.toString();
  }

  /// Whether a code point is a visible character or a space.
  public static boolean isSeen(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> !isNoncharacter(point) && !isIgnorable(point);
    };
  }

  private static void check(String what, String text, boolean joined) {
    if (text.isEmpty()) throw new IllegalArgumentException("%s is blank".formatted(what));
    int before = 0;
    boolean dots = true;
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      int next = at + Character.charCount(point);
      if (!isSeen(point) && !(joined && joins(before, point, text, next))) {
        throw new IllegalArgumentException(
            "%s has U+%04X as character %d, %s"
                .formatted(what, point, text.codePointCount(0, at) + 1, advice(point)));
      }
      dots &= point == '.';
      before = point;
      at = next;
    }
    if (dots)
      throw new IllegalArgumentException("%s \"%s\" is nothing but dots".formatted(what, text));
  }

  private static String advice(int point) {
    return point == REPLACEMENT
        ? "which stands for one that was lost; write the text in UTF-8"
        : "which cannot be seen; leave it out";
  }

  /// Whether an invisible character joins its visible neighbours.
  private static boolean joins(int before, int point, String text, int next) {
    if (before < FIRST_JOINED || before == NON_JOINER || before == JOINER) return false;
    if (isVariationSelector(point)) return !isVariationSelector(before);
    boolean joiner = point == NON_JOINER || point == JOINER;
    return joiner && next < text.length() && text.codePointAt(next) >= FIRST_JOINED;
  }

  private static boolean isVariationSelector(int point) {
    return (point >= 0xFE00 && point <= 0xFE0F) || (point >= 0xE0100 && point <= 0xE01EF);
  }

  private static boolean isEdge(char c) {
    return c == '\t' || c == '\r' || c == '\n' || isSpace(c);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= NO_BREAK_SPACE && Character.getType(c) == Character.SPACE_SEPARATOR);
  }

  private static boolean isNoncharacter(int point) {
    return (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
  }

  /// Characters that show nothing of what was meant, although their category does not say so.
  private static boolean isIgnorable(int point) {
    if (point < 0x34F) return false;
    return switch (point) {
      case 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F -> true;
      case 0x2065, BLANK_BRAILLE, 0x3164, 0xFFA0, REPLACEMENT -> true;
      default ->
          isVariationSelector(point)
              || (point >= 0xFFF0 && point <= 0xFFF8)
              || (point >= 0xE0000 && point <= 0xE0FFF);
    };
  }

  private static IllegalArgumentException tooLong(String what, int bytesMax) {
    return new IllegalArgumentException("%s is longer than %d bytes".formatted(what, bytesMax));
  }
}
