package groundswell.domain.files;

import static groundswell.domain.files.ReadFile.HEADER;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadingEncodings {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final String ROW = "m\u00fcller,2026-03-19,steps,1,,\n";
  private static final String ASCII = "ann,2026-03-19,steps,1,,\n";

  @Test
  void saysNothingOfUtf8WithOrWithoutAMark() {
    assertThat(notes((HEADER + ROW).getBytes(UTF_8))).isEmpty();
    assertThat(notes(("\ufeff" + HEADER + ROW).getBytes(UTF_8))).isEmpty();
    assertThat(notes((HEADER + ASCII).getBytes(UTF_8))).isEmpty();
  }

  @Test
  void readsUtf16ByItsMarkOrByItsZeroBytes() {
    for (var charset : List.of(UTF_16LE, UTF_16BE)) {
      assertThat(member(("\ufeff" + HEADER + ROW).getBytes(charset))).isEqualTo("m\u00fcller");
      assertThat(member((HEADER + ROW).getBytes(charset))).isEqualTo("m\u00fcller");
      assertThat(notes((HEADER + ROW).getBytes(charset)))
          .containsExactly("the file was read as %s, which its bytes show".formatted(charset));
    }
  }

  @Test
  void assumesWindows1252AndSaysSo() {
    var file = (HEADER + ASCII.repeat(10_000) + ROW).getBytes(WINDOWS_1252);

    var read = ReadFile.activity(file, Optional.empty());

    assertThat(read.entries()).hasSize(10_001);
    assertThat(((ActivityEntry) read.entries().getLast()).member()).hasToString("m\u00fcller");
    assertThat(read.notes())
        .singleElement()
        .asString()
        .startsWith(
            "the file is not UTF-8 and does not say how it is written, so it was read as windows-1252");
  }

  @Test
  void readsTheEncodingOfAMappingThatIsRecognised() {
    var own =
        NamedMappings.own(
            FileKind.ACTIVITY,
            "our-clock",
            "member_id=Nr; date=Tag:yyyy-MM-dd; metric:steps=Schritte:0; encoding=windows-1250");
    var file = "Nr,Tag,Schritte\n\u0159eho\u0159,2026-03-19,1\n";

    var read =
        ReadFile.activity(
            file.getBytes(Charset.forName("windows-1250")),
            Optional.empty(),
            new NamedMappings(List.of(own)));

    assertThat(read.entry().member()).hasToString("\u0159eho\u0159");
    assertThat(read.notes())
        .containsExactly("the file was read as windows-1250, as encoding= says");
  }

  @Test
  void rejectsTheFewRowsThatAreNotUtf8InAFileThatIs() {
    var good = (HEADER + ROW.repeat(3)).getBytes(UTF_8);
    var file = java.util.Arrays.copyOf(good, good.length + ROW.length());
    System.arraycopy(ROW.getBytes(WINDOWS_1252), 0, file, good.length, ROW.length());

    var read = ReadFile.activity(file, Optional.empty());

    assertThat(read.entries()).hasSize(3);
    assertThat(read.errors()).containsExactly(RowError.BAD_ENCODING);
    assertThat(read.notes())
        .containsExactly("the file is UTF-8, but some of its rows are not; those are rejected");
  }

  @Test
  void readsTheEncodingThatTheUploaderNames() {
    var file =
        (HEADER + "\u0159eho\u0159,2026-03-19,steps,1,,\n")
            .getBytes(Charset.forName("windows-1250"));

    var read = ReadFile.activity(file, Optional.of("encoding=windows-1250"));

    assertThat(read.entry().member()).hasToString("\u0159eho\u0159");
    assertThat(read.notes())
        .containsExactly("the file was read as windows-1250, as encoding= says");
    assertThat(
            ReadFile.activity(read.rejects().getBytes(UTF_8), Optional.of("encoding=windows-1250"))
                .errors())
        .isEmpty();
  }

  @Test
  void readsEveryEncodingThatItNames() {
    for (var name : Encoding.NAMES) assertThat(Encoding.named(name)).as(name).isNotNull();
    for (var wrong : List.of("encoding=latin", "encoding=", "encoding=utf-8;encoding=utf-8")) {
      var refusal =
          catchThrowableOfType(FileRefused.class, () -> ReadFile.activity(HEADER + ASCII, wrong));
      assertThat(refusal.error()).isEqualTo(FileError.BAD_MAPPING);
    }
  }

  @Test
  void rejectsWhatNoCharacterIsWrittenAs() {
    var file = (HEADER + "m\u0081ller,2026-03-19,steps,1,,\n" + ROW).getBytes(ISO_8859_1);

    var read = ReadFile.activity(file, Optional.empty());

    assertThat(read.errors()).containsExactly(RowError.BAD_MEMBER_ID);
    assertThat(read.rejections().getFirst().message()).contains("U+FFFD as character 2");
    assertThat(read.entries()).hasSize(1);
  }

  @Test
  void decidesTheSameHoweverCharactersFallBetweenBuffers() {
    for (int shift = 0; shift < 4; shift++) {
      var filler = "x".repeat(65_530 - HEADER.length() + shift);
      var census = new Utf8.Census();
      var text = filler + "\ud83c\udfc3".repeat(3);
      var bytes = text.getBytes(UTF_8);
      for (int from = 0; from < bytes.length; from += 7) {
        int count = Math.min(7, bytes.length - from);
        census.add(java.util.Arrays.copyOfRange(bytes, from, from + count), count);
      }
      assertThat(census.characters()).isEqualTo(3);
      assertThat(census.strays()).isZero();
    }
  }

  @Test
  void tellsWellFormedUtf8FromOtherBytes() {
    for (var wrong :
        List.of(
            "\u00c0\u0080",
            "\u00ed\u00a0\u0080",
            "\u00f5\u0080\u0080\u0080",
            "\u00e2\u0082",
            "\u0080"))
      assertThat(Utf8.isValid(wrong.getBytes(ISO_8859_1), 0, wrong.length())).as(wrong).isFalse();
    var right = "a\u00e9\u20ac\ud83c\udfc3\uffff".getBytes(UTF_8);
    assertThat(Utf8.isValid(right, 0, right.length)).isTrue();
  }

  private static String member(byte[] file) {
    return ReadFile.activity(file, Optional.empty()).entry().member().value();
  }

  private static List<String> notes(byte[] file) {
    return ReadFile.activity(file, Optional.empty()).notes();
  }
}
