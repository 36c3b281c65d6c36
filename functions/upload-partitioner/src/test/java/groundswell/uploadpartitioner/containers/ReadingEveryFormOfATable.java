package groundswell.uploadpartitioner.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.arbitrary;
import static org.quicktheories.generators.SourceDSL.longs;

import groundswell.uploadpartitioner.containers.TableForm.Fate;
import groundswell.uploadpartitioner.containers.TableForm.Row;
import groundswell.uploadpartitioner.containers.TableForm.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadingEveryFormOfATable {
  private static final String MAPPING =
      "member_id=member_id; date=date; metric=metric; value=value";

  private static final List<Row> GOLDEN =
      List.of(
          new Row(Fate.GOOD, List.of("müller", "2026-03-01", "steps", "8214", "")),
          new Row(Fate.BAD_DATE, List.of("ann", "2026-02-30", "steps", "1", "a, b; c|d")),
          new Row(Fate.EMPTY, List.of("", "", "", "", "")),
          new Row(Fate.GOOD, List.of("zoé", "2026-03-02", "steps", "7.25", "two\nlines, \"so\"")),
          new Row(Fate.UNKNOWN_METRIC, List.of("ann", "2026-03-03", "strides", "1", "x")),
          new Row(Fate.GOOD, List.of("007", "2026-03-04", "steps", "0", "end")));

  @Test
  void readsTheSameTableInEachContainerEncodingLineEndDelimiterAndQuoting() {
    for (var form : TableForm.all()) {
      var written = form.write(GOLDEN, new Random(1));

      assertThat(ReadTable.of(written.file(), MAPPING).fates())
          .as("%s", form)
          .isEqualTo(expected(GOLDEN, written));
    }
  }

  @Test
  void givesEveryRowExactlyOneFate() {
    qt().withExamples(2_000)
        .forAll(arbitrary().pick(TableForm.all()), longs().all())
        .checkAssert(
            (form, seed) -> {
              var random = new Random(seed);
              var rows = TableForm.rows(random, form.container().isText());
              var written = form.write(rows, random);

              assertThat(ReadTable.of(written.file(), MAPPING).fates())
                  .isEqualTo(expected(rows, written));
            });
  }

  @Test
  void takesTheRejectsFileAsItIsWithTheSameMapping() {
    qt().forAll(arbitrary().pick(TableForm.all()), longs().all())
        .checkAssert(
            (form, seed) -> {
              var random = new Random(seed);
              var rows = TableForm.rows(random, form.container().isText());

              var first = ReadTable.of(form.write(rows, random).file(), MAPPING);
              var again = ReadTable.of(first.rejects(), MAPPING);

              assertThat(codes(again))
                  .isEqualTo(
                      codes(first).stream().filter(ReadingEveryFormOfATable::isCode).toList());
            });
  }

  private static List<String> expected(List<Row> rows, Written written) {
    var fates = new ArrayList<String>();
    for (int i = 0; i < rows.size(); i++)
      if (rows.get(i).fate() != Fate.EMPTY)
        fates.add(written.lines().get(i) + " " + rows.get(i).expected());
    return fates;
  }

  private static List<String> codes(ReadTable table) {
    return table.fates().stream().map(fate -> fate.substring(fate.indexOf(' ') + 1)).toList();
  }

  private static boolean isCode(String fate) {
    return fate.indexOf(' ') < 0;
  }
}
