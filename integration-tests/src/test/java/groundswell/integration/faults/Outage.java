package groundswell.integration.faults;

import groundswell.local.calls.Call;
import groundswell.local.calls.CallInterceptor;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/// A dependency that is down: while it is, the calls that it is about are throttled.
public final class Outage implements CallInterceptor {
  private final LongAdder refused = new LongAdder();
  private volatile Predicate<Call> about = _ -> false;

  /// From now on, a function's calls of one operation are throttled.
  public void of(String function, String operation) {
    about = call -> call.caller().equals(function) && call.operation().equals(operation);
  }

  public void end() {
    about = _ -> false;
  }

  /// How many calls were throttled so far.
  public long refused() {
    return refused.sum();
  }

  @Override
  public <T> T around(Call call, Callable<T> proceed) throws Exception {
    if (!about.test(call)) return proceed.call();
    refused.increment();
    throw ProvisionedThroughputExceededException.builder().message("throttled").build();
  }
}
