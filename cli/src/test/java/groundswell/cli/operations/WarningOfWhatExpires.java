package groundswell.cli.operations;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.client.model.FailureGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WarningOfWhatExpires {
  private static final Instant NOW = Instant.parse("2026-03-20T12:00:00Z");

  @Test
  void namesTheFirstTimeAndHowManyGroupsItConcerns() {
    var text =
        FailureText.groups(List.of(expiringIn(4), expiringIn(2), expiringIn(9), group(null)), NOW);

    assertThat(text)
        .contains(
            "warning: open failures of 2 groups expire within 5 days, the first on"
                + " 2026-03-22T12:00:00Z: redrive or export them before then");
  }

  @Test
  void isLeftOutIfThereIsTime() {
    assertThat(FailureText.groups(List.of(expiringIn(6), group(null)), NOW))
        .contains("expires", "2026-03-26T12:00:00Z")
        .doesNotContain("warning");
  }

  private static FailureGroup expiringIn(int days) {
    return group(NOW.plus(Duration.ofDays(days)));
  }

  private static FailureGroup group(@Nullable Instant expiresAt) {
    return new FailureGroup(
        "6f5e08a61213",
        "queue:work",
        "worker",
        "fault",
        "Error",
        "Worker.work",
        "Work",
        "it cannot be",
        "0".repeat(32),
        expiresAt == null ? 0 : 1,
        0,
        1,
        0,
        List.of(),
        0,
        List.of(),
        NOW.minusSeconds(9),
        NOW,
        "r1",
        "r1",
        expiresAt);
  }
}
