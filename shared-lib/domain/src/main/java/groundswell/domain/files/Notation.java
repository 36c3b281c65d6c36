package groundswell.domain.files;

import java.util.Optional;
import java.util.regex.Pattern;

/// How a file writes numbers: the decimal separator, and the separators between groups of three
/// digits. As a pattern it is written like the formats of spreadsheets: `#.##0,00` reads
/// `1.234,5`, `0.00` reads `1234.5`. How many decimals a value may have is up to its metric.
///
/// A space stands for every kind of space, and an apostrophe for the typographic one as well. The
/// Indian grouping `1,23,456` is read where the comma groups.
///
/// @param decimal `.` or `,`, or none in whole numbers
/// @param grouping each character that may group; one number uses one of them
public record Notation(char decimal, String grouping) {
  /// Of files with our own columns: a decimal point, and no groups.
  public static final Notation PLAIN = new Notation('.', "");

  /// The decimal point, with every separator of groups that goes with it.
  static final Notation POINT = new Notation('.', ", '");

  /// The decimal comma, with every separator of groups that goes with it.
  static final Notation COMMA = new Notation(',', ". '");

  /// Stands for no decimal separator.
  private static final char NONE = '\uffff';

  /// Of whole numbers, with every separator of groups. As a pattern it is `#`.
  static final Notation WHOLE = new Notation(NONE, "., '");

  private static final String WHOLE_PATTERN = "#";

  private static final Pattern PATTERN =
      Pattern.compile("(?:#(?<group>[., '’])##)?0(?:(?<decimal>[.,])0+)?");

  /// @throws IllegalArgumentException if both separators are the same
  public Notation {
    if (grouping.indexOf(decimal) >= 0) {
      throw new IllegalArgumentException(
          "\"%c\" cannot separate both groups and decimals".formatted(decimal));
    }
  }

  /// Reads a pattern such as `#.##0,00`, `#,##0`, `# ##0,0`, `0.00` or `#`.
  ///
  /// @throws IllegalArgumentException if it is not such a pattern
  static Notation parse(String pattern) {
    if (pattern.equals(WHOLE_PATTERN)) return WHOLE;
    var matcher = PATTERN.matcher(pattern);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is not a notation of numbers such as #.##0,00 or 0.00".formatted(pattern));
    }
    var group = Optional.ofNullable(matcher.group("group")).orElse("").replace('’', '\'');
    var decimal = Optional.ofNullable(matcher.group("decimal")).map(text -> text.charAt(0));
    return new Notation(decimal.orElse(group.matches("[. ]") ? ',' : '.'), group);
  }

  /// The pattern that says this notation. Of several grouping separators it names the first.
  public String pattern() {
    if (decimal == NONE) return WHOLE_PATTERN;
    var group = grouping.isEmpty() ? "" : "#" + grouping.charAt(0) + "##";
    return group + "0" + decimal + "00";
  }

  /// A number without groups and with a decimal point, as [groundswell.domain.Quantity#parse] reads
  /// it.
  ///
  /// @return empty if the text is not a number in this notation
  Optional<String> plain(String text) {
    var plain = new StringBuilder(text.length());
    int at = 0;
    if (!text.isEmpty() && "+-\u2212".indexOf(text.charAt(0)) >= 0) {
      plain.append(text.charAt(at++) == '+' ? "" : "-");
    }
    int point = decimal == NONE ? -1 : text.indexOf(decimal);
    var whole = text.substring(at, point < 0 ? text.length() : point);
    var fraction = point < 0 ? "" : text.substring(point + 1);
    if (!isWhole(whole) || (point >= 0 && !isDigits(fraction))) return Optional.empty();
    whole.chars().filter(Notation::isDigit).forEach(digit -> plain.append((char) digit));
    return Optional.of(
        point < 0 ? plain.toString() : plain.append('.').append(fraction).toString());
  }

  private boolean isWhole(String text) {
    if (isDigits(text)) return true;
    int last = text.length() - 4;
    if (last < 1 || text.charAt(0) == '0') return false;
    char group = text.charAt(last);
    if (grouping.indexOf(group == '’' ? '\'' : group) < 0) return false;
    var groups = text.split(Pattern.quote(String.valueOf(group)), -1);
    for (var digits : groups) if (!isDigits(digits)) return false;
    return (groups[0].length() <= 3 && haveLength(groups, 3))
        || (group == ',' && groups[0].length() <= 2 && haveLength(groups, 2));
  }

  /// Whether all groups between the first and the last have so many digits, and the last has three.
  private static boolean haveLength(String[] groups, int length) {
    for (int index = 1; index < groups.length - 1; index++) {
      if (groups[index].length() != length) return false;
    }
    return groups[groups.length - 1].length() == 3;
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(Notation::isDigit);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
