package groundswell.domain.files;

import static groundswell.domain.files.ReadFile.HEADER;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Quantity;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckingActivityRows {
  @Test
  void readsARow() {
    var read =
        ReadFile.activity(
            HEADER + "ann,2026-03-19,calories,8123.5,2026-03-19T22:00:00+02:00,watch\n");

    assertThat(read.entry())
        .isEqualTo(
            new ActivityEntry(
                new MemberId("ann"),
                LocalDate.of(2026, 3, 19),
                new MetricId("calories"),
                new Quantity(8_123_500),
                Instant.parse("2026-03-19T20:00:00Z"),
                new SourceId("watch")));
  }

  @Test
  void takesAcceptedAtAndTheFileAsSourceWhereTheRowSaysNothing() {
    var read = ReadFile.activity(HEADER + "ann,2026-03-19,steps,1,,\n");

    assertThat(read.entry().saidAt()).isEqualTo(ReadFile.ACCEPTED_AT);
    assertThat(read.said().source()).isEqualTo(SourceId.FILE);
  }

  @Test
  void readsAFieldAsItLooksWithoutTheSpacesAroundIt() {
    var read =
        ReadFile.activity(
            HEADER.replace("date", "date\u00a0")
                + "\u3000ann\u00a0,2026-03-19\t,\u2009steps,\"\u00a08214\u202f\",2026-03-19T10:00:00Z\u00a0, My\u00a0Watch\u00a0\n");

    assertThat(read.entry().member()).isEqualTo(new MemberId("ann"));
    assertThat(read.said().value()).hasValue(Quantity.of(8214));
    assertThat(read.said().source().value()).isEqualTo("my watch");
  }

  @Test
  void readsTimesAsBrowsersWriteThem() {
    var read =
        ReadFile.activity(
            "Id,When,Steps\nada,\"3/18/2026, 9:04:00\u202fPM\",8214\nada,\"3/19/2026, 9:04:00 PM\",1\n",
            "member_id=Id; date=When:M/d/yyyy, h:mm:ss a; metric:steps=Steps");

    assertThat(read.rejections()).isEmpty();
    assertThat(read.entries()).hasSize(2);
  }

  @Test
  void showsInAMessageWhatCannotBeSeen() {
    var read =
        ReadFile.activity(
            HEADER + "ann,2026-03-19,steps,82\u200b14,,\nb\u200bb,2026-03-19,steps,1,,\n");

    assertThat(read.rejections())
        .extracting(Rejection::message)
        .satisfiesExactly(
            number -> assertThat(number).startsWith("'82<U+200B>14' is not a number"),
            id ->
                assertThat(id)
                    .isEqualTo(
                        "member id has U+200B as character 2, which cannot be seen; leave it out"));
  }

  @Test
  void takesColumnsInAnyOrderAndOptionalOnesOrNot() {
    var read = ReadFile.activity("value,metric,date,member_id\n5,steps,2026-03-19,ann\n");

    assertThat(read.said().value()).hasValue(Quantity.of(5));
  }

  @ParameterizedTest(name = "{0} is {1} in {2}")
  @CsvSource(
      delimiterString = " => ",
      textBlock =
          """
          ann,2026-02-30,steps,1,, => BAD_DATE => date
          ann,19.03.2026,steps,1,, => BAD_DATE => date
          ann,2026-03-22,steps,1,, => FUTURE_DATE => date
          ann,2025-02-12,steps,1,, => TOO_OLD => date
          ann,2026-03-19,stairs,1,, => UNKNOWN_METRIC => metric
          ann,2026-03-19,no metric,1,, => UNKNOWN_METRIC => metric
          ann,2026-03-19,steps,many,, => NOT_A_NUMBER => value
          ann,2026-03-19,steps,1e3,, => NOT_A_NUMBER => value
          ann,2026-03-19,steps,1.2345,, => TOO_MANY_DECIMALS => value
          ann,2026-03-19,steps,-1,, => NEGATIVE => value
          ann,2026-03-19,steps,-12345678901234,, => NEGATIVE => value
          ann,2026-03-19,steps,200001,, => BEYOND_LIMIT => value
          ann,2026-03-19,steps,12345678901234567890,, => BEYOND_LIMIT => value
          ann,2026-03-19,steps,1,yesterday, => BAD_RECORDED_AT => recorded_at
          ann,2026-03-19,steps,1,2026-03-19T10:00:00, => BAD_RECORDED_AT => recorded_at
          ann,2026-03-19,steps,1,-999999999-01-01T00:00:00Z, => BAD_RECORDED_AT => recorded_at
          ann,2026-03-19,steps,1,0000-01-01T00:00:00+01:00, => BAD_RECORDED_AT => recorded_at
          ann,2026-03-19,steps,1,2026-03-20T12:05:01Z, => FUTURE_RECORDED_AT => recorded_at
          ann,2026-03-19,steps,1,,my\u200bwatch => BAD_SOURCE => source
          ann,2026-03-19,steps,1,,.. => BAD_SOURCE => source
          \u200bann,2026-03-19,steps,1,, => BAD_MEMBER_ID => member_id
          ann\ufffe,2026-03-19,steps,1,, => BAD_MEMBER_ID => member_id
          \u202eann,2026-03-19,steps,1,, => BAD_MEMBER_ID => member_id
          ..,2026-03-19,steps,1,, => BAD_MEMBER_ID => member_id
          ,2026-03-19,steps,1,, => MISSING_VALUE => member_id
          ann,,steps,1,, => MISSING_VALUE => date
          ann,2026-03-19,,1,, => MISSING_VALUE => metric
          ann,2026-03-19,steps,,, => MISSING_VALUE => value
          '" ",2026-03-19,steps,1,,' => MISSING_VALUE => member_id
          \u00a0,2026-03-19,steps,1,, => MISSING_VALUE => member_id
          ann,2026-03-19,steps,1,,watch,more => WRONG_FIELD_COUNT => ''
          ann,2026-03-19,steps,1, => WRONG_FIELD_COUNT => ''
          'ann,2026-03-19,steps,"1,,' => BAD_QUOTING => ''
          'ann,2026-03-19,steps,"1"x,,' => BAD_QUOTING => ''
          """)
  void rejects(String row, RowError error, String field) {
    var read = ReadFile.activity(HEADER + row + "\n");

    assertThat(read.rejections())
        .singleElement()
        .satisfies(
            rejection -> {
              assertThat(rejection.error()).isEqualTo(error);
              assertThat(rejection.column()).isEqualTo(field);
              assertThat(rejection.message()).isNotBlank();
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      textBlock =
          """
          ann,2026-03-21,steps,1,, => the day that has begun in the first time zone
          ann,2025-02-13,steps,1,, => the last day of the back-entry limit
          ann,2026-03-19,steps,200000,, => the limit of the metric
          ann,2026-03-19,steps,0,, => nothing
          ann,2026-03-19,distance_km,1.1230,, => zeros after the third decimal
          ann,2026-03-19,steps,+7,, => a sign
          ann,2026-03-19,steps,1,2026-03-20T12:05:00Z, => five minutes of a wrong clock
          ann,2026-03-19,steps,1,2026-03-20t11:05:00.123456z, => small letters and fractions
          ann,2026-03-19,steps,1,2026-03-20 11:05:00+00:00, => a space before the time
          ann,2026-03-19,steps,1,0000-01-01T00:00:00Z, => a time long ago
          ann , 2026-03-19 , steps , 1 , , => spaces around fields
          'ann,2026-03-19,"steps","1","",' => quotes
          """)
  void takes(String row, String reason) {
    assertThat(ReadFile.activity(HEADER + row + "\n").errors()).as(reason).isEmpty();
  }

  @Test
  void rejectsARowThatIsNotUtf8AndGoesOn() {
    var rows = "z\u00fcrich,2026-03-19,steps,1,,\nann,2026-03-19,steps,1,,\n";

    var read =
        ReadFile.activity((HEADER + rows).getBytes(ISO_8859_1), Optional.of("encoding=utf-8"));

    assertThat(read.errors()).containsExactly(RowError.BAD_ENCODING);
    assertThat(read.entries()).hasSize(1);
  }

  @Test
  void saysWhatWasWrongAndWhatWouldBeRight() {
    var read = ReadFile.activity(HEADER + "ann,2026-03-19,stairs,1,,\n");

    assertThat(read.rejections().getFirst().message())
        .contains("'stairs'")
        .contains("active_minutes, calories, distance_km, floors, sleep_hours, steps, water_ml");
  }

  @Test
  void losesNoMoreThanTheLineOfAStrayQuote() {
    var read =
        ReadFile.activity(
            HEADER
                + "ann,2026-03-18,steps,\"1,,\n"
                + "ann,2026-03-19,steps,2,,\n"
                + "bob,2026-03-18,steps,\"3,,\n"
                + "bob,2026-03-19,steps,4,,\n");

    assertThat(read.errors()).containsExactly(RowError.BAD_QUOTING, RowError.BAD_QUOTING);
    assertThat(read.entries()).hasSize(2);
  }
}
