package groundswell.local.metrics;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/// How many invocations of all functions run at once.
public final class Account {
  private final AtomicInteger running = new AtomicInteger();
  private final Minutes minutes = new Minutes();

  public void entered(Instant now) {
    minutes.record(Measure.CONCURRENT_EXECUTIONS, running.incrementAndGet(), now);
  }

  public void left() {
    running.decrementAndGet();
  }

  Minutes minutes() {
    return minutes;
  }
}
