package groundswell.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class ReadingTimes {
  private final TimeOption atNoon =
      new TimeOption(InstantSource.fixed(Instant.parse("2026-03-10T12:00:00Z")));

  @Test
  void takesATimeOrHowLongAgoItWas() {
    assertThat(atNoon.convert("2026-03-01T00:00:00Z")).isEqualTo("2026-03-01T00:00:00Z");
    assertThat(atNoon.convert("90s")).isEqualTo("2026-03-10T11:58:30Z");
    assertThat(atNoon.convert("15m")).isEqualTo("2026-03-10T11:45:00Z");
    assertThat(atNoon.convert("2h")).isEqualTo("2026-03-10T10:00:00Z");
    assertThat(atNoon.convert("7d")).isEqualTo("2026-03-03T12:00:00Z");
  }

  @Test
  void refusesWhatIsNeither() {
    for (var wrong : List.of("", "2", "h", "-1h", "1w", "2026-03-01", "9999999d"))
      assertThatThrownBy(() -> atNoon.convert(wrong))
          .isInstanceOf(TypeConversionException.class)
          .hasMessageContaining("such as 2h");
  }
}
