package groundswell.integration.faults;

import groundswell.local.calls.Call;
import groundswell.local.calls.CallInterceptor;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/// Something is broken for a while: the affected calls fail, without effect.
public final class Outage implements CallInterceptor {
  private static final Broken NOTHING = new Broken(_ -> false, IllegalStateException::new);

  private volatile Broken broken = NOTHING;

  private record Broken(Predicate<Call> about, Supplier<RuntimeException> failure) {}

  /// From now on, a dependency is down: a function's calls of one operation are throttled.
  public void of(String function, String operation) {
    broken =
        new Broken(
            call -> call.caller().equals(function) && call.operation().equals(operation),
            () -> ProvisionedThroughputExceededException.builder().message("throttled").build());
  }

  /// From now on, a function cannot find a table.
  public void ofTable(String function, String table) {
    broken =
        new Broken(
            call -> call.caller().equals(function) && isOf(call.request(), table),
            () -> ResourceNotFoundException.builder().message("no table").build());
  }

  private static boolean isOf(Object request, String table) {
    return request instanceof SdkPojo pojo
        && pojo.sdkFields().stream()
            .filter(field -> field.memberName().equals("TableName"))
            .anyMatch(field -> table.equals(field.getValueOrDefault(pojo)));
  }

  /// From now on, a function has a bug: it can't make some calls.
  public void ofCode(String function, Predicate<Call> some) {
    broken =
        new Broken(
            call -> call.caller().equals(function) && some.test(call),
            () -> new IllegalStateException("a bug of " + function));
  }

  public void end() {
    broken = NOTHING;
  }

  @Override
  public <T> T around(Call call, Callable<T> proceed) throws Exception {
    var now = broken;
    if (now.about().test(call)) throw now.failure().get();
    return proceed.call();
  }
}
