package groundswell.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MemberSegment;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

class WritingMembersIntoPaths {
  @Test
  void leavesACommonIdAsItIs() {
    assertThat(MemberSegment.of(new MemberId("ann@example.org"))).isEqualTo("ann@example.org");
  }

  @Test
  void escapesWhatWouldDivideOrEndThePath() {
    assertThat(MemberSegment.of(new MemberId("a/b"))).isEqualTo("~YS9i");
    assertThat(MemberSegment.of(new MemberId("~ann"))).startsWith("~").isNotEqualTo("~ann");
  }

  @Test
  void givesEveryIdBackAndNeedsNoFurtherEscaping() {
    qt().forAll(lists().of(characters()).ofSizeBetween(1, 60))
        .as(characters -> "a" + String.join("", characters))
        .checkAssert(
            text -> {
              var member = new MemberId(text);
              var segment = MemberSegment.of(member);
              assertThat(segment).matches("[A-Za-z0-9._@~-]+");
              assertThat(MemberSegment.parse(segment)).isEqualTo(member);
            });
  }

  private static Gen<String> characters() {
    return integers()
        .between(' ', Character.MAX_CODE_POINT)
        .map(point -> Text.isSeen(point) ? Character.toString(point) : "/");
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
