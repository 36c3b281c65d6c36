package groundswell.client;

import java.time.Duration;

/// Waits between two attempts. Tests, and programs that must not wait, pass another one.
@FunctionalInterface
public interface Pause {
  void take(Duration duration) throws InterruptedException;
}
