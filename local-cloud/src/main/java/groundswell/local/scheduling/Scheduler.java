package groundswell.local.scheduling;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/// The one source of time and threads. Tasks may block only through [#pause] and [#await].
public interface Scheduler extends InstantSource, AutoCloseable {

  /// Runs the work at once on a thread of its own.
  Task start(String name, Runnable work);

  /// Runs the work on a thread of its own when the delay is over, unless the scheduler is closed
  /// first.
  void after(Duration delay, String name, Runnable work);

  /// Lets the calling task wait.
  void pause(Duration duration) throws InterruptedException;

  /// Waits for a result that another task will give; an exceptional one is thrown as a
  /// `CompletionException`.
  <T> T await(CompletableFuture<T> result, Duration atMost)
      throws InterruptedException, TimeoutException;

  /// Interrupts every task and starts no more.
  @Override
  void close();

  /// Work that was started.
  interface Task {
    void interrupt();
  }
}
