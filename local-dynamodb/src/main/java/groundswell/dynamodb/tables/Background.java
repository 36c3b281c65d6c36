package groundswell.dynamodb.tables;

import groundswell.dynamodb.options.Scheduler;
import java.time.Duration;

/// Work that the engine does by itself, until it is closed.
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

  /// Waits for what is running. Nothing runs afterwards.
  synchronized void close() {
    isClosed = true;
  }
}
