package groundswell.local.calls;

import java.util.concurrent.atomic.AtomicLong;

/// What is moving: an epoch that rises with every event, and how much is in flight. Two equal
/// epochs around an observation mean that nothing moved during it.
public final class Activity {
  private final AtomicLong epoch = new AtomicLong();
  private final AtomicLong inFlight = new AtomicLong();

  public long epoch() {
    return epoch.get();
  }

  public long inFlight() {
    return inFlight.get();
  }

  /// Something happened that has no duration.
  public void moved() {
    epoch.incrementAndGet();
  }

  public void begin() {
    inFlight.incrementAndGet();
    moved();
  }

  public void end() {
    moved();
    inFlight.decrementAndGet();
  }
}
