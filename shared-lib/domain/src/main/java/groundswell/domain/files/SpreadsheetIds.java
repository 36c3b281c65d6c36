package groundswell.domain.files;

import groundswell.domain.ids.MemberId;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Ids that a spreadsheet took for numbers: it drops the zeros before them, and shortens long ones
/// to `2.02611E+11`.
public final class SpreadsheetIds {
  /// The longest id with zeros before it that is thought of.
  private static final int LENGTH_MAX = 12;

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,12}");
  private static final Pattern SHORTENED =
      Pattern.compile("[0-9](?:[.,][0-9]+)?E\\+?[0-9]{1,3}", Pattern.CASE_INSENSITIVE);

  private SpreadsheetIds() {}

  /// The ids that an id may have been before: with zeros before it, or without them.
  public static List<MemberId> before(MemberId id) {
    var text = id.value();
    if (!DIGITS.matcher(text).matches()) return List.of();
    var number = text.replaceFirst("^0+(?=.)", "");
    return IntStream.rangeClosed(number.length(), LENGTH_MAX)
        .mapToObj(length -> "0".repeat(length - number.length()) + number)
        .filter(other -> !other.equals(text))
        .map(MemberId::new)
        .toList();
  }

  /// Why an id is what is left of a longer number, and what to do.
  static String shortened(MemberId id) {
    return "%s is a number that a spreadsheet shortened; format the column as text, and enter the ids again"
        .formatted(EntryChecks.shown(id.value()));
  }

  /// Whether an id is written as spreadsheets write such a number, with a plus: `2E+11`. Without it
  /// the id may be meant: `3e12` is a number to base 16.
  static boolean isCertainlyShortened(MemberId id) {
    return isShortened(id) && id.value().indexOf('+') >= 0;
  }

  /// Whether an id may be what is left of a longer number.
  static boolean isShortened(MemberId id) {
    return SHORTENED.matcher(id.value()).matches();
  }
}
