package groundswell.platform.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.platform.testing.LocalSqs;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestEnvironment;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackingOff {
  @Test
  void waitsAtLeastASecondAndAtMostTheDoubledBaseOfEachReceive() {
    var backOff = withBase("4");

    assertThat(IntStream.range(0, 200).map(_ -> backOff.secondsAfter(1)))
        .allMatch(seconds -> seconds >= 1 && seconds <= 4)
        .contains(1, 4);
    assertThat(IntStream.range(0, 500).map(_ -> backOff.secondsAfter(4)))
        .allMatch(seconds -> seconds >= 1 && seconds <= 32)
        .anyMatch(seconds -> seconds > 28);
  }

  @Test
  void neverWaitsLongerThanAQuarterOfAnHour() {
    var backOff = withBase("60");

    assertThat(IntStream.range(1, 2_000).map(backOff::secondsAfter))
        .allMatch(seconds -> seconds >= 1 && seconds <= BackOff.SECONDS_MAX)
        .anyMatch(seconds -> seconds > 800);
  }

  @Test
  void doesNotWaitAtAllWithABaseOfZero() {
    assertThat(withBase("0").secondsAfter(5)).isZero();
  }

  @Test
  void refusesABaseThatIsNoNumber() {
    assertThatThrownBy(() -> withBase("soon"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("RETRY_BACKOFF_SECONDS")
        .hasMessageContaining("\"soon\"");
  }

  private static BackOff withBase(String seconds) {
    return new BackOff(
        TestEnvironment.of(
            TestClients.of(LocalSqs.client()), Map.of("RETRY_BACKOFF_SECONDS", seconds)));
  }
}
