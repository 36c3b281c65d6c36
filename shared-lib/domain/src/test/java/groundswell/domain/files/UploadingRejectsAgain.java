package groundswell.domain.files;

import static groundswell.domain.files.ReadFile.HEADER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.arbitrary;
import static org.quicktheories.generators.SourceDSL.lists;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class UploadingRejectsAgain {
  private static final List<String> BROKEN =
      List.of(
          "ann,2026-02-30,steps,1,,",
          "ann,2026-03-19,steps,\"1,,",
          "ann,2026-03-19,steps,1,,\"a\"\"",
          "ann,2026-03-19,\"no\nmetric\",1,,",
          "ann,2026-03-19,steps",
          "ann,2026-03-19,steps,1,,,,,,",
          "\"",
          "\"\"\"",
          "17,bad-date,\"x\",\"y\"",
          "\"a,b\",2026-03-19,steps,\"say \"\"9\"\"\",,");

  @Test
  void writesTheRowAsItCameThenWhereAndWhatIsWrong() {
    var read = ReadFile.activity(HEADER + "ann,2026-03-19,steps,1,,\nann , 2026-02-30,steps,1,,\n");

    assertThat(read.rejects())
        .isEqualTo(
            """
            member_id,date,metric,value,recorded_at,source,line,error,field,message
            ann , 2026-02-30,steps,1,,,3,bad-date,"date","'2026-02-30' is not in the calendar; correct the day"
            """);
  }

  @Test
  void takesCorrectedRowsAsTheyAre() {
    var rejects = ReadFile.activity(HEADER + String.join("\n", BROKEN.getFirst(), "")).rejects();

    var corrected = ReadFile.activity(rejects.replace("2026-02-30", "2026-02-28"));

    assertThat(corrected.entry().day()).hasToString("2026-02-28");
  }

  @Test
  void takesRowsWhoseTrailingColumnsWereRemovedOrWrittenAnew() {
    var header = HEADER.strip() + ",line,error,field,message\n";

    var read =
        ReadFile.activity(
            header
                + "ann,2026-03-18,steps,1,,\n"
                + "ann,2026-03-19,steps,1,,,3,bad-date,date,was wrong\n");

    assertThat(read.errors()).isEmpty();
    assertThat(read.entries()).hasSize(2);
  }

  @Test
  void givesTheSameRejectsForRowsThatWereNotCorrected() {
    qt().forAll(
            lists().of(arbitrary().pick(BROKEN)).ofSizeBetween(0, 8),
            arbitrary().pick(List.of("\n", "\r\n")),
            arbitrary().pick(List.of(",", ";", "\t")))
        .checkAssert(
            (rows, lineEnd, delimiter) -> {
              var file = HEADER.strip() + "\n" + String.join("\n", rows) + "\n";
              var first = ReadFile.activity(file.replace("\n", lineEnd).replace(",", delimiter));

              var second = ReadFile.activity(first.rejects());
              var third = ReadFile.activity(second.rejects());

              assertThat(second.errors()).isEqualTo(first.errors());
              assertThat(third.rejects()).isEqualTo(second.rejects());
              assertThat(withoutLines(second.rejects())).isEqualTo(withoutLines(first.rejects()));
            });
  }

  @Test
  void keepsTheByteOrderMarkAndBytesThatAreNotUtf8() {
    byte[] file = ("\ufeff" + HEADER + "z?rich,2026-03-19,steps,1,,\n").getBytes(UTF_8);
    for (int i = 0; i < file.length; i++) if (file[i] == '?') file[i] = (byte) 0xfc;

    var read = ReadFile.activity(file, Optional.empty());

    assertThat(read.errors()).containsExactly(RowError.BAD_ENCODING);
    assertThat(read.rejects()).startsWith("\ufeffmember_id,").contains("\nz\ufffdrich,");
  }

  private static String withoutLines(String rejects) {
    return rejects
        .lines()
        .map(
            line ->
                line.replaceFirst(
                    "([,;\t])[0-9]+([,;\t][a-z-]+[,;\t]\"[^\"]*\"[,;\t]\"[^\"]+\")$", "$1$2"))
        .collect(Collectors.joining("\n"));
  }
}
