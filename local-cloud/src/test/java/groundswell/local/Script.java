package groundswell.local;

import com.amazonaws.services.lambda.runtime.Context;
import groundswell.platform.FunctionEnvironment;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// What a test's function does. The function finds it by an environment variable.
@FunctionalInterface
interface Script<I, O> {
  String VARIABLE = "SCRIPT";
  Map<String, Script<?, ?>> REGISTERED = new ConcurrentHashMap<>();
  AtomicInteger NEXT = new AtomicInteger();

  O run(I event, FunctionEnvironment environment, Context context) throws Exception;

  default String register() {
    var id = "script-" + NEXT.incrementAndGet();
    REGISTERED.put(id, this);
    return id;
  }

  @SuppressWarnings("unchecked")
  static <I, O> Script<I, O> of(FunctionEnvironment environment) {
    return (Script<I, O>) Objects.requireNonNull(REGISTERED.get(environment.require(VARIABLE)));
  }
}
