package groundswell.uploadpartitioner.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// A start loads few classes: what opens workbooks is loaded for workbooks alone.
class StartingWithoutContainers {
  @Test
  void loadsNoClassOfWorkbooksXmlOrJsonForCsv() throws Exception {
    var loaded = classesLoadedBy("csv");

    assertThat(loaded).contains("groundswell.domain.files.CsvReader ");
    assertThat(loaded)
        .doesNotContain(
            Workbook.class.getName(), JsonLines.class.getName(), "javax.xml.stream", "fasterxml");
  }

  @Test
  void loadsThemForAWorkbook() throws Exception {
    assertThat(classesLoadedBy("workbook")).contains(Workbook.class.getName(), "javax.xml.stream");
  }

  private static String classesLoadedBy(String kind) throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                java,
                "-Xshare:auto",
                "-Xlog:class+load:stdout",
                "-cp",
                System.getProperty("java.class.path"),
                ReadOnce.class.getName(),
                kind)
            .redirectErrorStream(true)
            .start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  /// Reads one file in a process of its own.
  static final class ReadOnce {
    private ReadOnce() {}

    public static void main(String[] kind) {
      var file =
          kind[0].equals("csv")
              ? "member_id,date,metric,value\nann,2026-03-02,steps,1\n".getBytes(UTF_8)
              : new TestWorkbook()
                  .sheet(
                      "Steps",
                      TestWorkbook.row(
                          TestWorkbook.text("member_id"),
                          TestWorkbook.text("date"),
                          TestWorkbook.text("metric"),
                          TestWorkbook.text("value")))
                  .bytes();
      ReadTable.of(file);
    }
  }
}
