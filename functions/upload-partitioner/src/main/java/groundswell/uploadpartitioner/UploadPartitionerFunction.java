package groundswell.uploadpartitioner;

import groundswell.operations.batch.OperatedFunction;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.uploads.UploadCommand;
import groundswell.platform.wiring.Wiring;
import java.time.Duration;

/// Lambda's entry point for the upload queue.
public final class UploadPartitionerFunction extends OperatedFunction<UploadCommand> {
  /// Of the process: it may have several instances of this class.
  private static final RunFolders FOLDERS =
      new RunFolders(FunctionEnvironment.temporaryFiles(), ProcessHandle.current().pid());

  public UploadPartitionerFunction() {
    this(FunctionEnvironment.ofLambda());
  }

  public UploadPartitionerFunction(FunctionEnvironment environment) {
    super(environment, UploadPartitionerFunction::handler);
  }

  private static UploadPartitionerHandler handler(FunctionEnvironment environment) {
    var wiring = new Wiring(environment);
    var clock = environment.clock();
    var uploads = wiring.uploads();
    var steps = wiring.uploadSteps();
    return new UploadPartitionerHandler(
        inbox(wiring),
        wiring.removals(),
        uploads,
        steps,
        new UploadPrecedence(uploads, steps, clock),
        places(environment, wiring),
        partitioning(environment, wiring),
        wiring.uploadObjects(),
        clock);
  }

  private static Inbox inbox(Wiring wiring) {
    return new Inbox(
        wiring.uploads(),
        wiring.uploadObjects(),
        wiring.settings(),
        wiring.openUploads(),
        wiring.uploadSteps(),
        wiring.removals());
  }

  private static FileSlots places(FunctionEnvironment environment, Wiring wiring) {
    return new FileSlots(
        wiring.uploadRuns(),
        environment.clock(),
        environment.random(),
        environment.number("TENANT_FILES_AT_ONCE", 1, FileSlots.FILES_AT_ONCE),
        Duration.ofSeconds(environment.number("TIMEOUT_SECONDS", 1, FileSlots.TIMEOUT_SECONDS)));
  }

  private static Partitioning partitioning(FunctionEnvironment environment, Wiring wiring) {
    var pace =
        new Partitioning.Pace(
            environment.parallelism(), environment.number("PARTITIONS_OUTSTANDING", 1, 8));
    return new Partitioning(
        wiring.uploadObjects(),
        wiring.settings(),
        wiring.mappings(),
        wiring.challenges(),
        wiring.members(),
        wiring.uploads(),
        new LaneChoice(wiring.uploads()),
        new Comparing(wiring.members(), wiring.months(), wiring.ledgers(), environment.clock()),
        FOLDERS,
        environment.clock(),
        environment.random(),
        pace);
  }
}
