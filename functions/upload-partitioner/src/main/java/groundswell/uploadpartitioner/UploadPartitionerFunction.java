package groundswell.uploadpartitioner;

import groundswell.platform.FunctionEnvironment;
import groundswell.platform.batch.QueueFunction;
import groundswell.platform.uploads.UploadCommand;

/// Lambda's entry point for the upload queue.
public final class UploadPartitionerFunction extends QueueFunction<UploadCommand> {
  public UploadPartitionerFunction() {
    this(FunctionEnvironment.ofLambda());
  }

  public UploadPartitionerFunction(FunctionEnvironment environment) {
    super(environment, UploadPartitionerHandler::new);
  }
}
