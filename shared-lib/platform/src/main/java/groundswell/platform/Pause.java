package groundswell.platform;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Lets time pass before a call is repeated. What retries takes one, so that a test need not wait
/// and can see for how long it would have.
@FunctionalInterface
public interface Pause {
  void lasts(Duration duration);

  /// A pause that blocks its thread. It ends early if the thread is interrupted.
  static Pause inRealTime() {
    return duration -> LockSupport.parkNanos(duration.toNanos());
  }
}
