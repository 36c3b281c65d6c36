package groundswell.eraser;

import groundswell.operations.batch.OperatedFunction;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.queues.MessageSender;
import groundswell.platform.wiring.Wiring;
import java.time.Duration;

/// Lambda's entry point for the erasure queue.
public final class EraserFunction extends OperatedFunction<EraseMember> {
  public EraserFunction() {
    this(FunctionEnvironment.ofLambda());
  }

  public EraserFunction(FunctionEnvironment environment) {
    super(environment, EraserFunction::handler);
  }

  private static ErasureHandler handler(FunctionEnvironment environment) {
    var wiring = new Wiring(environment);
    var sender = wiring.sender();
    var erasureQueueUrl = environment.require("ERASURE_QUEUE_URL");
    var boardQueueUrl = environment.require("BOARD_LIVE_QUEUE_URL");
    var longest = Math.toIntExact(MessageSender.DELAY_MAX.toSeconds());
    var pause = Duration.ofSeconds(environment.number("PAUSE_SECONDS", 1, longest));
    return new ErasureHandler(
        wiring.members(),
        new Traces(wiring.months(), wiring.challenges(), wiring.progress(), wiring.ledgers()),
        again -> sender.sendLater(erasureQueueUrl, again, pause),
        event -> sender.send(boardQueueUrl, event),
        environment.clock());
  }
}
