package groundswell.dlqreplayer;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.local.calls.Call;
import groundswell.local.calls.CallInterceptor;
import groundswell.operations.domain.Redrive.State;
import groundswell.operations.domain.RedriveId;
import groundswell.operations.testing.TestFailures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

class KeepingARate {
  private final Delays delays = new Delays();

  @Test
  void sendsAsManyASecondAsTheConsumersCapWorksOff() {
    var world = new ReplayerWorld(delays, 2);
    afterTheFirstStep(world, 0, Duration.ofSeconds(4));

    assertThat(sentWithin(world, 20, 1)).containsExactly(0, 2, 4, 6, 8, 10, 12, 14, 16, 18);
  }

  @Test
  void sendsNoMoreASecondThanItMay() {
    var world = new ReplayerWorld(delays, 100);
    afterTheFirstStep(world, 3, Duration.ofMillis(1));

    assertThat(sentWithin(world, 4, 1)).containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 2, 3);
  }

  /// So a halted redrive delivers nothing after that time.
  @Test
  void sendsNothingThatIsToBeDeliveredInMoreThanFiveSeconds() {
    var world = new ReplayerWorld(delays, 100);
    afterTheFirstStep(world, 1, Duration.ofMillis(1));

    assertThat(delays.seconds).containsExactly(0, 1, 2, 3, 4, 5);
    world.obey();
    assertThat(delays.seconds).hasSize(6);
  }

  @Test
  void takesNoMoreThanAQueueCanDelay() {
    var world = new ReplayerWorld(delays, 1);
    var id = afterTheFirstStep(world, 0, Duration.ofSeconds(256));

    assertThat(sentWithin(world, 1_152, 128)).containsExactly(0, 256, 512, 768);
    assertThat(world.redrive(id).state()).isEqualTo(State.RUNNING);
  }

  @Test
  void isPatientFromTheDeliveryOfTheLastMessageOn() {
    var world = new ReplayerWorld(delays, 1);
    var id = afterTheFirstStep(world, 0, Duration.ofSeconds(256));
    sentWithin(world, 768, 128);

    world.passTime(ReplayerWorld.PATIENCE);
    world.obey();
    assertThat(world.redrive(id).state()).isEqualTo(State.RUNNING);

    world.passTime(Duration.ofSeconds(256));
    while (world.redrive(id).state() == State.RUNNING) world.obey();
    assertThat(world.redrive(id).state()).isEqualTo(State.STOPPED);
  }

  /// A redrive that has just sent its second step, of ten.
  private RedriveId afterTheFirstStep(ReplayerWorld world, int perSecondMax, Duration took) {
    world.record(30);
    world.consumerNeeds(took);
    var id = world.start(TestFailures.redrive(world.situation.open(), perSecondMax));
    world.obey();
    world.consume(_ -> true);
    delays.seconds.clear();
    while (delays.seconds.isEmpty()) world.obey();
    return id;
  }

  /// When the messages are delivered, in seconds after the first were sent.
  private List<Integer> sentWithin(ReplayerWorld world, int seconds, int step) {
    var delivered = new ArrayList<>(delays.seconds);
    for (int second = step; second <= seconds; second += step) {
      delays.seconds.clear();
      world.passTime(Duration.ofSeconds(step));
      world.obey();
      for (int delay : delays.seconds) delivered.add(second + delay);
    }
    return delivered;
  }

  /// The delays of the messages that were sent, in seconds.
  private static final class Delays implements CallInterceptor {
    private final List<Integer> seconds = new ArrayList<>();

    @Override
    public <T> T around(Call call, Callable<T> proceed) throws Exception {
      if (call.request() instanceof SendMessageBatchRequest batch)
        batch.entries().stream()
            .map(SendMessageBatchRequestEntry::delaySeconds)
            .map(delay -> Objects.requireNonNullElse(delay, 0))
            .forEach(seconds::add);
      return proceed.call();
    }
  }
}
