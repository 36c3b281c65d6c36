package groundswell.workload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.workload.ActivityOptions.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratingFiles {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
  private static final LocalDate START = LocalDate.of(2026, 9, 1);

  @TempDir private Path directory;

  @Test
  void givesTheSameFileForTheSameSeed() throws IOException {
    var first = Workloads.demo(7, TODAY).writeActivity(directory.resolve("first"));
    var second = Workloads.demo(7, TODAY).writeActivity(directory.resolve("second"));
    var other = Workloads.demo(8, TODAY).writeActivity(directory.resolve("other"));

    assertThat(Files.mismatch(first.path(), second.path())).isEqualTo(-1);
    assertThat(Files.mismatch(first.path(), other.path())).isNotEqualTo(-1);
  }

  @Test
  void recordsExactlyWhatItWrote() throws IOException {
    var file = Workloads.demo(1, TODAY).writeActivity(directory.resolve("activity"));
    var lines = Files.readAllLines(file.path(), ISO_8859_1);

    assertThat(lines).hasSize(60_001);
    assertThat(file.rows()).isEqualTo(60_000);
    assertThat(file.rejected()).isEqualTo(12L * Fault.values().length);
    assertThat(lines.stream().filter(line -> line.contains(",yesterday,"))).hasSize(12);
  }

  @Test
  void sortsByDayWithoutChangingTheRows() {
    var random = workload(Order.RANDOM).activityLines().toList();
    var sorted = workload(Order.BY_DAY).activityLines().toList();

    assertThat(sorted).containsExactlyInAnyOrderElementsOf(random).isNotEqualTo(random);
    assertThat(days(sorted)).isSorted();
  }

  private static Workload workload(Order order) {
    var members = MemberGenerator.members(3, 10, List.of());
    return new Workload(
        3, List.of(), members, ActivityOptions.of(200, START, 33, "steps").ordered(order));
  }

  private static List<LocalDate> days(List<FileLine> lines) {
    return lines.stream()
        .map(
            line ->
                switch (line) {
                  case FileLine.Good(var row) -> row.day();
                  case FileLine.Bad(var row, _) -> row.day();
                })
        .toList();
  }

  @Test
  void coversEveryMonthOfTheReferenceBurst() {
    var burst = Workloads.referenceBurst(1, TODAY, Order.RANDOM);

    assertThat(burst.activity().firstRows()).isEqualTo(30_000 * Workloads.PERIOD_DAYS);
    assertThat(burst.activity().rows()).isEqualTo(1_000_000);
  }

  @Test
  void writesAnAwkwardMemberIdSoThatItCanBeReadBack() throws IOException {
    var file =
        ActivityCsv.writeRows(
            directory.resolve("odd"), List.of(ActivityRow.of("a,\"b\"", START, "steps", "1.500")));

    assertThat(Files.readAllLines(file.path()))
        .containsExactly(
            ActivityCsv.MARK + ActivityCsv.HEADER, "\"a,\"\"b\"\"\",2026-09-01,steps,1.500,,");
  }
}
