package groundswell.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import org.crac.Core;
import org.junit.jupiter.api.Test;

class WarmingUp {
  private final List<String> done = new ArrayList<>();

  @Test
  void triesEverythingWhateverFails() {
    var warmUp =
        WarmUp.register(
            () -> {
              throw new IllegalStateException("failed");
            },
            () -> done.add("second"));

    assertThatCode(() -> warmUp.beforeCheckpoint(Core.getGlobalContext()))
        .doesNotThrowAnyException();

    assertThat(done).containsExactly("second");
  }

  @Test
  void waitsForTheSnapshot() {
    var held = WarmUp.register(() -> done.add("first"));

    assertThat(done).isEmpty();
    held.beforeCheckpoint(Core.getGlobalContext());
    held.afterRestore(Core.getGlobalContext());
    assertThat(done).containsExactly("first");
  }
}
