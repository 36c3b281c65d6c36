package groundswell.integration.stack;

import groundswell.domain.failures.Failure;
import groundswell.domain.failures.FailureFilter;
import groundswell.domain.failures.Failures;
import groundswell.domain.failures.Redrive;
import groundswell.domain.failures.RedriveId;
import groundswell.domain.failures.Redrives;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.failures.DynamoDbFailures;
import groundswell.platform.failures.DynamoDbRedrives;
import groundswell.platform.replayer.ReplayerCommand;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/// Who looks at the failures of a stack, and brings them back.
public final class Operator {
  private static final int PAGE = 500;

  private final Stack stack;
  private final Failures failures;
  private final Redrives redrives;

  public Operator(Stack stack) {
    this.stack = stack;
    var environment =
        new FunctionEnvironment(
            Map.of(
                "OPERATIONS_TABLE", stack.name("OperationsTable"), "BUCKET", stack.name("Bucket")),
            stack.aws(),
            InstantSource.system(),
            new SplittableRandom());
    failures = new DynamoDbFailures(environment);
    redrives = new DynamoDbRedrives(environment);
  }

  public Failures failures() {
    return failures;
  }

  /// All failures that a filter matches.
  public List<Failure> all(FailureFilter filter) {
    var all = new ArrayList<Failure>();
    var cursor = Optional.<String>empty();
    do {
      var page = failures.page(filter, PAGE, cursor);
      all.addAll(page.failures());
      cursor = page.next();
    } while (cursor.isPresent());
    return all;
  }

  /// Starts a redrive.
  ///
  /// @param refailurePercentMax when it stops
  public RedriveId start(FailureFilter filter, int refailurePercentMax) {
    var redrive =
        new Redrive(
            new RedriveId(UUID.randomUUID().toString()),
            filter,
            "operator",
            "a test",
            Instant.now(),
            refailurePercentMax,
            0,
            Redrive.State.RUNNING,
            List.of(),
            "",
            0);
    redrives.create(redrive);
    goOn(redrive.id());
    return redrive.id();
  }

  /// Lets somebody go on with a redrive.
  public void goOn(RedriveId redrive) {
    stack
        .aws()
        .sqs()
        .sendMessage(
            request ->
                request
                    .queueUrl(stack.queueUrl("RedriveQueue"))
                    .messageBody(new ReplayerCommand.Step(redrive).message()));
  }

  /// Waits until a redrive has ended.
  public Redrive await(RedriveId id) {
    stack.await("end of redrive " + id, () -> redrive(id).state().ended());
    return redrive(id);
  }

  public Redrive redrive(RedriveId id) {
    return redrives.find(id).orElseThrow();
  }

  /// Redrives, and waits for the end.
  public Redrive redrive(FailureFilter filter, int refailurePercentMax) {
    return await(start(filter, refailurePercentMax));
  }
}
