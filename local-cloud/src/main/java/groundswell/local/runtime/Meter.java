package groundswell.local.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// Counts what one trigger causes: invocations, the most that ran at once, and what became of the
/// records.
public final class Meter {
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();
  private final LongAdder invocations = new LongAdder();
  private final LongAdder records = new LongAdder();
  private final LongAdder failures = new LongAdder();

  void entered() {
    invocations.increment();
    peak.accumulateAndGet(running.incrementAndGet(), Math::max);
  }

  void left() {
    running.decrementAndGet();
  }

  /// Counts records that an invocation was given, and those of them that it did not complete.
  public void count(int given, int failed) {
    records.add(given);
    failures.add(failed);
  }

  public int peak() {
    return peak.get();
  }

  public long invocations() {
    return invocations.sum();
  }

  public long records() {
    return records.sum();
  }

  public long failures() {
    return failures.sum();
  }
}
