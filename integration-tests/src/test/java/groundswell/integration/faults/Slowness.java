package groundswell.integration.faults;

import groundswell.local.calls.Call;
import groundswell.local.calls.CallInterceptor;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/// A dependency that answers a function's calls of one operation slowly.
public record Slowness(String function, String operation, Duration time)
    implements CallInterceptor {
  @Override
  public <T> T around(Call call, Callable<T> proceed) throws Exception {
    if (call.caller().equals(function) && call.operation().equals(operation))
      LockSupport.parkNanos(time.toNanos());
    return proceed.call();
  }
}
