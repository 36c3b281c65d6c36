package groundswell.activityloader;

import groundswell.operations.batch.OperatedFunction;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.uploads.UploadCommand.PartitionCommand;
import groundswell.platform.wiring.Wiring;

/// Lambda's entry point for the partition queue.
public final class ActivityLoaderFunction extends OperatedFunction<PartitionCommand> {
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
    var members = wiring.members();
    var marks = new TakenBackMarks(uploads, members);
    var images = wiring.beforeImages();
    var objects = wiring.uploadObjects();
    var fates = new FatesWriter(objects);
    int parallelism = environment.parallelism();
    var months = new PartitionMonths(wiring.months(), parallelism);
    return new ActivityLoaderHandler(
        uploads,
        steps,
        objects,
        new MonthMerger(
            months, wiring.touchedMonths(), wiring.settings(), marks, images, fates, clock),
        new MonthReverter(months, marks, images, wiring.earlierStatements(), clock),
        new MemberMerger(members, uploads, fates, clock, parallelism),
        new LeaverMerger(members, clock, parallelism),
        new Completion(uploads, steps, clock),
        wiring.removals());
  }
}
