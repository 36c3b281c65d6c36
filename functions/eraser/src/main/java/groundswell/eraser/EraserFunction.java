package groundswell.eraser;

import groundswell.domain.members.Members;
import groundswell.operations.batch.OperatedFunction;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.objects.TenantObjects;
import groundswell.platform.queues.MessageSender;
import groundswell.platform.wiring.Wiring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Lambda's entry point for the erasure queue.
public final class EraserFunction extends OperatedFunction<ErasureCommand> {
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
    Consumer<String> later = message -> sender.sendLater(erasureQueueUrl, message, pause);
    return new ErasureHandler(
        wiring.members(),
        new MemberTraces(wiring.months(), wiring.challenges(), wiring.progress(), wiring.ledgers()),
        new TenantEraser(
            wiring.removals(),
            parts(wiring, environment.parallelism()),
            messages -> sender.sendAll(erasureQueueUrl, messages),
            later,
            environment.clock()),
        later,
        event -> sender.send(boardQueueUrl, event),
        environment.clock());
  }

  /// All that is stored of a tenant.
  static List<TenantPart> parts(Wiring wiring, int parallelism) {
    var items = wiring.tenantItems();
    var objects = wiring.tenantObjects();
    var parts = new ArrayList<TenantPart>();
    for (int part = 0; part < Members.PARTS; part++) {
      parts.add(new TenantPart.OfMembers(part, wiring.members(), items, parallelism));
      parts.add(new TenantPart.OfErasures(part, items));
    }
    parts.add(new TenantPart.OfChallenges(items));
    parts.add(new TenantPart.OfUploads(items, parallelism));
    parts.add(new TenantPart.OfSettings(items));
    for (var folder : TenantObjects.FOLDERS) parts.add(new TenantPart.OfObjects(folder, objects));
    return parts;
  }
}
