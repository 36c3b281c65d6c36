package groundswell.activityloader;

import groundswell.operations.batch.OperatedFunction;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.uploads.UploadCommand.PartitionReady;
import groundswell.platform.wiring.Wiring;

/// Lambda's entry point for the partition queue.
public final class ActivityLoaderFunction extends OperatedFunction<PartitionReady> {
  public ActivityLoaderFunction() {
    this(FunctionEnvironment.ofLambda());
  }

  public ActivityLoaderFunction(FunctionEnvironment environment) {
    super(environment, ActivityLoaderFunction::handler);
  }

  private static ActivityLoaderHandler handler(FunctionEnvironment environment) {
    var wiring = new Wiring(environment);
    var clock = environment.clock();
    var uploads = wiring.uploads();
    var steps = wiring.uploadSteps();
    return new ActivityLoaderHandler(
        uploads,
        steps,
        wiring.uploadObjects(),
        new MonthMerger(
            wiring.months(), wiring.members(), wiring.settings(), clock, environment.parallelism()),
        new MemberMerger(wiring.members(), clock, environment.parallelism()),
        new Completion(uploads, steps, clock));
  }
}
