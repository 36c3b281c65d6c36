package groundswell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A system that is just starting, or full, answers 503 for a moment.
class AskingABusySystem {
  @AutoClose private final LoopbackApi api = new LoopbackApi();

  @Test
  void asksAgain() {
    busyFor(2);

    run("challenge", "list").expect(0);

    assertThat(api.tokens()).hasSize(3);
  }

  @Test
  void givesUpAfterAWhile() {
    busyFor(Integer.MAX_VALUE);

    assertThat(run("challenge", "list").expect(1).err()).contains("503");

    assertThat(api.tokens()).hasSize(4);
  }

  @Test
  void sendsNothingTwiceThatWouldBeDoneTwice() {
    busyFor(1);

    assertThat(run("enter", "ann", "steps", "5000").expect(1).err()).contains("503");

    assertThat(api.tokens()).hasSize(1);
  }

  private void busyFor(int requests) {
    api.answer(number -> number <= requests ? 503 : 200);
  }

  private Ran run(String... command) {
    return Ran.command(
        Stream.concat(Stream.of(command), Stream.of("--endpoint", api.url(""), "--token", "TOKEN"))
            .toArray(String[]::new));
  }
}
