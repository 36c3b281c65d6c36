package groundswell.operatorapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparingTexts {
  @Test
  void namesTheLinesThatDiffer() {
    assertThat(EditedMessage.difference("a\nb\nc\nd\ne", "a\nB\nc\nd\nE\nF"))
        .isEqualTo(
            """
            --- original
            +++ edited
            @@ -2,1 +2,1 @@
            +B
            -b
            @@ -5,1 +5,2 @@
            +E
            +F
            -e\
            """);
  }

  @Test
  void isCutWhereTheAuditKeepsNoMore() {
    var difference = EditedMessage.difference(numbers(0, 5_000), numbers(5_000, 10_000));

    assertThat(difference)
        .startsWith("--- original\n+++ edited\n@@ -1,5000 +1,5000 @@\n+5000\n+5001\n");
    assertThat(difference).hasSize(EditedMessage.DIFF_LENGTH_MAX + 1).endsWith("…");
  }

  @Test
  void isNotMadeOfMoreLinesThanCanBeComparedInTime() {
    assertThat(EditedMessage.difference(numbers(0, 15_000), numbers(15_000, 35_000)))
        .isEqualTo("15,000 lines became 20,000");
  }

  private static String numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(String::valueOf).collect(Collectors.joining("\n"));
  }
}
