package groundswell.uploadpartitioner.containers;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Quantity;
import groundswell.domain.activity.EntryRules;
import groundswell.domain.activity.Metric;
import groundswell.domain.files.EntryChecks;
import groundswell.domain.ids.MetricId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// People open an export in a spreadsheet and save it as a workbook. Its entries stay the same.
class ReadingVendorsFilesAsWorkbooks {
  private static final Path SAMPLES =
      Path.of("../../shared-lib/domain/src/test/resources/groundswell/domain/files/layouts");
  private static final EntryChecks CHECKS =
      new EntryChecks(
          EntryRules.of(
              List.of(
                  metric("steps", 200_000),
                  metric("calories", 20_000),
                  metric("active_minutes", 1_440),
                  metric("distance_km", 500),
                  metric("floors", 2_000),
                  metric("sleep_hours", 24)),
              400),
          ReadTable.NOW);

  static List<String> samples() throws IOException {
    try (var files = Files.list(SAMPLES)) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(".csv"))
          .map(name -> name.replace(".csv", ""))
          .sorted()
          .toList();
    }
  }

  /// @param sample the name of a layout, perhaps with a language
  @ParameterizedTest
  @MethodSource("samples")
  void readsTheSameEntries(String sample) throws IOException {
    var name = sample.replaceFirst("_.*", "");
    boolean ofPeople = List.of("fitabase", "mydatahelps").contains(name);
    var mapping = ofPeople ? name : name + "; member_id='382'";

    for (boolean typed : List.of(false, true)) {
      var file = workbook(Files.readString(SAMPLES.resolve(sample + ".csv")), typed);
      var read = ReadTable.of(file, Optional.of(mapping), Limits.DEFAULT, CHECKS);

      assertThat(read.fates().stream().map(fate -> fate.substring(fate.indexOf(' ') + 1)))
          .as(typed ? "with numbers" : "with texts alone")
          .containsExactlyElementsOf(expected(sample));
    }
  }

  /// The expected entries, without their sources.
  private static List<String> expected(String sample) throws IOException {
    return Files.readAllLines(SAMPLES.resolve(sample + ".expected")).stream()
        .map(line -> line.substring(0, line.lastIndexOf(' ')))
        .toList();
  }

  /// @param typed whether plain numbers become number cells
  private static byte[] workbook(String csv, boolean typed) {
    var rows = new StringBuilder();
    for (var cells : records(csv.replace("\ufeff", ""), delimiter(csv)))
      rows.append(
          TestWorkbook.row(
              cells.stream()
                  .map(cell -> typed ? typed(cell) : TestWorkbook.text(cell))
                  .toArray(String[]::new)));
    return new TestWorkbook().sheet("Export", rows.toString()).bytes();
  }

  private static String typed(String cell) {
    return cell.matches("(0|[1-9][0-9]*)(\\.[0-9]{1,2})?")
        ? TestWorkbook.number(cell)
        : TestWorkbook.text(cell);
  }

  private static char delimiter(String csv) {
    return Stream.of(',', ';', '\t')
        .max(Comparator.comparingLong(each -> csv.chars().filter(c -> c == each).count()))
        .orElseThrow();
  }

  private static List<List<String>> records(String csv, char delimiter) {
    var records = new ArrayList<List<String>>();
    var cells = new ArrayList<String>();
    var cell = new StringBuilder();
    boolean quoted = false;
    for (int at = 0; at < csv.length(); at++) {
      char c = csv.charAt(at);
      if (c == '"') quoted = !quoted;
      else if (quoted || (c != delimiter && c != '\n' && c != '\r')) cell.append(c);
      else if (c != '\r') {
        cells.add(cell.toString());
        cell.setLength(0);
        if (c == '\n') {
          records.add(List.copyOf(cells));
          cells.clear();
        }
      }
    }
    return records;
  }

  private static Metric metric(String id, long dailyMax) {
    return new Metric(new MetricId(id), "units", Quantity.of(dailyMax));
  }
}
