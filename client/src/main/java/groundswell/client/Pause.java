package groundswell.client;

import java.time.Duration;

/// Lets time pass between two attempts. Tests and programs that must not wait give another one.
@FunctionalInterface
public interface Pause {
  void take(Duration duration) throws InterruptedException;
}
