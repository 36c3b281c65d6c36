package groundswell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintingTables {
  @Test
  void alignsNumbersToTheRightAndTextsToTheLeft() {
    var table = new Table("rank", "name", "score").row(1, "Änne", "12.5").row(10, "Bo", "7");

    assertThat(table.toString().lines())
        .containsExactly(
            "rank  name  score", "────  ────  ─────", "   1  Änne   12.5", "  10  Bo        7");
  }

  @Test
  void isJustItsHeaderWithoutRows() {
    assertThat(new Table("a", "bb").toString().lines()).containsExactly("a  bb", "─  ──");
  }
}
