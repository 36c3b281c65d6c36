package groundswell.local.runtime;

import groundswell.local.calls.Activity;
import groundswell.local.calls.Chain;
import groundswell.local.metrics.LocalCloudWatch;
import groundswell.local.scheduling.Ids;
import groundswell.local.scheduling.Scheduler;
import groundswell.local.template.Topology.Function;
import groundswell.platform.AwsClients;
import groundswell.platform.FunctionEnvironment;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// All functions of the template.
public final class LocalFunctions {
  private final Map<String, LocalFunction> functions = new HashMap<>();
  private final Scheduler scheduler;
  private final RandomGenerator random;
  private final ClientsOf clients;

  /// The clients of a new instance.
  @FunctionalInterface
  public interface ClientsOf {
    AwsClients create(String functionLogicalId, BooleanSupplier alive, Supplier<Chain> chain);
  }

  public LocalFunctions(
      List<Function> functions,
      Scheduler scheduler,
      Activity activity,
      RandomGenerator random,
      LocalCloudWatch cloudWatch,
      ClientsOf clients) {
    this.scheduler = scheduler;
    this.random = random;
    this.clients = clients;
    var ids = new Ids(random);
    for (var function : functions) {
      requireClass(function);
      this.functions.put(
          function.logicalId(),
          new LocalFunction(
              function, () -> instance(function), scheduler, activity, ids, cloudWatch));
    }
  }

  private static void requireClass(Function function) {
    try {
      Class.forName(function.handler());
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "%s: handler class %s is not on the class path"
              .formatted(function.logicalId(), function.handler()),
          e);
    }
  }

  private Instance instance(Function function) {
    var alive = new AtomicBoolean(true);
    var chain = new AtomicReference<>(Chain.begun());
    var seeded = RandomGeneratorFactory.of("L64X128MixRandom").create(random.nextLong());
    var environment =
        new FunctionEnvironment(
            function.environment(),
            clients.create(function.logicalId(), alive::get, chain::get),
            scheduler,
            this::pause,
            seeded);
    return Instance.create(function, alive, chain, environment);
  }

  /// A function that is stopped while it pauses is interrupted, as in any other wait.
  private void pause(Duration duration) {
    try {
      scheduler.pause(duration);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Invocations stopped as a loop, by the function's logical id; functions without any are left
  /// out.
  public Map<String, Long> recursiveInvocationsDropped() {
    var dropped = new TreeMap<String, Long>();
    functions.forEach(
        (id, function) -> {
          var count = function.recursiveInvocationsDropped();
          if (count > 0) dropped.put(id, count);
        });
    return dropped;
  }

  /// @throws IllegalArgumentException if the template has no such function
  public LocalFunction function(String logicalId) {
    var function = functions.get(logicalId);
    if (function == null) {
      throw new IllegalArgumentException(
          "no function %s in the template; it has %s"
              .formatted(logicalId, functions.keySet().stream().sorted().toList()));
    }
    return function;
  }
}
