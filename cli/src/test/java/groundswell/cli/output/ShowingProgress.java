package groundswell.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.cli.session.Environment;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShowingProgress {
  private final StringWriter err = new StringWriter();
  private Instant now = Instant.EPOCH;

  @Test
  void isABarThatEndsAtTheEnd() {
    try (var progress = progress(true)) {
      progress.update(0, 0);
      progress.update(46_000_000, 50_000_000);
      progress.complete();
    }

    assertThat(err.toString()).contains("sending", "MB").doesNotContain("?%", "\u001b[");
    assertThat(err.toString().strip().lines().toList()).last().asString().contains("100%", "50/50");
  }

  @Test
  void isALineNowAndThenInALog() {
    try (var progress = progress(false)) {
      for (int second = 0; second <= 25; second++) {
        now = Instant.EPOCH.plusSeconds(second);
        progress.update(second, 50);
      }
      progress.complete();
    }

    assertThat(err.toString().lines())
        .containsExactly("sending: 20 %", "sending: 40 %", "sending: 100 %");
  }

  @Test
  void isNothingInALogIfItEndsSoon() {
    try (var progress = progress(false)) {
      progress.update(1, 2);
      progress.complete();
    }

    assertThat(err.toString()).isEmpty();
  }

  @Test
  void doesNotClaimAnEndThatWasNotReached() {
    try (var progress = progress(false)) {
      now = Instant.EPOCH.plusSeconds(60);
      progress.update(1, 2);
    }

    assertThat(err.toString().lines()).containsExactly("sending: 50 %");
  }

  private ProgressIndicator progress(boolean interactive) {
    var environment =
        new Environment(
            new PrintWriter(err),
            new PrintWriter(err, true),
            interactive,
            Map.of("NO_COLOR", "1"),
            () -> now,
            _ -> {},
            () -> "",
            () -> "");
    return ProgressIndicator.of(environment, "sending", "bytes");
  }
}
