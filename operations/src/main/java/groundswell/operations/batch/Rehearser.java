package groundswell.operations.batch;

import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.Rehearsal;
import groundswell.operations.domain.Rehearsals;
import groundswell.platform.AwsClients;
import groundswell.platform.PermanentFailure;
import groundswell.platform.batch.BatchLoop;
import groundswell.platform.batch.Deadline;
import groundswell.platform.lambda.QueueMessage;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Handles messages as usual, but discards every write and keeps the verdict. Only a direct
/// invocation asks for it, never a message from a queue.
///
/// @param <E> an entry
public final class Rehearser<E> {
  /// The event source of a rehearsed message, set by the direct call. For messages from a queue
  /// Lambda always says `aws:sqs` (<https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html>),
  /// whatever their attributes are.
  public static final String EVENT_SOURCE = "groundswell:rehearsal";

  /// The rehearsal that a message belongs to.
  public static final String ATTRIBUTE = "rehearsal";

  private final AwsClients clients;
  private final Function<AwsClients, BatchLoop<E>> loops;
  private final Rehearsals rehearsals;
  private final String release;

  /// @param loops makes the function's batch loop over other clients
  Rehearser(
      AwsClients clients,
      Function<AwsClients, BatchLoop<E>> loops,
      Rehearsals rehearsals,
      String release) {
    this.clients = clients;
    this.loops = loops;
    this.rehearsals = rehearsals;
    this.release = release;
  }

  static boolean isAskedFor(List<QueueMessage> messages) {
    return messages.stream().allMatch(message -> EVENT_SOURCE.equals(message.source()));
  }

  void run(List<QueueMessage> messages, Deadline deadline) {
    for (var message : messages) {
      var rehearsal = message.attribute(ATTRIBUTE).orElseThrow();
      rehearsals.putVerdict(rehearsal, verdict(message, deadline));
    }
  }

  private Rehearsal.Verdict verdict(QueueMessage message, Deadline deadline) {
    var discarded = new DiscardedWrites();
    var loop = loops.apply(discarded.around(clients));
    var errors = loop.process(List.of(message), deadline).errors();
    return new Rehearsal.Verdict(
        new FailureId(message.attribute(Redriven.OF_ATTRIBUTE).orElseThrow()),
        Optional.ofNullable(errors.get(message.id())).map(this::reason),
        discarded.writes());
  }

  /// For example `permanent: unknown-upload: there is no upload 1`.
  private String reason(RuntimeException failure) {
    var cause = Diagnosis.of(failure, release);
    return failure instanceof PermanentFailure // whose message begins with its code
        ? "%s: %s".formatted(cause.kind().label(), cause.reason())
        : "%s: %s: %s".formatted(cause.kind().label(), cause.error(), cause.reason());
  }
}
