package groundswell.platform.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import groundswell.platform.PermanentFailure;
import groundswell.platform.WarmUp;
import groundswell.platform.testing.LocalSqs;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.testing.TestQueue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.crac.Core;
import org.junit.jupiter.api.Test;

class WarmingAQueueFunctionUp {
  private final TestQueue queue = new TestQueue();
  private final List<String> decoded = new ArrayList<>();

  @Test
  void decodesAndCallsWithoutTouchingAMessage() {
    queue.send("ant");

    assertThatCode(() -> warmUp().beforeCheckpoint(Core.getGlobalContext()))
        .doesNotThrowAnyException();

    assertThat(decoded).containsExactly("{}");
    assertThat(queue.receive()).hasSize(1);
    assertThat(queue.deadLetters()).isEmpty();
  }

  private WarmUp warmUp() {
    var environment =
        TestEnvironment.of(TestClients.of(LocalSqs.client()), Map.of("QUEUES", queue.variable()));
    return QueueFunction.warmUp(
        new Handler(decoded), environment.aws(), SourceQueues.parse(environment.require("QUEUES")));
  }

  private record Handler(List<String> decoded) implements BatchHandler<String> {
    @Override
    public List<String> decode(Message message) {
      decoded.add(message.body());
      throw new PermanentFailure(PermanentFailure.UNDECODABLE, message.body());
    }

    @Override
    public String encode(String entry) {
      return entry;
    }

    @Override
    public Object keyOf(String entry) {
      return entry;
    }

    @Override
    public String merge(String one, String other) {
      return one;
    }

    @Override
    public Consumer<String> open(Collection<String> entries) {
      return decoded::add;
    }
  }
}
