package groundswell.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingTimes {
  private final InstantSource noon = InstantSource.fixed(Instant.parse("2026-03-10T12:00:00Z"));

  @Test
  void takesATimeOrHowLongAgoItWas() {
    assertThat(Moment.of("2026-03-01T00:00:00Z").at(noon)).isEqualTo("2026-03-01T00:00:00Z");
    assertThat(Moment.of("90s").at(noon)).isEqualTo("2026-03-10T11:58:30Z");
    assertThat(Moment.of("15m").at(noon)).isEqualTo("2026-03-10T11:45:00Z");
    assertThat(Moment.of("2h").at(noon)).isEqualTo("2026-03-10T10:00:00Z");
    assertThat(Moment.of("7d").at(noon)).isEqualTo("2026-03-03T12:00:00Z");
  }

  @Test
  void refusesWhatIsNeither() {
    for (var wrong : List.of("", "2", "h", "-1h", "1w", "2026-03-01", "9999999d"))
      assertThatThrownBy(() -> Moment.of(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("such as 2h");
  }
}
