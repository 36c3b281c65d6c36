package groundswell.operatorapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparingTexts {
  @Test
  void namesTheLinesThatDiffer() {
    assertThat(LineDifference.of("a\nb\nc\nd\ne", "a\nB\nc\nd\nE\nF").lines())
        .containsExactly("@@ line 2 @@", "- b", "+ B", "  … 2 lines", "- e", "+ E", "+ F");
  }

  @Test
  void countsEverythingAsReplacedIfThereIsTooMuchToCompare() {
    var before = numbers(0, 5_000);
    var difference = LineDifference.of(before, numbers(5_000, 10_000));

    assertThat(difference).startsWith("@@ line 1 @@\n- 0\n- 1\n").endsWith("…");
    assertThat(difference).hasSize(LineDifference.LENGTH_MAX + 1);
  }

  private static String numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(String::valueOf).collect(Collectors.joining("\n"));
  }
}
