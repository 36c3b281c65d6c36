package groundswell.uploadpartitioner;

import groundswell.operations.batch.OperatedFunction;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.uploads.UploadCommand;

/// Lambda's entry point for the upload queue.
public final class UploadPartitionerFunction extends OperatedFunction<UploadCommand> {
  public UploadPartitionerFunction() {
    this(FunctionEnvironment.ofLambda());
  }

  public UploadPartitionerFunction(FunctionEnvironment environment) {
    super(environment, UploadPartitionerHandler::new);
  }
}
