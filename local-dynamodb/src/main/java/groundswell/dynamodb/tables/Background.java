package groundswell.dynamodb.tables;

import groundswell.dynamodb.options.Scheduler;
import java.time.Duration;

/// The engine's own background work, until it is closed.
final class Background {
  private final Scheduler scheduler;
  private boolean isClosed;

  Background(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  void after(Duration delay, Runnable work) {
    scheduler.after(delay.isNegative() ? Duration.ZERO : delay, () -> run(work));
  }

  private synchronized void run(Runnable work) {
    if (!isClosed) work.run();
  }

  /// Waits for running work. Nothing runs afterwards.
  synchronized void close() {
    isClosed = true;
  }
}
