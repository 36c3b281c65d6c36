package groundswell.dlqreplayer;

import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.Failures;
import groundswell.operations.domain.Origin;
import groundswell.operations.domain.Rehearsal;
import groundswell.operations.domain.Rehearsal.Verdict;
import groundswell.operations.domain.Rehearsals;
import groundswell.operations.failures.RedriveTargets;
import groundswell.operations.replayer.CommandQueue;
import groundswell.operations.replayer.FunctionCalls;
import groundswell.operations.replayer.ReplayerCommand;
import groundswell.platform.PermanentFailure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/// Runs a rehearsal. The deployed function that reads a sample's queue handles the sample, with
/// every write discarded.
final class RehearsalSteps {
  /// Longer than any function can run.
  private static final Duration PATIENCE = Duration.ofMinutes(16);

  private static final String SILENT =
      "the function gave no verdict within %d minutes; see its log, then rehearse again"
          .formatted(PATIENCE.toMinutes());

  private final Failures failures;
  private final Rehearsals rehearsals;
  private final RedriveTargets targets;
  private final FunctionCalls functions;
  private final CommandQueue commands;
  private final Pace pace;
  private final InstantSource clock;
  private final String ownQueueArn;

  /// @param ownQueueArn the ARN of the redrive queue; other queues' ARNs have the same beginning
  RehearsalSteps(
      Failures failures,
      Rehearsals rehearsals,
      RedriveTargets targets,
      FunctionCalls functions,
      CommandQueue commands,
      Pace pace,
      InstantSource clock,
      String ownQueueArn) {
    this.failures = failures;
    this.rehearsals = rehearsals;
    this.targets = targets;
    this.functions = functions;
    this.commands = commands;
    this.pace = pace;
    this.clock = clock;
    this.ownQueueArn = ownQueueArn;
  }

  /// Invokes the functions first, then polls until all have answered. After a crash in between the
  /// retry invokes them again, which changes nothing.
  void run(String id) {
    var rehearsal =
        rehearsals
            .find(id)
            .orElseThrow(
                () -> new PermanentFailure("unknown-rehearsal", "there is no rehearsal " + id));
    if (rehearsal.verdicts().isPresent()) return;
    var asked = rehearsal.asked().isEmpty() ? rehearsal.asking(ask(rehearsal)) : rehearsal;
    var found = new HashMap<FailureId, Verdict>();
    for (var each : asked.asked())
      rehearsals.verdict(id, each).ifPresent(verdict -> found.put(each, verdict));
    boolean patient = clock.instant().isBefore(rehearsal.askedAt().plus(PATIENCE));
    if (found.size() < asked.asked().size() && patient) {
      if (rehearsal.asked().isEmpty()) rehearsals.put(asked);
      commands.sendLater(new ReplayerCommand.Rehearse(id), pace.pause());
      return;
    }
    rehearsals.put(
        asked.with(
            asked.asked().stream()
                .map(each -> found.getOrDefault(each, notRehearsed(each, SILENT)))
                .toList()));
  }

  private List<FailureId> ask(Rehearsal rehearsal) {
    var samples =
        failures.page(rehearsal.filter(), rehearsal.samples(), Optional.empty()).failures();
    var some = samples.stream().limit(rehearsal.samples()).toList();
    for (var sample : some)
      ask(rehearsal, sample)
          .ifPresent(why -> rehearsals.putVerdict(rehearsal.id(), notRehearsed(sample.id(), why)));
    return some.stream().map(Failure::id).toList();
  }

  /// @return why it can't be rehearsed; empty if its function was invoked
  private Optional<String> ask(Rehearsal rehearsal, Failure sample) {
    return switch (sample.message().origin()) {
      case Origin.Stream _ -> Optional.of("stream records can only be published for real");
      case Origin.Queue(var queue) -> {
        var target = targets.ofQueue(queue);
        if (target.isEmpty()) yield Optional.of("nothing reads queue " + queue);
        var message = failures.message(sample.id());
        if (message.isEmpty()) yield Optional.of("its message is no longer kept");
        try {
          functions.rehearse(
              target.get().service(), arnOf(queue), sample, message.get().body(), rehearsal.id());
          yield Optional.empty();
        } catch (SdkException e) {
          yield Optional.of("its function could not be called: " + e.getMessage());
        }
      }
    };
  }

  private static Verdict notRehearsed(FailureId sample, String why) {
    return new Verdict(sample, Optional.of(why), List.of());
  }

  /// All queues are of one account and region.
  private String arnOf(String queue) {
    return ownQueueArn.substring(0, ownQueueArn.lastIndexOf(':') + 1) + queue;
  }
}
