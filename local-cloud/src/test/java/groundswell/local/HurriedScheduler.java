package groundswell.local;

import groundswell.local.scheduling.RealTimeScheduler;
import groundswell.local.scheduling.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/// Real time, but delayed work runs at once, and the clock jumps ahead by the delay.
final class HurriedScheduler implements Scheduler {
  private final Scheduler real = new RealTimeScheduler();
  private final List<Duration> waits = new CopyOnWriteArrayList<>();
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  /// The delays that were asked for, in order.
  List<Duration> waits() {
    return List.copyOf(waits);
  }

  @Override
  public Instant instant() {
    return real.instant().plus(ahead.get());
  }

  @Override
  public Task start(String name, Runnable work) {
    return real.start(name, work);
  }

  @Override
  public void after(Duration delay, String name, Runnable work) {
    waits.add(delay);
    ahead.accumulateAndGet(delay, Duration::plus);
    real.after(Duration.ZERO, name, work);
  }

  @Override
  public void pause(Duration duration) throws InterruptedException {
    real.pause(duration);
  }

  @Override
  public <T> T await(CompletableFuture<T> result, Duration atMost)
      throws InterruptedException, TimeoutException {
    return real.await(result, atMost);
  }

  @Override
  public void close() {
    real.close();
  }
}
