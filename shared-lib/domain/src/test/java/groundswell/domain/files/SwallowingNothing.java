package groundswell.domain.files;

import static groundswell.domain.files.ReadFile.HEADER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Every row is accepted or rejected by itself, whatever its neighbours look like.
class SwallowingNothing {
  private static final String COLUMNS = "member_id,date,metric,value,comment\n";
  private static final String MAPPING =
      "member_id=member_id; date=date; metric=metric; value=value";
  private static final String ANN = "ann,2026-03-19,steps,1,";
  private static final String BEN = "ben,2026-03-19,steps,2,";
  private static final String CEM = "cem,2026-03-19,steps,3,";

  @Test
  void losesOnlyTheLineOfAStrayQuoteThatALaterOneWouldClose() {
    var read = read(ANN + "\"five foot\n" + BEN + "ok\n" + CEM + "6\"\n" + ANN + "\n");

    assertThat(read.errors()).containsExactly(RowError.BAD_QUOTING);
    assertThat(read.entries()).hasSize(3);
  }

  /// Looking at a line whether it is a row must not add its value to the day.
  @Test
  void addsALineUpOnceThatWasLookedAtBefore() {
    var rows = "2026-03-19,\"five foot,100\n2026-03-19,ok,200\n2026-03-19,6\",300\n";

    var read =
        ReadFile.activity(
            "Day,Note,Steps\n" + rows,
            "member_id='ann'; date=Day:yyyy-MM-dd; metric:steps=Steps:0; traits='sum'");

    assertThat(read.errors()).containsExactly(RowError.BAD_QUOTING);
    assertThat(read.entries())
        .extracting(entry -> ReadFile.value(entry).toString())
        .containsExactly("200", "500");
  }

  @Test
  void losesOnlyItInTheFirstColumnAsWell() {
    var read =
        ReadFile.activity(
            "note,member_id,date,metric,value\n\"a,ann,2026-03-19,steps,1\nb,ben,2026-03-19,steps,2\nc\",cem,2026-03-19,steps,3\nd,dan,2026-03-19,steps,4\n",
            MAPPING);

    assertThat(read.errors()).containsExactly(RowError.BAD_QUOTING);
    assertThat(read.entries()).hasSize(3);
  }

  @Test
  void losesOnlyItIfItIsClosedInTheMiddleOfARow() {
    var read =
        ReadFile.activity(
            "member_id,name,date,metric,value,comment\nann,Ann,2026-03-19,steps,1,\"five\nben,Ben 6\",2026-03-19,steps,2,x\n",
            MAPPING);

    assertThat(read.errors()).containsExactly(RowError.BAD_QUOTING);
    assertThat(read.entries()).hasSize(1);
  }

  @Test
  void losesOnlyItIfItIsNeverClosed() {
    for (int rows : new int[] {0, 1, 10_000}) {
      var read = read(ANN + "\"five foot\n" + (BEN + "ok\n").repeat(rows));

      assertThat(read.errors()).containsExactly(RowError.BAD_QUOTING);
      assertThat(read.entries()).hasSize(rows);
    }
  }

  @Test
  void losesOnlyItIfItIsClosedFarLater() {
    var read =
        read(ANN + "\"five foot\n" + (BEN + "ok\n").repeat(20_000) + CEM + "6\"\n" + ANN + "\n");

    assertThat(read.errors()).containsExactly(RowError.BAD_QUOTING);
    assertThat(read.entries()).hasSize(20_002);
  }

  @Test
  void refusesAHeaderWhoseQuoteSwallowsRows() {
    var refusal =
        catchThrowableOfType(
            FileRefused.class,
            () ->
                ReadFile.activity(
                    COLUMNS.replace("comment", "\"comment")
                        + ANN
                        + "x\n"
                        + BEN
                        + "6\"\n"
                        + CEM
                        + "\n",
                    MAPPING));

    assertThat(refusal.error()).isEqualTo(FileError.NO_HEADER);
    assertThat(
            ReadFile.activity(COLUMNS.replace("comment", "\"two\nlines\"") + ANN + "x\n", MAPPING)
                .entries())
        .hasSize(1);
  }

  @Test
  void takesAFieldThatIsProperlyClosedAsOne() {
    var read = read(ANN + "\"like this:\n" + BEN + "x\nand so on\"\n" + CEM + "\n");

    assertThat(read.errors()).isEmpty();
    assertThat(read.entries()).hasSize(2);
  }

  @Test
  void rejectsAFieldThatIsTooLongAsOne() {
    for (int lines : new int[] {2_000, 40_000}) {
      for (var inner : new String[] {"some text\n", BEN + "x\n"}) {
        var read = read(ANN + "\"begin\n" + inner.repeat(lines) + "end\"\n" + CEM + "\n");

        assertThat(read.errors())
            .as("%d x %s", lines, inner)
            .containsExactly(lines > 2_000 ? RowError.OVER_LONG_LINE : RowError.OVER_LONG_FIELD);
        assertThat(read.entries()).hasSize(1);
        assertThat(ReadFile.activity(read.rejects(), MAPPING).rows()).isEqualTo(1);
      }
    }
  }

  @Test
  void losesOnlyTheLineOfAStrayQuoteBeforeManyLinesThatAreNoRows() {
    var read = read(ANN + "\"five foot\n" + "no row\n".repeat(50_000) + CEM + "\n");

    assertThat(read.errors()).hasSize(50_001);
    assertThat(read.entries()).hasSize(1);
  }

  @Test
  void refusesAFileWithMoreDoubtfulQuotesThanTheLimit() {
    var doubtful = ANN + "\"begin\n" + (BEN + "x\n").repeat(20_000) + "end\"\n";

    var refusal =
        catchThrowableOfType(
            FileRefused.class, () -> read(doubtful.repeat(ReadPlan.QUOTES_MAX + 1)));

    assertThat(refusal.reason()).contains("quotes that are closed far later or never");
  }

  @Test
  void endsALineWithCrLfOrBoth() {
    for (var lineEnd : new String[] {"\n", "\r\n", "\r"}) {
      var file = COLUMNS + ANN + "\n" + BEN.replace("steps", "strides") + "x\n" + CEM;

      var read = ReadFile.activity(file.replace("\n", lineEnd), MAPPING);

      assertThat(read.entries()).hasSize(2);
      assertThat(read.errors()).containsExactly(RowError.UNKNOWN_METRIC);
      assertThat(read.rejects()).endsWith(lineEnd);
    }
    assertThat(read(ANN + "\r" + BEN + "x\n" + CEM + "\r\n").entries()).hasSize(3);
  }

  @Test
  void namesWhatOthersTakeForTheEndOfALine() {
    for (var other : new String[] {"\u2028", "\u0085", "\u000b", "\0"}) {
      var refusal =
          catchThrowableOfType(
              FileRefused.class,
              () -> ReadFile.activity((COLUMNS + ANN).replace("\n", other), MAPPING));
      assertThat(refusal.reason())
          .contains("U+%04X as character 36".formatted((int) other.charAt(0)));

      var read = read(ANN + other + BEN + "\n");
      assertThat(read.errors()).containsExactly(RowError.WRONG_FIELD_COUNT);
      assertThat(read.rejections().getFirst().message())
          .contains("U+%04X as character 24".formatted((int) other.charAt(0)));
    }
  }

  @Test
  void countsEmptyRowsAsNone() {
    var read = read("\n,,,,\n" + ANN + "\n \t\n\"\",\u00a0,,,\n" + ";;\n");

    assertThat(read.entries()).hasSize(1);
    assertThat(read.errors()).containsExactly(RowError.WRONG_FIELD_COUNT);
    assertThat(read.notes()).containsExactly("4 empty rows were left out");
  }

  @Test
  void readsTheDelimiterThatALineBeforeTheHeaderNames() {
    var file = HEADER + ANN + ",\n";

    assertThat(ReadFile.activity("sep=;\r\n" + file.replace(',', ';')).entries()).hasSize(1);
    assertThat(ReadFile.activity("\ufeff\"sep=|\"\n" + file.replace(',', '|')).entries())
        .hasSize(1);
    assertThat(ReadFile.activity(file.replace(',', '|')).entries()).hasSize(1);
  }

  private static ReadFile read(String rows) {
    return ReadFile.activity((COLUMNS + rows).getBytes(UTF_8), Optional.of(MAPPING));
  }
}
