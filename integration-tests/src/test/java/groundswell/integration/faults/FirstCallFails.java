package groundswell.integration.faults;

import groundswell.local.calls.Call;
import groundswell.local.calls.CallInterceptor;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/// Throttles a function's first call of one operation.
public final class FirstCallFails implements CallInterceptor {
  private final AtomicBoolean failed = new AtomicBoolean();
  private final String function;
  private final String operation;

  public FirstCallFails(String function, String operation) {
    this.function = function;
    this.operation = operation;
  }

  @Override
  public <T> T around(Call call, Callable<T> proceed) throws Exception {
    boolean isAbout = call.caller().equals(function) && call.operation().equals(operation);
    if (isAbout && failed.compareAndSet(false, true))
      throw ProvisionedThroughputExceededException.builder().message("throttled").build();
    return proceed.call();
  }
}
