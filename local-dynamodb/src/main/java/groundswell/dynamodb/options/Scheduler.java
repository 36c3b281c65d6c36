package groundswell.dynamodb.options;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Runs a task later. A simulation passes one that follows virtual time.
@FunctionalInterface
public interface Scheduler {
  void after(Duration delay, Runnable task);

  /// On one daemon thread, by the machine's clock.
  static Scheduler realTime() {
    var executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("local-dynamodb-scheduler").factory());
    return (delay, task) -> {
      var _ = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    };
  }
}
