package groundswell.activityloader;

import groundswell.operations.batch.OperatedFunction;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.uploads.UploadCommand.PartitionReady;

/// Lambda's entry point for the partition queue.
public final class ActivityLoaderFunction extends OperatedFunction<PartitionReady> {
  public ActivityLoaderFunction() {
    this(FunctionEnvironment.ofLambda());
  }

  public ActivityLoaderFunction(FunctionEnvironment environment) {
    super(environment, ActivityLoaderHandler::new);
  }
}
