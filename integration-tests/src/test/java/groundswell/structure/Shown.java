package groundswell.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Output as a document shows it. Times and ids differ each time and count as equal. The width of
/// tables, the folder of a file and blank lines are ignored. A line `...` stands for any lines.
record Shown(Block block, Extent extent) {
  private static final String ANY_LINES = "...";
  private static final String ANY_LINES_PATTERN = "(?:.*\n)*?";

  private enum Extent {
    WHOLE,
    WHOLE_WITH_OTHER_COUNTS,
    PART
  }

  static Shown whole(Block block) {
    return new Shown(block, Extent.WHOLE);
  }

  /// Output whose numbers depend on how many messages happened to be handled together.
  static Shown withOtherCounts(Block block) {
    return new Shown(block, Extent.WHOLE_WITH_OTHER_COUNTS);
  }

  /// Some lines of the output, one after the other.
  static Shown part(Block block) {
    return new Shown(block, Extent.PART);
  }

  void assertPrinted(List<String> printed) {
    var lines = notBlank(block.lines()).map(this::pattern).collect(Collectors.joining());
    var pattern = extent == Extent.PART ? ANY_LINES_PATTERN + lines + ANY_LINES_PATTERN : lines;
    assertThat(notBlank(printed).map(line -> masked(line) + "\n").collect(Collectors.joining()))
        .as("what the commands print, where the document shows:%n%s", block.text())
        .matches(Pattern.compile(pattern));
  }

  private static Stream<String> notBlank(List<String> lines) {
    return lines.stream().filter(line -> !line.isBlank());
  }

  private String pattern(String line) {
    return line.strip().equals(ANY_LINES) ? ANY_LINES_PATTERN : Pattern.quote(masked(line) + "\n");
  }

  private String masked(String line) {
    var masked =
        line.replaceAll("\\b\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME")
            .replaceAll("\\b\\d{4}-\\d\\d-\\d\\d\\b", "DAY")
            .replaceAll("\\b20\\d\\d\\b", "YEAR")
            .replaceAll("\\b[0-9a-f]{12}-[0-9a-f]{16}\\b", "ID")
            .replaceAll("\\b[0-9a-f]{32}\\b", "ID")
            .replaceAll("\\b[0-9a-f]{12}\\b", "ID")
            .replaceAll("\\bversion \\d+", "version N")
            .replaceAll("\\b[\\d,.]+ (s|rows/s|answers)\\b", "N $1")
            .replaceAll("/\\S*/(\\w+\\.csv)", "$1")
            .replaceAll("─+", "─")
            .replaceAll(" +", " ")
            .strip();
    return extent == Extent.WHOLE_WITH_OTHER_COUNTS ? masked.replaceAll("\\d+", "N") : masked;
  }
}
