package groundswell.local.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Wall-clock time and platform threads. Virtual threads are not time-sliced: two handlers that
/// compute would starve every poller on a machine with two cores.
public final class RealTimeScheduler implements Scheduler {
  private static final Logger LOG = LoggerFactory.getLogger(RealTimeScheduler.class);

  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("local-cloud-timer").factory());
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  @Override
  public Instant instant() {
    return Instant.now();
  }

  @Override
  public Task start(String name, Runnable work) {
    var thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> run(name, work));
    if (closed) return () -> {};
    running.add(thread);
    thread.start();
    return thread::interrupt;
  }

  private void run(String name, Runnable work) {
    try {
      work.run();
    } catch (Throwable fault) {
      if (!closed) LOG.error("task {} ended with a fault", name, fault);
    } finally {
      running.remove(Thread.currentThread());
    }
  }

  @Override
  public void after(Duration delay, String name, Runnable work) {
    if (closed) return;
    var _ = timer.schedule(() -> start(name, work), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void pause(Duration duration) throws InterruptedException {
    if (closed) throw new InterruptedException("the scheduler is closed");
    Thread.sleep(duration);
  }

  @Override
  public <T> T await(CompletableFuture<T> result, Duration atMost)
      throws InterruptedException, TimeoutException {
    try {
      return result.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    }
  }

  @Override
  public void close() {
    closed = true;
    timer.shutdownNow();
    running.forEach(Thread::interrupt);
  }
}
