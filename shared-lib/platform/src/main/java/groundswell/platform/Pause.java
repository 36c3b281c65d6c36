package groundswell.platform;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Waits before a retry. It is injected, so that tests need not wait and can check how long the
/// pause would be.
@FunctionalInterface
public interface Pause {
  void lasts(Duration duration);

  /// A pause that blocks its thread. It ends early if the thread is interrupted.
  static Pause inRealTime() {
    return duration -> LockSupport.parkNanos(duration.toNanos());
  }
}
