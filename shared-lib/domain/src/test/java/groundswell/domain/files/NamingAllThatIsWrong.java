package groundswell.domain.files;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Quantity;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import groundswell.domain.members.TimeZone;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamingAllThatIsWrong {
  private static final SourceId SOURCE = new SourceId("watch");
  private static final MembershipCheck.OfActivity MEMBERSHIP =
      new MembershipCheck.OfActivity(ReadFile.CHECKS, new TimeZone("UTC"));

  @Test
  void namesAllFaultsOfARowAtOnce() {
    var read =
        ReadFile.activity(
            ReadFile.HEADER
                + "ann,2026-13-01,steps,8.214,yesterday,watch\nann,2026-03-01,stepz,x,,\n");

    assertThat(read.errors()).containsExactly(RowError.BAD_DATE, RowError.UNKNOWN_METRIC);
    assertThat(read.rejections().getFirst().column()).isEqualTo("date, recorded_at, value");
    assertThat(read.rejections().getFirst().message())
        .contains("date: '2026-13-01' is not")
        .contains("; recorded_at: 'yesterday' is not a time")
        .contains("; value: 8.214 has decimals");
    assertThat(read.rejects())
        .contains(",2,bad-date,\"date, recorded_at, value\",\"date: '2026-13-01' is not");
  }

  @Test
  void namesAllFaultsOfAWideRow() {
    var read =
        ReadFile.activity(
            "Id,Day,Up,Cal\n1,2026-03-01,1.5,lots\n",
            "member_id=Id; date=Day:yyyy-MM-dd; metric:steps=Up:0.0; metric:calories=Cal:0.0");

    assertThat(read.rejections().getFirst().column()).isEqualTo("Up, Cal");
    assertThat(read.rows()).isEqualTo(2);
  }

  @Test
  void namesAllFaultsOfAMembersRow() {
    var read =
        ReadFile.members(
            "member_id,display_name,team,time_zone,challenges\nann,,Blue,Moon,spring|fall\n",
            "spring");

    assertThat(read.rejections().getFirst().column())
        .isEqualTo("display_name, time_zone, challenges");
  }

  @Test
  void takesTheRejectsOfRowsWithSeveralFaultsAgain() {
    var rejects = ReadFile.activity(ReadFile.HEADER + "ann,2026-13-01,steps,8.214,,\n").rejects();

    var again =
        ReadFile.activity(rejects.replace("2026-13-01", "2026-03-01").replace("8.214,", "8214,"));

    assertThat(again.value()).isEqualTo(Quantity.of(8214));
  }

  @Test
  void leavesOutColumnsWithoutNameAndValues() {
    assertThat(
            ReadFile.activity("member_id,date,metric,value,,\nann,2026-03-01,steps,5,,\n").value())
        .isEqualTo(Quantity.of(5));
  }

  @Test
  void rejectsAValueInAColumnWithoutName() {
    var read = ReadFile.activity("member_id,date,metric,value,\nann,2026-03-01,steps,5,lost\n");

    assertThat(read.errors()).containsExactly(RowError.WRONG_FIELD_COUNT);
    assertThat(read.rejections().getFirst().message()).contains("field 5 has 'lost'");
  }

  @Test
  void countsRowsThatDifferAndNamesTheFirst() {
    var differences = new Differences();
    for (int row = 0; row < 20; row++) differences.add(2 + row, entry("ann", row % 2 == 0 ? 5 : 6));
    differences.add(22, entry("bob", 7));

    assertThat(differences.count()).isEqualTo(10);
    assertThat(differences.samples()).hasSize(Differences.SAMPLES_MAX);
    assertThat(differences.samples().getFirst().text())
        .isEqualTo("lines 2 and 3, steps of 'ann' on 2026-03-01: 5 and 6");
  }

  @Test
  void findsNoDifferenceInRowsThatSayTheSame() {
    var differences = new Differences();
    differences.add(0, entry("ann", 5));
    differences.add(1, entry("ann", 5));

    assertThat(differences.count()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.02611E+11", "2,02611E+11", "1E5", "1e10"})
  void tellsAnIdThatASpreadsheetShortened(String id) {
    assertThat(explained(id, Optional.empty())).contains("a number that a spreadsheet shortened");
  }

  @Test
  void asksForTheIdWithItsZeros() {
    assertThat(explained("382", Optional.of(new MemberId("000382"))))
        .contains("did you mean 000382?");
  }

  @ParameterizedTest(name = "{0} was perhaps {1}")
  @CsvSource({"382, 000382", "000382, 382", "00042, 42", "7, 000000000007"})
  void thinksOfIdsWithAndWithoutZeros(String id, String other) {
    assertThat(SpreadsheetIds.before(new MemberId(id))).contains(new MemberId(other));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann", "m-17", "1234567890123"})
  void thinksOfNoOtherIdWhereNoZerosAreLost(String id) {
    assertThat(SpreadsheetIds.before(new MemberId(id))).isEmpty();
  }

  private static String explained(String id, Optional<MemberId> similar) {
    return MEMBERSHIP.explain(RowError.UNKNOWN_MEMBER, entry(id, 5), similar).message();
  }

  private static ActivityEntry entry(String member, long value) {
    return new ActivityEntry(
        new MemberId(member),
        LocalDate.of(2026, 3, 1),
        new MetricId("steps"),
        Quantity.of(value),
        Instant.parse("2026-03-01T12:00:00Z"),
        SOURCE);
  }
}
