package groundswell.domain.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import groundswell.domain.ids.MetricId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingOtherLayouts {
  private static final String WEARABLE =
      "member_id=Id; date=ActivityDate:M/d/yyyy; metric:steps=TotalSteps; metric:calories=Calories";

  @Test
  void readsAWideFile() {
    var read =
        ReadFile.activity(
            "Id,ActivityDate,TotalSteps,Distance,Calories\n1503,3/9/2026,13162,8.5,1985\n",
            WEARABLE);

    assertThat(read.entries())
        .extracting(
            entry -> {
              var activity = (ActivityEntry) entry;
              return "%s %s %s %s"
                  .formatted(
                      activity.member(),
                      activity.day(),
                      activity.metric(),
                      ReadFile.said(activity).value().orElseThrow());
            })
        .containsExactly("1503 2026-03-09 steps 13162", "1503 2026-03-09 calories 1985");
  }

  @Test
  void takesAnEmptyCellOfAWideFileForNoEntry() {
    var read =
        ReadFile.activity(
            "Id,ActivityDate,TotalSteps,Calories\n1503,3/9/2026,,1985\n1503,3/10/2026,,\n",
            WEARABLE);

    assertThat(read.entries()).hasSize(1);
    assertThat(read.rows()).isEqualTo(1);
  }

  @Test
  void rejectsARowOfAWideFileAsAWhole() {
    var read =
        ReadFile.activity(
            "Id,ActivityDate,TotalSteps,Calories\n1503,3/9/2026,13162,lots\n", WEARABLE);

    assertThat(read.entries()).isEmpty();
    assertThat(read.errors()).containsExactly(RowError.NOT_A_NUMBER);
    assertThat(read.rejections().getFirst().column()).isEqualTo("Calories");
    assertThat(read.rows()).isEqualTo(2);
  }

  @Test
  void readsTimesOfDayInADate() {
    var read =
        ReadFile.activity(
            "Id;Day;Steps\n1;4/12/2025 12:00:00 AM;5\n",
            "member_id=Id; date=Day:M/d/yyyy h:mm:ss a; metric:steps=Steps");

    assertThat(read.entry().day()).isEqualTo(LocalDate.of(2025, 4, 12));
  }

  @Test
  void givesMetricsOtherNames() {
    var read =
        ReadFile.activity(
            "member_id,date,metric,value\nann,2026-03-19,minutes,30\nann,2026-03-19,steps,5\n",
            "metric:active_minutes='minutes'");

    assertThat(read.entries())
        .extracting(entry -> ((ActivityEntry) entry).metric())
        .containsExactly(new MetricId("active_minutes"), new MetricId("steps"));
  }

  @Test
  void takesConstants() {
    var read =
        ReadFile.activity(
            "who,date,value\nann,2026-03-19,5\n", "member_id=who; metric='steps'; source='fitbit'");

    assertThat(read.entry().metric()).isEqualTo(new MetricId("steps"));
    assertThat(read.said().source().value()).isEqualTo("fitbit");
  }

  @Test
  void readsNamesOfColumnsInQuotes() {
    var mapping =
        Mapping.parse(FileKind.ACTIVITY, "member_id=\"Id; old\"; date=\"Day: when\":dd.MM.yyyy");

    assertThat(mapping.fields())
        .containsEntry(Field.MEMBER_ID, column("Id; old", Optional.empty()))
        .containsEntry(Field.DATE, column("Day: when", Optional.of(new DayFormat("dd.MM.yyyy"))));
  }

  private static Mapping.Theirs.Column column(String name, Optional<DayFormat> day) {
    var form = new Mapping.Form(day, Optional.empty(), Optional.empty());
    return new Mapping.Theirs.Column(
        List.of(new Mapping.Place(List.of(new Mapping.ColumnName(name, 0)), form)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      textBlock =
          """
          member=Id => unknown name "member"
          member_id => has no "="
          member_id= => nothing follows
          date='today' => must be a column
          date=Day:nonsense => is not a pattern of a day
          date=Day:HH:mm => is not a pattern of a day
          date=Day:[EEEE]yyyy-MM-dd => may have no [
          date=Day:ppppd/MM/yyyy => may have no p
          date=Day:d d/MM/yyyy => has d in two places
          date=Day:'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'yyyy-MM-dd => longer than 64
          source=Device:0.0 => only date and values take a pattern
          value=Points:0.0.0 => is not a notation of numbers
          value=Points:#.##0.00 => cannot separate both groups and decimals
          value=Points:0.00/0 => the factor is 0
          date=Day+Time => only the columns of a metric are added up
          date="Day"+ => the name of a column is missing
          missing=-- => must be a text in single quotes
          traits='weekly' => unknown trait "weekly"
          member_id="Id => the closing " is missing
          member_id="Id"x => "x" follows the column's name
          source='fit => the closing ' is missing
          member_id=A; member_id=B => member_id is mapped twice
          metric:steps=A; metric:steps=B => metric:steps is mapped twice
          metric:no metric=A => metric id "no metric"
          metric:steps=A; value=B => choose one of the two
          metric:steps=A; metric:calories=A => the same column
          ; => the mapping is empty
          """)
  void saysWhichPartIsWrong(String mapping, String message) {
    assertThatThrownBy(() -> Mapping.parse(FileKind.ACTIVITY, mapping))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void readsLongPatternsInNoTime() {
    for (var pattern : List.of("y".repeat(40_000), "'".repeat(2_000) + "y", "[".repeat(4_000))) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(5),
          () ->
              assertThatThrownBy(() -> new DayFormat(pattern))
                  .isInstanceOf(IllegalArgumentException.class));
    }
  }

  @Test
  void takesAYInQuotesForALetter() {
    assertThat(new DayFormat("'y 'yyyy-MM-dd").reader().read("y 2026-03-19"))
        .contains(LocalDate.of(2026, 3, 19));
  }

  @Test
  void refusesAFileWithoutAMappedColumn() {
    for (var mapping : List.of("member_id=Who", "source=Device", "metric:steps=Steps")) {
      assertThatThrownBy(
              () ->
                  ReadFile.activity("member_id,date,metric,value\na,2026-03-19,steps,1\n", mapping))
          .asInstanceOf(InstanceOfAssertFactories.type(FileRefused.class))
          .extracting(FileRefused::error)
          .isEqualTo(FileError.MISSING_COLUMN);
    }
  }

  @Test
  void refusesAMappingToAMetricThatTheTenantDoesNotHave() {
    assertThatThrownBy(
            () -> ReadFile.activity("member_id,date,Up\na,2026-03-19,1\n", "metric:stairs=Up"))
        .isInstanceOf(FileRefused.class)
        .hasMessageContaining("there is no metric 'stairs'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"recorded_at=When", "source=From"})
  void addsUpNoRowsThatSayWhenOrByWhat(String part) {
    var mapping = "member_id='ann'; date=Day; metric:steps=Steps; traits='sum'; " + part;

    assertThatThrownBy(() -> Mapping.parse(FileKind.ACTIVITY, mapping))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the rows of a day are added up");
  }

  @Test
  void addsUpNoRowsThatHaveAColumnOfOurName() {
    var file = "Day,Steps,source\n2026-03-01,1,watch\n";

    assertThatThrownBy(
            () ->
                ReadFile.activity(
                    file, "member_id='ann'; date=Day; metric:steps=Steps; traits='sum'"))
        .isInstanceOfSatisfying(
            FileRefused.class,
            refused -> assertThat(refused.error()).isEqualTo(FileError.BAD_MAPPING))
        .hasMessageContaining("source='NAME'");
  }

  @Test
  void addsUpNoCorrections() {
    var checks = new EntryChecks(ReadFile.RULES, ReadFile.ACCEPTED_AT, ValueReading.CORRECTIONS);
    var mapping =
        Mapping.parse(
            FileKind.ACTIVITY, "member_id='ann'; date=Day; metric:steps=Steps; traits='sum'");
    var layout =
        new Layout(
            FileKind.ACTIVITY,
            List.of("Day", "Steps"),
            Optional.of(mapping),
            Decisions.NONE,
            false);

    assertThatThrownBy(() -> new ActivityCheck(layout, checks))
        .isInstanceOf(FileRefused.class)
        .hasMessageContaining("a correction is the value of a whole day");
  }

  @Test
  void saysHowManyRowsHadNoValue() {
    var file = "Id,Day,Steps\nann,2026-03-01,--\nann,2026-03-02,7\nann,2026-03-03,\n";

    var read = ReadFile.activity(file, "member_id=Id; date=Day; metric:steps=Steps; missing='--'");

    assertThat(read.entries()).hasSize(1);
    assertThat(read.notes()).containsExactly("2 rows had no value");
  }

  /// As an old Mac's spreadsheet writes them: the comma is no separator, however often it comes.
  @Test
  void findsTheSeparatorInTheHeaderOfAFileWithCarriageReturns() {
    var file = "member_id;date;metric;value;source\rann;2026-03-01;steps;1;a, b, c, d, e, f, g\r";

    assertThat(ReadFile.activity(file).entry().member()).hasToString("ann");
  }
}
