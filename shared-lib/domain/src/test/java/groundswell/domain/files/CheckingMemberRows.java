package groundswell.domain.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.members.Profile;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckingMemberRows {
  private static final String HEADER = "member_id,display_name,team,time_zone,challenges\n";
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void readsARow() {
    var read = ReadFile.members(HEADER + "ann,Ann,Blue,Europe/Berlin,b|a\n", "a", "b");

    assertThat(read.entries())
        .containsExactly(
            new MemberEntry(
                new MemberId("ann"),
                new Profile("Ann", Optional.of("Blue"), BERLIN),
                List.of(new ChallengeId("a"), new ChallengeId("b"))));
  }

  @Test
  void takesAMemberWithoutTeamAndChallenges() {
    var read = ReadFile.members(HEADER + "ann,Ann,,Europe/Berlin,\n");

    assertThat(read.entries())
        .containsExactly(
            new MemberEntry(
                new MemberId("ann"), new Profile("Ann", Optional.empty(), BERLIN), List.of()));
  }

  @Test
  void takesValuesFromTheMapping() {
    var read =
        ReadFile.members(
            "Id,Name\nann,Ann\n",
            Optional.of(
                "member_id=Id; display_name=Name; team='Blue'; time_zone='Europe/Berlin';"
                    + " challenges='a'"),
            "a");

    assertThat(read.entries())
        .containsExactly(
            new MemberEntry(
                new MemberId("ann"),
                new Profile("Ann", Optional.of("Blue"), BERLIN),
                List.of(new ChallengeId("a"))));
  }

  @Test
  void takesNoValueWhereTheMappingSaysSo() {
    var read =
        ReadFile.members(
            "Id,Name,team\nann,Ann,Blue\n",
            Optional.of("member_id=Id; display_name=Name; team=''; time_zone=''; challenges=''"));

    assertThat(read.entries())
        .containsExactly(
            new MemberEntry(
                new MemberId("ann"),
                new Profile("Ann", Optional.empty(), Optional.empty()),
                List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"member_id=''", "display_name=''", "title=''", "missing=''"})
  void needsAValueInTheMappingForAllElse(String part) {
    assertThatThrownBy(() -> Mapping.parse(FileKind.MEMBERS, part))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be one text between two '");
  }

  @ParameterizedTest(name = "{0} is {1} in {2}")
  @CsvSource(
      delimiterString = " => ",
      textBlock =
          """
          ,Ann,Blue,UTC,a => MISSING_VALUE => member_id
          ann,,Blue,UTC,a => MISSING_VALUE => display_name
          ann,Ann,Blue,Mars/Base,a => BAD_TIME_ZONE => time_zone
          ann,Ann,Blue,+14:01,a => BAD_TIME_ZONE => time_zone
          ann,Ann,Blue,-13:00,a => BAD_TIME_ZONE => time_zone
          '" ",Ann,Blue,UTC,a' => MISSING_VALUE => member_id
          evil\ufffe,Ann,Blue,UTC,a => BAD_MEMBER_ID => member_id
          'ann," ",Blue,UTC,a' => MISSING_VALUE => display_name
          ann,A\u202en,Blue,UTC,a => BAD_NAME => display_name
          ann,\u200b,Blue,UTC,a => BAD_NAME => display_name
          ann,Ann,Bl\uffffue,UTC,a => BAD_NAME => team
          ann,Ann,Blue,UTC,a|c => UNKNOWN_CHALLENGE => challenges
          ann,Ann,Blue,UTC,a| => UNKNOWN_CHALLENGE => challenges
          """)
  void rejects(String row, RowError error, String field) {
    var read = ReadFile.members(HEADER + row + "\n", "a", "b");

    assertThat(read.rejections())
        .singleElement()
        .satisfies(
            rejection -> {
              assertThat(rejection.error()).isEqualTo(error);
              assertThat(rejection.column()).isEqualTo(field);
            });
  }

  @Test
  void makesOneMemberAndOneTeamOfWhatLooksTheSame() {
    var read =
        ReadFile.members(
            HEADER
                + "zoe\u0308,Zo\u00eb,Blue\u00a0,UTC,a\n"
                + "zo\u00eb\u00a0,Zoe\u0308,\" Blue\",UTC,a\n"
                + "ann,Ann,\u00a0,UTC,\n",
            "a");

    assertThat(read.rejections()).isEmpty();
    assertThat(read.entries().get(0)).isEqualTo(read.entries().get(1));
    assertThat(((MemberEntry) read.entries().get(2)).profile().team()).isEmpty();
  }

  @Test
  void rejectsAnIdThatASpreadsheetShortened() {
    var read = ReadFile.members(HEADER + "2.02611E+11,Ann,,UTC,\n3e12,Bob,,UTC,\n");

    assertThat(read.errors()).containsExactly(RowError.BAD_MEMBER_ID);
    assertThat(read.rejections().getFirst().message())
        .contains("'2.02611E+11' is a number that a spreadsheet shortened");
    assertThat(read.entries()).hasSize(1);
  }
}
