package groundswell.local;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waiting for conditions.
final class Waiting {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(5);

  private Waiting() {}

  static void until(String what, BooleanSupplier condition) {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) throw new AssertionError("not in time: " + what);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  static void untilInterrupted() throws InterruptedException {
    new CountDownLatch(1).await();
  }
}
