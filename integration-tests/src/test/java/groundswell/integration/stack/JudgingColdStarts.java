package groundswell.integration.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.integration.stack.ColdStarts.Row;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgingColdStarts {
  private final Row quick = row("quick", 900, 600);
  private final Row slow = row("slow", 900, 601);

  @Test
  void marksThoseThatTakeLongerThanOneAndAHalfSeconds() {
    assertThat(ColdStarts.table(List.of(quick, slow)).lines())
        .hasSize(3)
        .filteredOn(line -> line.endsWith("slow: above 1500 ms"))
        .singleElement()
        .asString()
        .startsWith("slow ");
  }

  @Test
  void failsForThem() {
    assertThatCode(() -> ColdStarts.judge(List.of(quick))).doesNotThrowAnyException();
    assertThatThrownBy(() -> ColdStarts.judge(List.of(quick, slow)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("slow: above 1500 ms");
  }

  /// The container's time is that of this machine's Docker, and is not judged.
  private static Row row(String function, int ownMillis, int firstCallMillis) {
    return new Row(
        function,
        9_000_000,
        Duration.ofSeconds(9),
        Duration.ofMillis(ownMillis),
        Duration.ofMillis(firstCallMillis),
        Duration.ofMillis(7));
  }
}
