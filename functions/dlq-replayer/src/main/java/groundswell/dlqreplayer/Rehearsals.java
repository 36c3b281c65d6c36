package groundswell.dlqreplayer;

import groundswell.domain.failures.Failure;
import groundswell.domain.failures.Failures;
import groundswell.domain.failures.Origin;
import groundswell.domain.failures.Shadow;
import groundswell.domain.failures.Shadow.Verdict;
import groundswell.domain.failures.Shadows;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.batch.PermanentFailure;
import groundswell.platform.failures.DynamoDbFailures;
import groundswell.platform.failures.DynamoDbShadows;
import groundswell.platform.failures.RedriveTargets;
import groundswell.platform.replayer.FunctionCalls;
import java.util.List;
import java.util.Optional;

/// Rehearses: each sample is handled by the function that reads its queue, as deployed, with every
/// write discarded.
final class Rehearsals {
  private final Failures failures;
  private final Shadows shadows;
  private final RedriveTargets targets;
  private final FunctionCalls functions;
  private final String ownQueueArn;

  Rehearsals(FunctionEnvironment environment) {
    failures = new DynamoDbFailures(environment);
    shadows = new DynamoDbShadows(environment);
    targets = new RedriveTargets(environment);
    functions = new FunctionCalls(environment);
    ownQueueArn = environment.require("QUEUES").strip().split(",", 2)[0];
  }

  void run(String id) {
    var shadow =
        shadows
            .find(id)
            .orElseThrow(
                () -> new PermanentFailure("unknown-shadow", "there is no rehearsal " + id));
    if (shadow.verdicts().isPresent()) return;
    var samples = failures.page(shadow.filter(), shadow.samples(), Optional.empty());
    shadows.put(
        shadow.with(
            samples.failures().stream()
                .limit(shadow.samples())
                .map(sample -> verdict(shadow, sample))
                .toList()));
  }

  private Verdict verdict(Shadow shadow, Failure sample) {
    return switch (sample.origin()) {
      case Origin.Stream _ -> notRehearsed(sample, "stream records can only be published for real");
      case Origin.Queue(var queue) -> {
        var target = targets.ofQueue(queue);
        if (target.isEmpty()) yield notRehearsed(sample, "nothing reads queue " + queue);
        var error =
            functions.rehearse(
                target.get().service(),
                arnOf(queue),
                sample,
                failures.body(sample.id()),
                shadow.id());
        yield error
            .map(why -> notRehearsed(sample, why))
            .or(() -> shadows.verdict(shadow.id(), sample.id()))
            .orElseGet(() -> notRehearsed(sample, "the function said nothing"));
      }
    };
  }

  private static Verdict notRehearsed(Failure sample, String why) {
    return new Verdict(sample.id(), Optional.of(why), List.of());
  }

  /// All queues are of one account and region.
  private String arnOf(String queue) {
    return ownQueueArn.substring(0, ownQueueArn.lastIndexOf(':') + 1) + queue;
  }
}
