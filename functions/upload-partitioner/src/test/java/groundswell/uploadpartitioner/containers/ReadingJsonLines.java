package groundswell.uploadpartitioner.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import groundswell.domain.files.FileError;
import groundswell.domain.files.FileRefused;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingJsonLines {
  private static final String GOOD =
      "{\"member_id\":\"ann\",\"date\":\"2026-03-02\",\"metric\":\"steps\",\"value\":8214}\n";

  @Test
  void readsAnObjectOnEachLine() {
    var read =
        read(
            "\ufeff"
                + GOOD
                + "\n"
                + "{\"value\":1.5e2,\"metric\":\"steps\",\"date\":\"2026-03-03\",\"member_id\":\"zo\\u00e9\",\"source\":null}\r\n");

    assertThat(read.fates())
        .containsExactly("1 ann 2026-03-02 steps 8214", "3 zoé 2026-03-03 steps 150");
    assertThat(read.notes()).containsExactly("1 empty row was left out");
  }

  @Test
  void takesTheNamesOfAllLinesAsColumns() {
    var read =
        read(
            GOOD
                + GOOD.replace("\"ann\"", "\"ben\",\"source\":\"Watch, \\\"2\\\"\"")
                + "{\"date\":\"2026-03-02\"}\n");

    assertThat(read.fates())
        .containsExactly(
            "1 ann 2026-03-02 steps 8214", "2 ben 2026-03-02 steps 8214", "3 missing-value");
    assertThat(read.rejectsText())
        .startsWith(
            "\ufeff\"member_id\",\"date\",\"metric\",\"value\",\"source\",\"line\",\"error\",\"field\",\"message\"\n"
                + ",\"2026-03-02\",,,,3,missing-value,");
  }

  @Test
  void rejectsALineThatIsNoObjectOfPlainValues() {
    var read =
        read(
            GOOD
                + "{\"member_id\":\"ann\",\"member_id\":\"ben\"}\n"
                + "{\"member_id\":[1]}\n"
                + "{\"member_id\":{\"id\":1}}\n"
                + "no json, \"at\" all\n"
                + GOOD.strip()
                + " 1\n"
                + "{\"member_id\":\"ann\n"
                + "7\n");

    assertThat(read.fates())
        .containsExactly(
            "1 ann 2026-03-02 steps 8214",
            "2 bad-json",
            "3 bad-json",
            "4 bad-json",
            "5 bad-json",
            "6 bad-json",
            "7 bad-json",
            "8 bad-json");
  }

  @Test
  void rejectsALineLongerThanTheLimit() {
    var read = read(GOOD + "{\"member_id\":\"" + "x".repeat(Lines.BYTES_MAX) + "\"}\n" + GOOD);

    assertThat(read.fates())
        .containsExactly(
            "1 ann 2026-03-02 steps 8214", "2 over-long-line", "3 ann 2026-03-02 steps 8214");
  }

  @Test
  void refusesMoreNamesThanTheLimit() {
    var names =
        IntStream.rangeClosed(0, 256)
            .mapToObj("\"n%d\":1"::formatted)
            .collect(Collectors.joining(","));

    assertThat(refusal("{" + names + "}\n").error()).isEqualTo(FileError.TOO_MANY_COLUMNS);
  }

  @Test
  void saysOfAVendorsJsonWhichExportToTake() {
    assertThat(refusal("[{\"dateTime\":\"11/21/26 00:01:00\",\"value\":\"12\"}]").reason())
        .startsWith("This is Fitbit's JSON");
    assertThat(refusal("{\n  \"data\": {\n \"metrics\": []}}").reason())
        .startsWith("This is JSON of Health Auto Export");
    assertThat(refusal("[{\"sportDataUserData\":[]}]").reason()).startsWith("This is Huawei");
    assertThat(refusal("{\"summary\":{\"stepCount\":1}}").reason()).startsWith("This is Polar");
    assertThat(refusal("[[1,2]]").reason()).startsWith("This is JSON, but not one object");
  }

  private static ReadTable read(String text) {
    return ReadTable.of(text.getBytes(UTF_8));
  }

  private static FileRefused refusal(String text) {
    var refusal = catchThrowableOfType(FileRefused.class, () -> read(text));
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e99999999999", "-1E-99999999999", "1e2147483648", "1e2147483647", "1e31"})
  void rejectsANumberWithAHugeExponent(String number) {
    assertThat(read(GOOD.replace("8214", number) + GOOD).fates())
        .containsExactly("1 not-a-number", "2 ann 2026-03-02 steps 8214");
  }

  @Test
  void readsNumbersPlainlyAndTextsAsTheMappingSays() {
    var lines =
        """
        {"Nr":"ann","Tag":"2026-03-02","km":8.214}
        {"Nr":"ann","Tag":"2026-03-03","km":"8,21"}
        """;

    assertThat(
            ReadTable.of(lines.getBytes(UTF_8), "member_id=Nr; date=Tag; metric:distance_km=km")
                .fates())
        .containsExactly("1 ann 2026-03-02 distance_km 8.214", "2 ann 2026-03-03 distance_km 8.21");
  }
}
