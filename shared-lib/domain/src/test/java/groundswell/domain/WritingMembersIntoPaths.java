package groundswell.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.strings;

import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MemberSegment;
import org.junit.jupiter.api.Test;

class WritingMembersIntoPaths {
  @Test
  void leavesACommonIdAsItIs() {
    assertThat(MemberSegment.of(new MemberId("ann@example.org"))).isEqualTo("ann@example.org");
  }

  @Test
  void escapesWhatWouldDivideOrEndThePath() {
    assertThat(MemberSegment.of(new MemberId("a/b"))).isEqualTo("~YS9i");
    assertThat(MemberSegment.of(new MemberId("~ann"))).startsWith("~").isNotEqualTo("~ann");
    assertThat(MemberSegment.of(new MemberId(".."))).startsWith("~");
  }

  @Test
  void givesEveryIdBackAndNeedsNoFurtherEscaping() {
    qt().forAll(strings().basicMultilingualPlaneAlphabet().ofLengthBetween(1, 80))
        .assuming(WritingMembersIntoPaths::isId)
        .checkAssert(
            text -> {
              var member = new MemberId(text);
              var segment = MemberSegment.of(member);
              assertThat(segment).matches("[A-Za-z0-9._@~-]+");
              assertThat(MemberSegment.parse(segment)).isEqualTo(member);
            });
  }

  private static boolean isId(String text) {
    try {
      return UTF_8.newEncoder().canEncode(new MemberId(text).value());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Test
  void readsAnIdThatIsNotEscaped() {
    assertThat(MemberSegment.parse("änne #1")).isEqualTo(new MemberId("änne #1"));
  }

  @Test
  void refusesWhatIsNoId() {
    assertThatThrownBy(() -> MemberSegment.parse("~a"))
        .hasMessageContaining("what follows ~ must be a member id in base64 for URLs");
    assertThatThrownBy(() -> MemberSegment.parse("~_w"))
        .hasMessageContaining("what follows ~ must be UTF-8");
    assertThatThrownBy(() -> MemberSegment.parse("~")).isInstanceOf(IllegalArgumentException.class);
  }
}
