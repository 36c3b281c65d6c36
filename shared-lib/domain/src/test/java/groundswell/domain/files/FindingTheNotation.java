package groundswell.domain.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import groundswell.domain.Text;
import groundswell.domain.files.Choice.Reading;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FindingTheNotation {
  private static final String WIDE = "member_id=Nr; date=Tag; metric:%s=Wert%s";

  @ParameterizedTest(name = "{0} as {1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          8214       | 0.00     | 8214
          8.214      | #.##0    | 8214
          1.234,5    | #.##0,00 | 1234.5
          1,234.5    | #,##0.00 | 1234.5
          1 234,5    | # ##0,0  | 1234.5
          1\u00a0234,5 | # ##0,0  | 1234.5
          1\u202f234,5 | # ##0,0  | 1234.5
          1'234.5    | #'##0.00 | 1234.5
          1’234.5    | #'##0.00 | 1234.5
          1,23,456   | #,##0    | 123456
          12.345.678 | #.##0    | 12345678
          7,31       | 0,00     | 7.31
          1.443      | #        | 1443
          1,23,456   | #        | 123456
          8214       | #        | 8214
          +7,31      | 0,00     | 7.31
          \u22127,31 | 0,00     | -7.31
          """)
  void readsNumbersInTheNotationThatIsStated(String text, String pattern, String plain) {
    assertThat(Notation.parse(pattern).plain(Text.tidy(text))).contains(plain);
  }

  @ParameterizedTest(name = "{0} is not {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          1.23     | #.##0
          7.31     | #
          1.443,5  | #
          1\uffff5 | #
          1234.567 | #.##0,00
          1.234.56 | #.##0,00
          0.123    | #.##0
          1,23     | 0.00
          1e3      | 0.00
          1'234 5  | # ##0,0
          ,5       | 0,00
          5,       | 0,00
          12,34,56 | #,##0
          """)
  void refusesNumbersInAnotherNotation(String text, String pattern) {
    assertThat(Notation.parse(pattern).plain(text)).isEmpty();
  }

  @Test
  void saysEveryNotationInItsPattern() {
    for (var pattern : List.of("0.00", "0,00", "#.##0,00", "#,##0.00", "# ##0,00", "#'##0.00", "#"))
      assertThat(Notation.parse(pattern).pattern()).isEqualTo(pattern);
  }

  @ParameterizedTest(name = "{0} in {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          steps       | 8.934;11.205   | 8934;11205      | #.##0,00
          steps       | 8,934;980      | 8934;980        | #,##0.00
          steps       | 8 934;980      | 8934;980        |
          calories    | 2.315;980,5    | 2315;980.5      | #.##0,00
          distance_km | 7,31;6,2       | 7.31;6.2        | #.##0,00
          distance_km | 7.310;6.25     | 7.31;6.25       | #,##0.00
          distance_km | 1'234.5;6      | BEYOND          | #,##0.00
          """)
  void takesTheNotationThatAllValuesOfAColumnFit(
      String metric, String values, String expected, String pattern) {
    var file = file(values.split(";"));
    var mapping = Optional.of(WIDE.formatted(metric, ""));

    var read = ReadFile.activity(file.getBytes(UTF_8), mapping);
    var notes = ReadFile.reading(file.getBytes(UTF_8), mapping).notes();

    if (expected.equals("BEYOND")) {
      assertThat(read.errors()).containsExactly(RowError.BEYOND_LIMIT);
    } else {
      assertThat(read.entries())
          .extracting(entry -> ReadFile.value(entry).toString())
          .containsExactly(expected.split(";"));
    }
    if (pattern != null) assertThat(notes.getFirst()).contains("are read as " + pattern);
  }

  @Test
  void asksIfAColumnFitsBoth() {
    var refused = refused("Nr;Tag;Wert\n1;2026-03-01;1.310\n1;2026-03-02;980\n", "distance_km", "");

    assertThat(refused.error()).isEqualTo(FileError.UNDECIDED);
    assertThat(refused.choices())
        .containsExactly(
            new Choice(
                "metric:distance_km",
                List.of(
                    new Reading(
                        "with a decimal point",
                        "'1.310' is 1.310",
                        "member_id=Nr; date=Tag; metric:distance_km=Wert:#,##0.00"),
                    new Reading(
                        "with a decimal comma",
                        "'1.310' is 1310",
                        "member_id=Nr; date=Tag; metric:distance_km=Wert:#.##0,00"))));
  }

  /// More decimals than the metric has rule nothing out: 25.125 m may be 25 m or 25 km.
  @Test
  void asksAlsoIfTheDecimalsWouldBeTooMany() {
    var refused = refused("Nr;Tag;Wert\n1;2026-03-01;25.125\n1;2026-03-02;50\n", "water_ml", "");

    assertThat(refused.error()).isEqualTo(FileError.UNDECIDED);
    assertThat(refused.choices().getFirst().readings())
        .extracting(Reading::example)
        .containsExactly("'25.125' is 25.125", "'25.125' is 25125");
  }

  @Test
  void readsTheColumnAsTheMappingSaysThen() {
    var file = "Nr;Tag;Wert\n1;2026-03-01;1.310\n";

    var read = ReadFile.activity(file, WIDE.formatted("distance_km", ":#,##0.00"));

    assertThat(read.value().toString()).isEqualTo("1.31");
  }

  @Test
  void asksIfAColumnMixesBoth() {
    var refused = refused("Nr;Tag;Wert\n1;2026-03-01;7.5\n1;2026-03-02;7,5\n", "distance_km", "");

    assertThat(refused.error()).isEqualTo(FileError.UNDECIDED);
    assertThat(refused.reason()).contains("mixes two notations");
    assertThat(refused.choices().getFirst().readings()).hasSize(2);
  }

  @Test
  void leavesWhatIsNoNumberToTheCheckOfTheRows() {
    var read = ReadFile.activity(file("8.934", "n/a", "8.5"), WIDE.formatted("steps", ""));

    assertThat(read.errors()).containsExactly(RowError.NOT_A_NUMBER, RowError.NOT_A_NUMBER);
    assertThat(read.entries()).hasSize(1);
  }

  @Test
  void looksAtTheMetricOfEachRowOfALongLayout() {
    var file = "Nr;Tag;Was;Wert\n1;2026-03-01;calories;7.310\n1;2026-03-01;steps;8.934\n";

    var read = ReadFile.activity(file, "member_id=Nr; date=Tag; metric=Was; value=Wert");

    assertThat(read.entries())
        .extracting(entry -> ReadFile.value(entry).toString())
        .containsOnly("7310", "8934");
  }

  /// The mapping names no decimals, but a decimal comma goes with a point between thousands.
  @Test
  void rejectsAFractionOfWhatIsCounted() {
    var read = ReadFile.activity(file("8,2", "8.200"), WIDE.formatted("steps", ":#.##0"));

    assertThat(read.errors()).containsExactly(RowError.TOO_MANY_DECIMALS);
    assertThat(read.entries()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.214", "8.000", "8.5"})
  void rejectsDecimalsOfStepsInOurOwnColumns(String value) {
    var read = ReadFile.activity(ReadFile.HEADER + "ann,2026-03-01,steps," + value + ",,\n");

    assertThat(read.errors()).containsExactly(RowError.TOO_MANY_DECIMALS);
    assertThat(read.rejections().getFirst().message())
        .contains("steps are whole numbers; if the separator stands between thousands");
  }

  @ParameterizedTest(name = "{0} as {1} is {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          01.03.2026                | d.M.yyyy                      | 2026-03-01
          13/03/2026                | d/M/yyyy                      | 2026-03-13
          3/13/2026                 | M/d/yyyy                      | 2026-03-13
          13-03-2026                | d-M-yyyy                      | 2026-03-13
          2026/3/1                  | yyyy/M/d                      | 2026-03-01
          13.03.26                  | d.M.yy                        | 2026-03-13
          2026-03-01 00:00:00       | yyyy-MM-dd H:mm:ss            | 2026-03-01
          2026-03-01T23:30:00-05:00 | yyyy-MM-dd'T'HH:mm:ssX        | 2026-03-01
          3/13/2026 12:00:00 AM     | M/d/yyyy h:mm:ss a            | 2026-03-13
          1-Mar-2026                | d-MMM-yyyy                    | 2026-03-01
          Mar 1, 2026, 6:30:05 AM   | MMM d, yyyy, h:mm:ss a        | 2026-03-01
          """)
  void takesThePatternThatAllDaysOfAColumnFit(String text, String pattern, LocalDate day) {
    var file = "Nr;Tag;Wert\n1;%s;5\n".formatted(text);
    var mapping = WIDE.formatted("steps", "");

    assertThat(ReadFile.activity(file, mapping).entry().day()).isEqualTo(day);
    assertThat(ReadFile.reading(file.getBytes(UTF_8), Optional.of(mapping)).notes().getFirst())
        .contains("days in column 'Tag' are read as " + pattern);
  }

  @Test
  void asksIfDayAndMonthCanBeChanged() {
    var refused = refused("Nr;Tag;Wert\n1;03/04/2026;5\n1;05/05/2026;6\n", "steps", "");

    assertThat(refused.choices())
        .containsExactly(
            new Choice(
                "date",
                List.of(
                    new Reading(
                        "written as d/M/yyyy",
                        "'03/04/2026' is 2026-04-03",
                        "member_id=Nr; metric:steps=Wert; date=Tag:d/M/yyyy"),
                    new Reading(
                        "written as M/d/yyyy",
                        "'03/04/2026' is 2026-03-04",
                        "member_id=Nr; metric:steps=Wert; date=Tag:M/d/yyyy"))));
  }

  @Test
  void isSureOfTheOrderOnceADayIsBeyondTheTwelfth() {
    var read =
        ReadFile.activity(
            "Nr;Tag;Wert\n1;03/04/2025;5\n1;13/05/2025;6\n", WIDE.formatted("steps", ""));

    assertThat(read.entries())
        .extracting(entry -> ((ActivityEntry) entry).day())
        .containsExactly(LocalDate.of(2025, 4, 3), LocalDate.of(2025, 5, 13));
  }

  @Test
  void namesAllThatIsUndecidedAtOnce() {
    var refused = refused("Nr;Tag;Wert\n1;03/04/2026;1.310\n", "distance_km", "");

    assertThat(refused.reason()).contains("column 'Tag'").contains("column 'Wert'");
    assertThat(refused.choices())
        .extracting(Choice::field)
        .containsExactly("date", "metric:distance_km");
  }

  @ParameterizedTest(name = "{0}: {1} is {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          yyyy-MM-dd'T'HH:mm:ssXXX | 2026-03-01T23:30:00-05:00 | 2026-03-01
          yyyy-MM-dd xx            | 2026-03-01 +0100          | 2026-03-01
          yyyy-MM-dd'T'HH:mm:ss.SSSX | 2026-03-01T08:00:00.000Z | 2026-03-01
          EEE d MMM yyyy z         | Sun 1 Mar 2026 UTC        | 2026-03-01
          d-MMM-yyyy               | 1-mar-2026                | 2026-03-01
          d MMM yyyy               | 1 Sept 2025               | 2025-09-01
          epoch-seconds            | 1772323200                | 2026-03-01
          epoch-milliseconds       | 1772323200000             | 2026-03-01
          """)
  void readsTheDayAsItIsWrittenWhateverTheOffset(String pattern, String text, LocalDate day) {
    assertThat(new DayFormat(pattern).reader().read(text)).contains(day);
  }

  @Test
  void tellsADayThatDoesNotExistFromOneThatIsWrittenWrongly() {
    var read =
        ReadFile.activity(ReadFile.HEADER + "ann,2026-02-30,steps,1,,\nann,2026-2-3,steps,1,,\n");

    assertThat(read.rejections())
        .extracting(Rejection::message)
        .containsExactly(
            "'2026-02-30' is not in the calendar; correct the day",
            "'2026-2-3' is not a day written as yyyy-MM-dd");
  }

  @Test
  void looksAtAMillionRowsInLittleTime() {
    var rows =
        IntStream.range(0, 1_000_000)
            .mapToObj(
                row -> "m%d;%02d.03.2026;%d,%02d".formatted(row, 1 + row % 19, row % 90, row % 100))
            .collect(Collectors.joining("\n", "Nr;Tag;Wert\n", "\n"))
            .getBytes(UTF_8);
    var mapping = Optional.of(WIDE.formatted("distance_km", ""));

    var notes =
        assertTimeoutPreemptively(
            Duration.ofSeconds(30), () -> ReadFile.reading(rows, mapping).notes());

    assertThat(notes).hasSize(2);
  }

  private static String file(String... values) {
    var rows = new StringBuilder("Nr;Tag;Wert\n");
    for (int row = 0; row < values.length; row++)
      rows.append("1;2026-03-%02d;%s\n".formatted(row + 1, values[row]));
    return rows.toString();
  }

  private static FileRefused refused(String file, String metric, String pattern) {
    try {
      ReadFile.activity(file, WIDE.formatted(metric, pattern));
    } catch (FileRefused refused) {
      return refused;
    }
    return fail("the file was taken");
  }
}
