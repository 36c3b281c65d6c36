package groundswell.integration.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for conditions, each with a deadline.
///
/// @param patience how long anything may take
/// @param pause between two looks
/// @param state describes the state when the deadline is over
record Waiting(Duration patience, Duration pause, Supplier<String> state) {

  /// Waits until a condition holds.
  void until(String what, BooleanSupplier condition) {
    var deadline = Instant.now().plus(patience);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(deadline))
        throw new AssertionError("no %s;%n%s".formatted(what, state.get()));
      LockSupport.parkNanos(pause.toNanos());
    }
  }

  /// Waits until assertions hold; throws their last error at the deadline.
  void untilHolds(Runnable assertions) {
    var deadline = Instant.now().plus(patience);
    while (true) {
      try {
        assertions.run();
        return;
      } catch (AssertionError e) {
        if (Instant.now().isAfter(deadline)) throw e;
      }
      LockSupport.parkNanos(pause.toNanos());
    }
  }
}
