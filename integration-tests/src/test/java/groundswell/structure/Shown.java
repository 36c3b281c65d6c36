package groundswell.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Output as a document shows it. Times and ids differ each time and count as equal. The width of
/// tables and blank lines are ignored. A line `...` stands for any lines.
record Shown(Block block, boolean countsVary) {
  private static final String ANY_LINES = "...";

  static Shown whole(Block block) {
    return new Shown(block, false);
  }

  /// Output whose numbers depend on how many messages happened to be handled together.
  static Shown withOtherCounts(Block block) {
    return new Shown(block, true);
  }

  void assertPrinted(List<String> printed) {
    var pattern = notBlank(block.lines()).map(this::pattern).collect(Collectors.joining());
    assertThat(notBlank(printed).map(line -> masked(line) + "\n").collect(Collectors.joining()))
        .as("what the commands print, where the document shows:%n%s", block.text())
        .matches(Pattern.compile(pattern));
  }

  private static Stream<String> notBlank(List<String> lines) {
    return lines.stream().filter(line -> !line.isBlank());
  }

  private String pattern(String line) {
    return line.equals(ANY_LINES) ? "(?:.*\n)*?" : Pattern.quote(masked(line) + "\n");
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
            .replaceAll("─+", "─")
            .replaceAll(" +", " ")
            .strip();
    return countsVary ? masked.replaceAll("\\d+", "N") : masked;
  }
}
