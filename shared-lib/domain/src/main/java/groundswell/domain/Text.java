package groundswell.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;

/// What text may be that people and their programs give: ids and names. One rule for all of them:
/// - Spaces of any kind count as U+0020, and those at both ends are left out, with tabs and ends of
///   lines there: nobody sees them.
/// - Canonically composed (NFC), so that what looks the same is the same.
/// - Every character can be seen: no controls, no half characters, no code points that are no
///   characters, none that stands for one that was lost, no invisible ones and no signs that turn
///   the direction of writing.
/// - More than dots, which paths and addresses give a meaning of their own.
///
/// The properties are those of Unicode's character database
/// (<https://www.unicode.org/reports/tr44/>): general categories, `White_Space`,
/// `Noncharacter_Code_Point` and `Default_Ignorable_Code_Point`.
public final class Text {
  /// From here on there are scripts and signs that need joiners and variation selectors; before it
  /// such a character would only make two names look alike.
  private static final int FIRST_JOINED = 0x600;

  private static final int NO_BREAK_SPACE = 0xA0;

  /// What programs write in place of bytes that they could not read.
  private static final int REPLACEMENT = 0xFFFD;

  private static final int NON_JOINER = 0x200C;
  private static final int JOINER = 0x200D;
  private static final int BLANK_BRAILLE = 0x2800;

  private Text() {}

  /// The text as an id.
  ///
  /// @param what it is, for the message
  /// @param bytesMax the most bytes in UTF-8
  /// @throws IllegalArgumentException if it is not allowed, naming the character and its place
  public static String id(String what, String text, int bytesMax) {
    if (text.length() > bytesMax) throw tooLong(what, bytesMax);
    var id = tidy(text);
    check(what, id, false);
    if (id.length() * 3 > bytesMax && id.getBytes(UTF_8).length > bytesMax)
      throw tooLong(what, bytesMax);
    return id;
  }

  /// The text as a name, which people read: joiners and variation selectors may stand in it where
  /// scripts and emoji need them.
  ///
  /// @param what it is, for the message
  /// @param lengthMax the most characters, as Java counts them
  /// @throws IllegalArgumentException if it is not allowed, naming the character and its place
  public static String name(String what, String text, int lengthMax) {
    var name = text.length() > lengthMax ? text : tidy(text);
    if (name.isEmpty() || name.length() > lengthMax) {
      throw new IllegalArgumentException(
          "%s must have 1 to %d characters".formatted(what, lengthMax));
    }
    check(what, name, true);
    return name;
  }

  /// The text composed, with every kind of space as U+0020, and without any, or tabs or ends of
  /// lines, at its ends.
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

  /// The text in one line, with what cannot be seen written out, as in `<U+200B>`: a terminal or
  /// a log takes no orders from it.
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

  /// Whether a code point is a character that leaves a trace on a screen, or a space.
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

  /// Whether an invisible character belongs to the visible ones beside it.
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

  /// Those that show nothing of what was meant, though their category does not say so.
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
