package groundswell.cli;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A system that is starting or full answers 503 for a moment.
class AskingABusySystem {
  @AutoClose private final LoopbackApi api = new LoopbackApi();
  private final List<Duration> pauses = new ArrayList<>();

  @Test
  void asksAgain() {
    busyFor(2);

    run("challenge", "list").expect(0);

    assertThat(api.tokens()).hasSize(3);
  }

  @Test
  void waitsLongerEachTimeAndThenGivesUp() {
    busyFor(Integer.MAX_VALUE);

    assertThat(run("challenge", "list").expect(1).err()).contains("the system is starting or busy");

    assertThat(api.tokens()).hasSize(4);
    assertThat(pauses).containsExactly(ofMillis(200), ofMillis(400), ofMillis(600));
  }

  @Test
  void sendsNothingTwiceThatWouldBeDoneTwice() {
    busyFor(1);

    assertThat(run("enter", "ann", "steps", "5000").expect(1).err())
        .contains("the system is starting or busy");

    assertThat(api.tokens()).hasSize(1);
  }

  private void busyFor(int requests) {
    api.answer(number -> number <= requests ? 503 : 200);
  }

  private Ran run(String... command) {
    var variables = Map.of("GROUNDSWELL_ENDPOINT", api.url(""), "GROUNDSWELL_TOKEN", "TOKEN");
    return Ran.command(pauses::add, variables, command);
  }
}
