package groundswell.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

  @Test
  void fitsTheTerminalByCuttingTheWidestText() {
    var table =
        new Table("id", "n", "name", "reason")
            .row("0123456789abcdef", 1_000_000, "a name", "a reason of forty letters or even more");

    assertThat(within(60, table))
        .containsExactly(
            "id                      n  name    reason",
            "────────────────  ───────  ──────  ─────────────────────────",
            "0123456789abcdef  1000000  a name  a reason of forty letter…");
    assertThat(within(200, table)).last().asString().endsWith("even more");
    assertThat(within(10, table)).last().asString().startsWith("0123456789abcdef  1000000");
  }

  @Test
  void leavesOutBarsWhereThereIsNoRoom() {
    var table = new Table("rank", "score", "").row(1, 12, "█".repeat(24));

    assertThat(within(30, table)).last().isEqualTo("   1     12");
    assertThat(within(40, table)).last().asString().endsWith("█".repeat(24));
  }

  private static List<String> within(int columns, Table table) {
    return ScopedValue.where(Table.TERMINAL_COLUMNS, columns)
        .call(() -> table.toString().lines().toList());
  }

  @Test
  void takesNoOrdersFromWhatOthersWrote() {
    var cell = "\u001b]0;PWNED\u0007\u001b[2JFake: all ok\r\nnext\u009b\u202egnp\u200b";

    var table = new Table("detail-type", "n").row(cell, 1);

    assertThat(table.toString().lines())
        .hasSize(3)
        .last()
        .isEqualTo(
            "<U+001B>]0;PWNED<U+0007><U+001B>[2JFake: all ok<U+000D><U+000A>next<U+009B><U+202E>gnp<U+200B>  1");
    assertThat(Terminal.lines("one\u001b[1m\ntwo\u2028three"))
        .isEqualTo("one<U+001B>[1m" + System.lineSeparator() + "two<U+2028>three");
  }
}
