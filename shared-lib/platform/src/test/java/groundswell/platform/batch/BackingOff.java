package groundswell.platform.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.platform.testing.LocalSqs;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackingOff {
  @Test
  void waitsForHalfToAllOfABaseThatDoublesWithEachReceive() {
    var backOff = withBase("4");

    assertThat(IntStream.range(0, 200).mapToObj(_ -> backOff.secondsAfter(1)).distinct())
        .containsExactlyInAnyOrder(2, 3, 4);
    assertThat(IntStream.range(0, 500).map(_ -> backOff.secondsAfter(4)))
        .allMatch(seconds -> seconds >= 16 && seconds <= 32)
        .contains(16, 32);
  }

  @Test
  void waitsFourMinutesAtMostAsLongAsALiveMessageIsTried() {
    var backOff = withBase("60");

    assertThat(IntStream.rangeClosed(1, BackOff.EARLY_WAITS).map(backOff::secondsAfter))
        .allMatch(seconds -> seconds <= BackOff.EARLY_SECONDS_MAX)
        .anyMatch(seconds -> seconds > 200);
  }

  @Test
  void neverWaitsLongerThanAQuarterOfAnHour() {
    var backOff = withBase("60");

    assertThat(IntStream.range(1, 2_000).map(backOff::secondsAfter))
        .allMatch(seconds -> seconds >= 1 && seconds <= BackOff.SECONDS_MAX)
        .anyMatch(seconds -> seconds > 800);
  }

  /// With the receives that the template gives a queue; each schedule is drawn at random.
  @Test
  void outlastsTenMinutesInTheLiveLaneAndHoursInBulk() throws IOException {
    var backOff = withBase("2");
    int live = defaultOf("LiveMaxReceiveCount");
    int bulk = defaultOf("BulkMaxReceiveCount");

    for (int i = 0; i < 2_000; i++) {
      assertThat(waits(backOff, live)).isBetween(600, 1_260);
      assertThat(waits(backOff, bulk)).isBetween(5_400, 5 * 3_600);
    }
  }

  private static int waits(BackOff backOff, int deliveries) {
    return IntStream.range(1, deliveries).map(backOff::secondsAfter).sum();
  }

  private static int defaultOf(String parameter) throws IOException {
    var text = Files.readString(Path.of("../../template.yaml"));
    var matcher =
        Pattern.compile("(?m)^  %s:\\n    Type: Number\\n    Default: (\\d+)$".formatted(parameter))
            .matcher(text);
    assertThat(matcher.find()).isTrue();
    return Integer.parseInt(matcher.group(1));
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
    var environment =
        TestEnvironment.of(
            TestClients.of(LocalSqs.client()), Map.of("RETRY_BACKOFF_SECONDS", seconds));
    return new BackOff(
        environment.aws()::sqs,
        environment.random(),
        environment.number("RETRY_BACKOFF_SECONDS", 0, BackOff.BASE_SECONDS));
  }
}
