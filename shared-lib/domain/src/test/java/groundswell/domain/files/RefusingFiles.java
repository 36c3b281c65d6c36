package groundswell.domain.files;

import static groundswell.domain.files.ReadFile.HEADER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class RefusingFiles {
  private static final String ROW = "ann,2026-03-19,steps,1,,\n";

  @Test
  void refusesAnEmptyFile() {
    assertRefused(FileError.EMPTY_FILE, "");
    assertRefused(FileError.EMPTY_FILE, "\ufeff");
    assertRefused(FileError.EMPTY_FILE, "\n\n");
  }

  @Test
  void refusesWhatIsNotText() {
    assertRefused(FileError.NOT_TEXT, new byte[] {(byte) 0xff, (byte) 0xd8, 7, 'x', '\n'});
    assertRefused(FileError.NOT_TEXT, "member_id\0,date\n");
  }

  @Test
  void refusesAFileWithoutAHeader() {
    assertRefused(FileError.NO_HEADER, ROW);
    assertRefused(FileError.NO_HEADER, "\"member_id,date\n");
  }

  @Test
  void refusesAHeaderWithMissingUnknownOrDoubledColumns() {
    assertRefused(FileError.MISSING_COLUMN, "member_id,date,metric\n");
    assertRefused(FileError.UNKNOWN_COLUMN, "member_id,date,metric,value,comment\n");
    assertRefused(FileError.DUPLICATE_COLUMN, "member_id,date,metric,value,date\n");
  }

  @Test
  void showsTheLineThatIsNoHeader() {
    assertThat(refusal(ROW.getBytes(UTF_8), Optional.empty()).reason())
        .startsWith("the first line is 'ann,2026-03-19,steps,1,,', but it must be a header with");
  }

  @Test
  void saysWhichMissingColumnsTheMappingCanReplace() {
    assertThatThrownBy(() -> ReadFile.members("member_id,display_name,team,challenges\n"))
        .hasMessageContaining("column 'time_zone' is missing")
        .hasMessageEndingWith("give all rows one value: time_zone='VALUE', or none: time_zone=''");
    assertThat(refusal("member_id,metric,value\n".getBytes(UTF_8), Optional.empty()).reason())
        .contains("column 'date' is missing")
        .endsWith("a file must have member_id, date, metric, value");
  }

  @Test
  void namesTheColumnsThatAMappingMayFitUpToALimit() {
    assertThat(refusal("Nr;Tag;;Wert\n".getBytes(UTF_8), Optional.empty()).columns())
        .containsExactly("Nr", "Tag", "", "Wert");
    var within = "a".repeat(FileReading.COLUMNS_LENGTH_MAX - 1);
    assertThat(refusal((within + ",b\n").getBytes(UTF_8), Optional.empty()).columns())
        .containsExactly(within, "b");
    assertThat(refusal((within + ",bc\n").getBytes(UTF_8), Optional.empty()).columns()).isEmpty();
    assertThat(refusal("\"a,b\n".getBytes(UTF_8), Optional.empty()).columns()).isEmpty();
  }

  @Test
  void refusesMoreColumnsThanTheLimit() {
    var columns =
        IntStream.rangeClosed(0, CsvRow.COLUMNS_MAX)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(","));

    assertRefused(FileError.TOO_MANY_COLUMNS, columns + "\n");
    assertRefused(FileError.TOO_MANY_COLUMNS, columns + "," + columns + "\n");
  }

  @Test
  void refusesAHeaderLongerThanTheLimit() {
    assertRefused(FileError.OVER_LONG_HEADER, "x".repeat(CsvReader.LINE_BYTES_MAX + 1) + "\n");
  }

  @Test
  void refusesADamagedGzipFile() throws IOException {
    var whole = gzip((HEADER + ROW.repeat(1_000)).getBytes(UTF_8));

    assertRefused(FileError.CORRUPT_GZIP, Arrays.copyOf(whole, whole.length - 10));
    whole[whole.length / 2] ^= 0x55;
    assertRefused(FileError.CORRUPT_GZIP, whole);
    assertRefused(FileError.CORRUPT_GZIP, new byte[] {0x1f, (byte) 0x8b, 0, 0});
  }

  @Test
  void readsAllMembersOfAGzipFileAndRefusesWhatFollowsThem() throws IOException {
    var first = gzip(HEADER.getBytes(UTF_8));
    var second = gzip(ROW.getBytes(UTF_8));

    assertThat(ReadFile.activity(joined(first, second), Optional.empty()).entries()).hasSize(1);
    assertThat(ReadFile.activity(joined(first, second, new byte[10]), Optional.empty()).entries())
        .hasSize(1);
    for (var more :
        List.of(
            ROW.getBytes(UTF_8),
            new byte[] {0x1f},
            new byte[] {0, 0, 1},
            joined(new byte[10], second),
            flipped(second, 2),
            flipped(second, second.length - 5),
            flipped(second, second.length - 1),
            Arrays.copyOf(second, second.length - 1),
            Arrays.copyOf(second, 9))) {
      assertRefused(FileError.CORRUPT_GZIP, joined(first, more));
    }
  }

  private static byte[] flipped(byte[] bytes, int at) {
    var flipped = bytes.clone();
    flipped[at] ^= 1;
    return flipped;
  }

  private static byte[] joined(byte[]... parts) {
    var joined = new ByteArrayOutputStream();
    for (var part : parts) joined.writeBytes(part);
    return joined.toByteArray();
  }

  @Test
  void refusesAFileThatUnpacksToFarMoreThanItsSize() throws IOException {
    var bomb = gzip((HEADER + "\n".repeat(4 * Gunzip.RATIO_FROM_BYTES)).getBytes(UTF_8));

    assertRefused(FileError.EXPANDS_TOO_FAR, bomb);
  }

  @Test
  void refusesAFileThatUnpacksToMoreThanTheLimit() throws IOException {
    var file = gzip(HEADER.getBytes(UTF_8));

    try (var within = Gunzip.ifPacked(new ByteArrayInputStream(file), HEADER.length())) {
      assertThat(within.readAllBytes()).asString(UTF_8).isEqualTo(HEADER);
    }
    try (var beyond = Gunzip.ifPacked(new ByteArrayInputStream(file), HEADER.length() - 1)) {
      assertThatThrownBy(beyond::readAllBytes)
          .asInstanceOf(type(FileRefused.class))
          .extracting(FileRefused::error)
          .isEqualTo(FileError.EXPANDS_TOO_FAR);
    }
  }

  @Test
  void refusesAMappingThatMakesNoSense() {
    assertThat(refusal(HEADER.getBytes(UTF_8), Optional.of("member_id")).error())
        .isEqualTo(FileError.BAD_MAPPING);
  }

  private static void assertRefused(FileError error, String text) {
    assertRefused(error, text.getBytes(UTF_8));
  }

  private static void assertRefused(FileError error, byte[] bytes) {
    var refusal = refusal(bytes, Optional.empty());

    assertThat(refusal.error()).as(refusal.reason()).isEqualTo(error);
  }

  private static FileRefused refusal(byte[] bytes, Optional<String> mapping) {
    var refusal = catchThrowableOfType(FileRefused.class, () -> ReadFile.activity(bytes, mapping));
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }
}
