package groundswell.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.SourceId;
import groundswell.domain.members.Profile;
import java.text.Normalizer;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GivingIdsAndNames {
  @Test
  void keepsOfAllCodePointsWhatCanBeSeenAndNamesTheOthers() {
    IntStream.rangeClosed(Character.MIN_CODE_POINT, Character.MAX_CODE_POINT)
        .forEach(GivingIdsAndNames::checkBetweenLetters);
  }

  private static void checkBetweenLetters(int point) {
    var text = "a" + Character.toString(point) + "b";
    if (!Text.isSeen(point)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new MemberId(text))
          .withMessageStartingWith("member id has U+%04X as character 2, which ".formatted(point));
      return;
    }
    var id = new MemberId(text);
    assertThat(new String(id.value().getBytes(UTF_8), UTF_8)).isEqualTo(id.value());
    assertThat(Normalizer.isNormalized(id.value(), Normalizer.Form.NFC)).isTrue();
    assertThat(new MemberId(id.value())).isEqualTo(id);
    assertThat(name(text)).isEqualTo(id.value());
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 9, 0x1B, 0x7F, 0x85, 0xAD, 0x34F, 0x61C, 0x115F, 0x200B, 0x200D, 0x200E, 0x2028, 0x202E,
        0x2066, 0x2800, 0x3164, 0xD800, 0xDFFF, 0xFDD0, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFFD, 0xFFFE,
        0xFFFF, 0x1FFFE, 0xE0041, 0x10FFFF
      })
  void doesNotSeeControlsHalvesNoncharactersAndSignsOfDirection(int point) {
    assertThat(Text.isSeen(point)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"m-1", "zoë", "山田 太郎", "Ada Lovelace", "a/b?c#d", "𝒜", "🏃", "=cmd|'/C calc'!A0"})
  void takesWhatPeopleWrite(String text) {
    assertThat(new MemberId(text).value()).isEqualTo(text);
    assertThat(name(text)).isEqualTo(text);
  }

  @Test
  void makesOneMemberOfTextsThatLookTheSame() {
    assertThat(new MemberId("zoe\u0308")).isEqualTo(new MemberId("zo\u00EB"));
    assertThat(new MemberId("bob\u00A0")).isEqualTo(new MemberId("bob"));
    assertThat(new MemberId("\u3000\t bob\u2009\r\n")).isEqualTo(new MemberId("bob"));
    assertThat(new MemberId("ann\u00A0lee")).isEqualTo(new MemberId("ann lee"));
    assertThat(name("Blue\u202F")).isEqualTo("Blue");
  }

  @Test
  void letsNamesHaveTheJoinersThatScriptsAndEmojiNeed() {
    var family = "👩\u200D❤\uFE0F\u200D👨";
    var persian = "می\u200Cخواهم";

    assertThat(name(family)).isEqualTo(family);
    assertThat(name(persian)).isEqualTo(persian);
    assertThatIllegalArgumentException().isThrownBy(() -> name("An\u200Cn"));
    assertThatIllegalArgumentException().isThrownBy(() -> name("Ann\uFE0F"));
    assertThatIllegalArgumentException().isThrownBy(() -> name("می\u200C"));
    assertThatIllegalArgumentException().isThrownBy(() -> name("👩\u200D\u200D👨"));
    assertThatIllegalArgumentException().isThrownBy(() -> new MemberId(family));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u00A0", "\u3000\t", ".", "..", " ... ", "\u200B"})
  void refusesWhatIsNothingToLookAt(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new MemberId(text));
    assertThatIllegalArgumentException().isThrownBy(() -> name(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "..", "-", "_._", "a b", "ä", ""})
  void asksForALetterOrDigitInShortIds(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChallengeId(text))
        .withMessageContaining("with a letter or digit among them");
  }

  @Test
  void countsTheBytesOfAnIdAsItIsStored() {
    assertThat(new MemberId("ë".repeat(128)).value()).hasSize(128);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MemberId("ë".repeat(128) + "a"))
        .withMessage("member id is longer than 256 bytes");
  }

  @ParameterizedTest
  @CsvSource({
    "Apple Watch,apple watch",
    "' Garmin Connect',garmin connect",
    "Handy (manuell),handy (manuell)"
  })
  void takesASourceAsDevicesNameThemselves(String text, String kept) {
    assertThat(new SourceId(text).value()).isEqualTo(kept);
  }

  @Test
  void limitsASource() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SourceId("s".repeat(SourceId.BYTES_MAX + 1)))
        .withMessage("source is longer than 64 bytes");
  }

  @Test
  void showsAllCodePointsWithoutAnOrderToATerminal() {
    IntStream.rangeClosed(Character.MIN_CODE_POINT, Character.MAX_CODE_POINT)
        .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
        .mapToObj(Character::toString)
        .map(Text::shown)
        .forEach(shown -> assertThat(shown.codePoints().allMatch(Text::isSeen)).isTrue());
    assertThat(Text.shown("a\u001B[2J\r\n\u202Eb"))
        .isEqualTo("a<U+001B>[2J<U+000D><U+000A><U+202E>b");
  }

  private static String name(String text) {
    return new Profile(text, Optional.empty(), ZoneOffset.UTC).displayName();
  }
}
