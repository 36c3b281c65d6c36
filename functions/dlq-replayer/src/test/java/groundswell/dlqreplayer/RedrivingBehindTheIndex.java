package groundswell.dlqreplayer;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.local.calls.CallInterceptor;
import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.Redrive.State;
import groundswell.operations.domain.RedriveId;
import groundswell.platform.testing.LocalDynamoDb;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// An index that shows opened failures with a lag.
class RedrivingBehindTheIndex {
  private static final Duration LAG_MAX = Duration.ofMillis(900);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int TURNS_MAX = 1_000;

  private final ReplayerWorld world =
      new ReplayerWorld(CallInterceptor.none(), 100, LocalDynamoDb.lagging(LAG_MAX), PAUSE);

  @Test
  void bringsBackWhatWasOpenedJustBefore() {
    var failure = world.record(1).getFirst().id();

    var id = world.start();
    end(id);

    assertThat(world.redrive(id).state()).isEqualTo(State.COMPLETED);
    assertThat(world.redrive(id).succeeded()).isEqualTo(1);
    assertThat(world.delivered).isEqualTo(List.<FailureId>of(failure));
  }

  @Test
  void endsIfNothingIsFoundTwice() {
    var id = world.start();
    end(id);

    assertThat(world.redrive(id).state()).isEqualTo(State.COMPLETED);
    assertThat(world.auditLines(id)).hasSize(1);
  }

  private void end(RedriveId id) {
    for (int turn = 0; turn < TURNS_MAX && !world.redrive(id).state().ended(); turn++) {
      boolean any = world.obey();
      any |= world.consume(_ -> true);
      if (any) world.passTime(PAUSE);
    }
  }
}
